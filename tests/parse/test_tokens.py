from __future__ import annotations

import pytest

from kg.model import Span
from kg.parse.tokens import tokenise


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in tokenise(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russian-brokered talks", "Russian - brokered talks"),
        ("an anti-tank missile", "an anti-tank missile"),
        ("a U.S.-led force", "a U.S. - led force"),
        ("Nagorno-Karabakh's army", "Nagorno - Karabakh 's army"),
        ("soldiers' families", "soldiers ' families"),
        ("They didn't, can't and cannot.", "They did n't , ca n't and can not ."),
        ("We’ve “won”, he’s sure", "We ’ve “ won ” , he ’s sure"),
        ("at 18:30 on 16/11/2021", "at 18:30 on 16/11/2021"),
        ("$5.2bn, €40m and 50%", "$ 5.2 bn , € 40 m and 50 %"),
        ("1,500 troops, 15km away", "1,500 troops , 15 km away"),
        ("Gen. Smith of the U.N. (Geneva)", "Gen. Smith of the U.N. ( Geneva )"),
        ("at 6 p.m. on Nov. 16.", "at 6 p.m. on Nov. 16 ."),
        ("Vladimir V. Putin left the U.S.", "Vladimir V. Putin left the U.S."),
        ("Wait... what?!", "Wait ... what ?!"),
        ("see https://example.org/a/b?c=1.", "see https://example.org/a/b?c=1 ."),
        ("talks—the first—failed", "talks — the first — failed"),
        ("the Su-25 and COVID-19", "the Su - 25 and COVID - 19"),
        ("10-12 dead in 2020-21", "10 - 12 dead in 2020 - 21"),
        ("call 853-1575", "call 853-1575"),
        ("40°C and 65k men", "40 ° C and 65 k men"),
        ("sources [18,19,20]", "sources [ 18 , 19 , 20 ]"),
        ("I th- think it wasn't.", "I th- think it was n't ."),
    ],
)
def test_words_are_those_of_universal_dependencies(text: str, expected: str) -> None:
    assert words(text) == expected.split()


@pytest.mark.parametrize(
    "text", ["", "   ", "\n\t", "a\u00a0b", "((((", "'''", "....-----....", "🇦🇲🇦🇿!"]
)
def test_words_leave_out_white_space_and_nothing_else(text: str) -> None:
    assert "".join(words(text)) == "".join(text.split())


def test_a_stretch_is_read_without_its_surroundings() -> None:
    assert tokenise("one two three", Span(4, 7)) == [(4, 7)]
