from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.store import Store
from tests.cli.conftest import Kg

COMMANDS = {
    *("backup", "check", "demo", "evaluate", "explain", "export", "extract", "import"),
    *("link", "load", "query", "reason", "restore", "serve", "stats", "whatif", "paths", "balance"),
    "perspective",
}
ATTACKERS = "SELECT ?attacker { ?event casus:attacker ?attacker }"


def one_sentence(text: str) -> bool:
    return text.startswith("kg") and text.count("\n") == 1


def test_every_command_has_help(kg: Kg) -> None:
    done = kg("--help")
    assert done.status == 0
    listed = {
        line.split()[0] for line in done.out.split("Commands:")[1].splitlines() if line.strip()
    }
    assert listed == COMMANDS
    for command in sorted(COMMANDS):
        assert kg(command, "--help").out.startswith(f"Usage: kg {command}")


def test_help_comes_at_once_and_loads_nothing_heavy() -> None:
    code = (
        "import sys, kg.cli\n"
        "heavy = {'spacy', 'pyoxigraph', 'flask', 'numpy', 'rdflib', 'nmo_python'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert time.perf_counter() - start < 2


def test_an_unknown_command_is_one_sentence(kg: Kg) -> None:
    done = kg("lod")
    assert (done.status, done.out) == (2, "")
    assert one_sentence(done.err)
    assert "No such command 'lod'" in done.err


def test_a_query_gives_a_table_with_short_names(kg: Kg, filled: Path) -> None:
    done = kg("query", "-e", ATTACKERS)
    assert done.status == 0
    assert done.out.splitlines() == ["attacker", "────────────", "id:state/AZE"]


@pytest.mark.parametrize(
    ("syntax", "start"),
    [
        ("csv", "attacker\r\nhttps://w3id.org/casus/id/state/AZE"),
        ("tsv", "?attacker\n<https://w3id.org/casus/id/state/AZE>"),
        ("json", '{"head":{"vars":["attacker"]}'),
        ("xml", "<?xml version"),
    ],
)
def test_rows_come_in_the_standard_formats(kg: Kg, filled: Path, syntax: str, start: str) -> None:
    assert kg("query", "-e", ATTACKERS, "--format", syntax).out.startswith(start)


@pytest.mark.parametrize(
    ("syntax", "part"),
    [("ttl", "@prefix casus:"), ("nt", "> ."), ("jsonld", '"@id"'), ("table", "@prefix")],
)
def test_triples_come_in_the_standard_formats(kg: Kg, filled: Path, syntax: str, part: str) -> None:
    query = "CONSTRUCT { ?e casus:attacker ?a } WHERE { ?e casus:attacker ?a }"
    assert part in kg("query", "-e", query, "--format", syntax).out


def test_a_question_is_answered_with_yes_or_no(kg: Kg, filled: Path) -> None:
    assert kg("query", "-e", "ASK { ?e a casus:Shelling }").out == "yes\n"
    assert kg("query", "-e", "ASK { ?e a casus:Coup }").out == "no\n"


def test_a_format_that_does_not_fit_the_answer_is_refused(kg: Kg, filled: Path) -> None:
    done = kg("query", "-e", ATTACKERS, "--format", "ttl")
    assert done.status == 2
    assert done.err == "kg: ttl holds triples; this query gives rows: use csv, tsv, json or xml\n"


def test_a_query_file_has_parameters(kg: Kg, filled: Path, tmp_path: Path) -> None:
    path = tmp_path / "who.rq"
    path.write_text(
        "# title: Who is attacked by whom\n# param: by iri state/ARM\n"
        "SELECT ?by ?event WHERE { ?event casus:attacker ?by }"
    )
    assert "0 rows" in kg("query", path).err
    assert "1 row" in kg("query", path, "--param", "by=state/AZE").err
    done = kg("query", path, "--param", "of=state/AZE")
    assert done.status == 2
    assert "unknown parameter of who 'of'; choose one of: by" in done.err


def test_an_unknown_query_names_the_saved_ones(kg: Kg) -> None:
    done = kg("query", "no-such-query")
    assert done.status == 2
    assert done.err.startswith("kg: unknown saved query or file 'no-such-query'; choose one of:")


def test_a_query_that_is_no_sparql_is_one_sentence(kg: Kg, filled: Path) -> None:
    done = kg("query", "-e", "SELEKT *")
    assert done.status == 2
    assert one_sentence(done.err)


def test_without_a_store_the_user_is_told_what_to_do(kg: Kg, tmp_path: Path) -> None:
    for command in (["query", "-e", ATTACKERS], ["export"], ["stats"], ["reason"], ["check"]):
        done = kg(*command)
        assert done.status == 1
        assert done.err == (
            f"kg: there is no store in {tmp_path / 'store'}: load something first (kg load FILE)\n"
        )


def test_a_store_that_is_held_is_one_sentence(kg: Kg, filled: Path) -> None:
    with Store.open(filled):
        done = kg("query", "-e", ATTACKERS)
    assert done.status == 1
    assert one_sentence(done.err)
    assert f"the store {filled} is held by process" in done.err


def test_an_export_goes_to_standard_output_or_to_a_file(
    kg: Kg, filled: Path, tmp_path: Path
) -> None:
    printed = kg("export", "--format", "nt").out
    done = kg("export", "--format", "nt", "-o", tmp_path / "all.nt")
    assert (tmp_path / "all.nt").read_text("utf-8") == printed
    assert done.out == ""
    assert "statements written to" in done.err


def test_statistics_are_a_table_or_json(kg: Kg, filled: Path) -> None:
    assert json.loads(kg("stats", "--json").out)["articles"] == 2
    assert kg("stats").out.startswith("what")


def test_a_backup_can_be_restored(kg: Kg, filled: Path, tmp_path: Path) -> None:
    assert kg("backup", tmp_path / "copy").status == 0
    assert kg("restore", tmp_path / "copy", "--store", tmp_path / "again").status == 0
    assert kg("export", "--store", tmp_path / "again").out == kg("export").out
    done = kg("restore", tmp_path / "nothing", "--store", tmp_path / "third")
    assert (done.status, done.err) == (1, f"kg: {tmp_path / 'nothing'} is no backup of a store\n")


def test_an_unknown_date_ends_a_load_before_a_store_is_made(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Armenia attacked Azerbaijan.")
    done = kg("load", tmp_path / "a.txt", "--date", "soon")
    assert done.status == 2
    assert "unknown date 'soon': write it as 2021-11-16" in done.err
    assert one_sentence(done.err)
    assert not (tmp_path / "store").exists()


def test_parameters_of_a_saved_query_can_be_given_like_options(kg: Kg, filled: Path) -> None:
    long = kg("query", "obligations", "--param", "party=state/ARM", "--param", "date=2021-11-16")
    short = kg("query", "obligations", "--party", "ARM", "--date=2021-11-16")
    assert "Collective Security Treaty" in short.out
    assert short.out == long.out


def test_an_option_that_is_no_parameter_names_those_there_are(kg: Kg, filled: Path) -> None:
    done = kg("query", "obligations", "--who", "ARM")
    assert done.status == 2
    assert "unknown parameter of obligations 'who'; choose one of: date, party" in done.err
