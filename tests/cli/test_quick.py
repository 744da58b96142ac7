"""``namndkoll granska FIL``: a finished report without any data folder."""

import json
from pathlib import Path

import pytest

from tests.checks.test_discovery import ROWS, with_cell
from tests.five_documents import DATA
from tui.cli import main as cli


def report(path: Path, rows: tuple[tuple[str, ...], ...], heading: str = "## Drift\n\n") -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines.insert(1, "|---" * len(rows[0]) + "|")
    path.write_text(heading + "\n".join(lines), encoding="utf-8")
    return str(path)


def test_a_right_report_has_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["granska", report(tmp_path / "delar.md", ROWS)]) == 0
    assert capsys.readouterr().out == "delar.md\nInga fynd (1 tabell, 3 regler).\n"


def test_no_data_folder_is_opened(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NAMNDKOLL_DATA", str(tmp_path / "borta"))
    assert cli.main(["granska", report(tmp_path / "delar.md", ROWS)]) == 0
    assert capsys.readouterr().err == ""
    assert [path.name for path in tmp_path.iterdir()] == ["delar.md"]


def test_a_wrong_figure_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [
        report(tmp_path / "a.md", with_cell(3, 2, "-2 014")),
        report(tmp_path / "b.md", with_cell(3, 2, "-2 014"), heading=""),
    ]
    assert cli.main(["granska", *files, "--format", "json"]) == 1
    first, second = json.loads(capsys.readouterr().out)
    assert {key: first[key] for key in ("dokument", "tabell", "rad", "kolumn")} == {
        "dokument": "a.md", "tabell": "Drift", "rad": "Hyror", "kolumn": "Utfall 2031",
    }  # fmt: skip
    assert (first["allvar"], first["sagt"], first["borde"]) == ("fel", -2014, -2104)
    assert (second["dokument"], second["tabell"]) == ("b.md", "tabell 1")


def test_the_rules_can_be_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = report(tmp_path / "delar.md", ROWS)
    assert cli.main(["granska", file, "--regler"]) == 0
    assert "Avvikelse = Utfall 2031 − Budget 2031, stämmer på 7 av 7 rader." in (
        capsys.readouterr().out
    )
    assert cli.main(["granska", file, "--regler", "--format", "json"]) == 0
    rules = json.loads(capsys.readouterr().out)
    assert [(rule["stammer"], rule["av"]) for rule in rules] == [(7, 7), (3, 3), (3, 3)]


def test_what_no_rule_is_found_for_is_listed_with_the_rules(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (
        ("Tkr", "Budget", "Utfall", "Avvikelse"),
        ("Bygglov", "300", "120", "10"),
        ("Tillsyn", "400", "610", "20"),
        ("Summa", "700", "730", "30"),
    )
    assert cli.main(["granska", report(tmp_path / "delar.md", rows), "--regler"]) == 0
    assert "\n  Ingen regel funnen för kolumnen Avvikelse.\n" in capsys.readouterr().out
    alone = (*((row[0], row[1]) for row in rows[:3]), ("Summa", "731"))
    file = report(tmp_path / "en.md", alone)
    assert cli.main(["granska", file, "--regler"]) == 0
    out = capsys.readouterr().out
    assert "Inga regler funna: en enda kolumn med tal bevisar ingen." in out


ONLY = "Med filer att granska hör bara --regler, --pastaenden, --skarm och --format till."


def test_the_text_is_held_against_the_tables(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "\n\nPersonal kostade 9 500 tkr. Hyrorna uppgick till 2 140 tkr.\n\n## Drift\n\n"
    file = report(tmp_path / "delar.md", ROWS, text)
    assert cli.main(["granska", file]) == 0
    told = capsys.readouterr().out
    assert "1 bör ses över (1 tabell, 3 regler, 2 av 2 tal i texten prövade)." in told
    assert "Texten säger ”Hyrorna uppgick till 2 140 tkr”" in told
    assert cli.main(["granska", file, "--pastaenden", "--format", "json"]) == 0
    claims = json.loads(capsys.readouterr().out)
    assert [(one["varde"], one["utfall"], one["borde"]) for one in claims] == [
        (9500, "stammer", 9500),
        (2140, "avviker", 2104),
    ]
    assert claims[1]["adress"] == "Drift/Hyror/Utfall 2031"


def test_files_are_held_against_each_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = tuple(
        tuple("-2 404" if cell == "-2 104" else "-360" if cell == "-60" else cell for cell in row)
        for row in ROWS[:6]
    )
    files = [report(tmp_path / "a.md", ROWS[:6]), report(tmp_path / "b.md", changed)]
    assert cli.main(["granska", *files]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "Hyror, Utfall 2031: här −2 104 tkr, men −2 404 tkr i b.md" in told


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["borta.docx"], "borta.docx finns inte: se efter vad filen heter."),
        (["x.md", "--dokument", "a"], ONLY),
        (["x.md", "--data", "a"], ONLY),
        (["--skarm"], "Flaggan --skarm visar en fil i taget: ange en fil att granska."),
        (
            ["x.md", "y.md", "--skarm"],
            "Flaggan --skarm visar en fil i taget: ange en fil att granska.",
        ),
        (["x.md", "--skarm"], "x.md finns inte: se efter vad filen heter."),
        (["--regler"], "Flaggan --regler behöver minst en fil att granska."),
        (["x.md", "--format", "csv"], "Formatet ”csv” finns inte; där finns text, json."),
    ],
)
def test_wrong_use_is_one_sentence(
    argv: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["granska", *argv]) == 2
    assert capsys.readouterr().err == sentence + "\n"


def test_what_holds_no_table_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "text.txt").write_text("Bara löptext.")
    assert cli.main(["granska", str(tmp_path / "text.txt")]) == 0
    assert "Ingen tabell med siffror i filen." in capsys.readouterr().out


KNOWN = {
    "2018-delar": {("Årets resultat", -649, -654), ("Årets resultat", -24430, -24423)},
    "2019-underlag": set(),
    "2023-bokslut": {("Visstidsanställda", -1.3, -1.9)},
    "2024-delar": {("Verksamhetens kostnader", -32296, -33296), ("Dag 59>", 1.1, -1.2)},
    "2025-budget": set(),
}


@pytest.mark.parametrize("id_", KNOWN)
def test_the_five_word_reports_have_the_errors_of_their_stores(
    id_: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / f"{id_}.docx"
    assert cli.main(["rapport", id_, "--data", str(DATA), "--till", str(file)]) == 0
    capsys.readouterr()
    cli.main(["granska", str(file), "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    assert {(f["rad"], f["sagt"], f["borde"]) for f in found if f["allvar"] == "fel"} == KNOWN[id_]
    # What the program itself writes of its tables is none of it against them.
    assert not [f["text"] for f in found if f["text"].startswith("Texten säger")]


@pytest.mark.parametrize("other", ["--pastaenden", "--skarm"])
def test_only_one_list_is_asked_for_at_a_time(
    other: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = report(tmp_path / "delar.md", ROWS)
    assert cli.main(["granska", file, "--regler", other]) == 2
    sentence = "Ange en i taget av flaggorna --regler, --pastaenden och --skarm."
    assert sentence in capsys.readouterr().err


def test_a_name_that_ends_with_a_stop_has_only_that(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (("Enhet", "A", "Diff."), ("N", "412", "17"), ("S", "935", "4"), ("V", "628", "233"))
    assert cli.main(["granska", report(tmp_path / "delar.md", rows), "--regler"]) == 0
    assert "Ingen regel funnen för kolumnen Diff.\n" in capsys.readouterr().out
