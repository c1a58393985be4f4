"""The English names of the languages that news comes in, by their codes of ISO 639-1."""

from __future__ import annotations

ENGLISH = "en"
_NAMES = (
    "af Afrikaans|am Amharic|ar Arabic|az Azerbaijani|be Belarusian|bg Bulgarian|bn Bengali|"
    "bs Bosnian|ca Catalan|cs Czech|cy Welsh|da Danish|de German|el Greek|en English|es Spanish|"
    "et Estonian|eu Basque|fa Persian|fi Finnish|fr French|ga Irish|gl Galician|gu Gujarati|"
    "ha Hausa|he Hebrew|hi Hindi|hr Croatian|hu Hungarian|hy Armenian|id Indonesian|is Icelandic|"
    "it Italian|ja Japanese|ka Georgian|kk Kazakh|km Khmer|ko Korean|ku Kurdish|ky Kyrgyz|lo Lao|"
    "lt Lithuanian|lv Latvian|mk Macedonian|mn Mongolian|mr Marathi|ms Malay|my Burmese|ne Nepali|"
    "nl Dutch|no Norwegian|pl Polish|ps Pashto|pt Portuguese|ro Romanian|ru Russian|si Sinhala|"
    "sk Slovak|sl Slovenian|so Somali|sq Albanian|sr Serbian|sv Swedish|sw Swahili|ta Tamil|"
    "tg Tajik|th Thai|tk Turkmen|tr Turkish|uk Ukrainian|ur Urdu|uz Uzbek|vi Vietnamese|zh Chinese"
)


def language_name(code: str) -> str:
    """What a language is called, with its code.

    >>> language_name("de"), language_name("xx")
    ('German (de)', 'a language with the code xx')
    """
    names = dict(pair.split(" ", 1) for pair in _NAMES.split("|"))
    return f"{names[code]} ({code})" if code in names else f"a language with the code {code}"
