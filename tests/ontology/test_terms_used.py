"""No code, rule or query speaks of a term that the ontology does not define."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.ontology import module_quads, ontology_quads
from kg.vocabulary import CASUS, RDFS, local_name

ROOT = Path(__file__).parent.parent.parent
IN_CODE = re.compile(r"""\bCASUS(?:\.([a-zA-Z]\w*)|\[["'](\w+)["']\])""")
IN_RDF = re.compile(r"\bcasus:([A-Za-z]\w*)")
OF_PYTHON = {"prefix"}


def defined() -> set[str]:
    return {
        local_name(quad.subject.value)
        for quad in (*ontology_quads(), *module_quads("shapes"))
        if quad.predicate == RDFS.isDefinedBy or local_name(quad.subject.value).endswith("Shape")
    }


def paths(*patterns: str) -> list[Path]:
    return sorted(path for pattern in patterns for path in ROOT.glob(pattern))


def without_comments(path: Path) -> str:
    comment = r"^\s*[#%].*$"  # Nemo's comments begin with a percent sign
    return re.sub(comment, "", path.read_text("utf-8"), flags=re.MULTILINE)


def undefined(path: Path, pattern: re.Pattern[str]) -> set[str]:
    found = {name for match in pattern.findall(without_comments(path)) for name in _names(match)}
    return found - defined() - OF_PYTHON


def _names(match: str | tuple[str, ...]) -> list[str]:
    return [match] if isinstance(match, str) else [name for name in match if name]


@pytest.mark.parametrize(
    "path", paths("kg/**/*.py", "server/**/*.py"), ids=lambda path: str(path.relative_to(ROOT))
)
def test_code_uses_defined_terms_only(path: Path) -> None:
    assert undefined(path, IN_CODE) == set()


@pytest.mark.parametrize(
    "path",
    paths(
        "queries/**/*.rq", "ontology/**/*.ttl", "ontology/rules/**/*.rls", "ontology/rules/**/*.rq"
    ),
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_rules_queries_and_frames_use_defined_terms_only(path: Path) -> None:
    assert undefined(path, IN_RDF) == set()


def test_the_namespace_is_the_one_of_the_files() -> None:
    assert CASUS.prefix == "https://w3id.org/casus/ont/"


def test_every_stance_of_a_cue_is_in_the_scheme() -> None:
    cues = {CASUS.cue, CASUS.cuePreposition}
    stances = {
        quad.object.value.rpartition("= ")[2].split()[0]
        for quad in ontology_quads()
        if quad.predicate in cues
    }
    assert stances
    assert {f"stance{stance.capitalize()}" for stance in stances} <= defined()
