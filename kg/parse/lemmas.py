"""The lemmatiser: the longest known ending of a word says how to turn it into its lemma.

The table is learnt from the treebanks (`kg.parse.training.lemmas`) and kept as JSON: for each
word class, endings and the edit they call for. An edit "3:y" cuts three letters and adds "y";
a whole word is an ending that starts with "^".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

Table = Mapping[str, Mapping[str, str]]
_SHAPING = ("Number", "Tense", "Degree", "Person", "Case", "Poss")
LONGEST = 6
_NATIONALITIES = (
    "ian", "ians", "ean", "eans", "ani", "anis", "aqi", "aqis", "eli", "elis", "eni", "enis",
    "uti", "utis", "ari", "aris", "nese", "tish", "lish", "nish", "kish", "dish", "wish", "rish",
    "erman", "ermans", "rican", "ricans", "exican", "exicans", "fghan", "fghans", "Arab", "Arabs",
    "French", "Dutch", "Greek", "Greeks", "Uzbek", "Uzbeks", "Czech", "Swiss", "Kazakh", "Kyrgyz",
    "Western", "Soviet", "Serb", "Serbs", "Turk", "Turks", "Kurd", "Kurds", "Hamas", "Houthi",
)  # fmt: skip


def word_class(upos: str, feats: Mapping[str, str]) -> str:
    """The part of speech with the features that shape the word's form."""
    if upos == "VERB":
        return f"VERB|{_verb_form(feats)}"
    return "|".join([upos, *(feats[name] for name in _SHAPING if name in feats)])


def _verb_form(feats: Mapping[str, str]) -> str:
    if feats.get("Tense") == "Past":
        return "Past"
    if feats.get("VerbForm") in {"Ger", "Part"}:
        return "Ing"
    third = (feats.get("Number"), feats.get("Person")) == ("Sing", "3")
    return "Third" if third else "Base"


def citation(form: str, upos: str) -> str:
    """The form in the case its lemma would have: names keep capitals."""
    return form if upos in {"PROPN", "SYM", "X"} else form.lower()


def endings(form: str) -> list[str]:
    """The whole word, then its endings from the longest to the empty one."""
    longest = min(LONGEST, len(form))
    return [f"^{form}", *(form[len(form) - size :] for size in range(longest, -1, -1))]


def apply(edit: str, form: str) -> str:
    """The form with its ending replaced.

    >>> apply("3:y", "parties")
    'party'
    """
    cut, _, added = edit.partition(":")
    return form[: len(form) - int(cut)] + added


def lemmatiser(table: Table) -> Callable[[str, str, Mapping[str, str]], str]:
    """A function from (form, part of speech, features) to the lemma."""
    known: dict[tuple[str, str], str] = {}

    def lemma(form: str, upos: str, feats: Mapping[str, str]) -> str:
        key = (form, word_class(upos, feats))
        found = known.get(key)
        if found is None:
            edits = table.get(key[1]) or table.get(upos, {})
            found = _lemma(edits, citation(form, upos))
            if _is_nationality(form, upos) and found.islower():
                found = found.capitalize()
            if len(known) < 200_000:
                known[key] = found
        return found

    return lemma


def _lemma(edits: Mapping[str, str], form: str) -> str:
    edit = next((edits[ending] for ending in endings(form) if ending in edits), "0:")
    return apply(edit, form) or form


def _is_nationality(form: str, upos: str) -> bool:
    """Whether a form looks like "Armenian" or "Turkish", whose lemma keeps the capital."""
    return upos in {"ADJ", "NOUN"} and form.istitle() and form.endswith(_NATIONALITIES)
