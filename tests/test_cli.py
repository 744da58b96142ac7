"""The command ``namndkoll``: what it prints, what it refuses, what it imports."""

import gc
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from tests.report.exempel import DELAR, DRIFT, ELAK, ELAKA, UTKAST, Minneslager
from tui import cli, cli_kommandon
from tui.cli_grund import SE_HJALP
from tui.domain.fel import Filfel
from tui.domain.uttryck import plus
from tui.store.mapp import Lager

ROT = Path(__file__).parents[1]
ENGELSKA = re.compile(r"usage|error|invalid|choice|argument|expected|optional|Traceback", re.I)
TUNGA = ("textual", "rich", "tinydb", "tabulate", "dateutil", "tui.domain.tabell")

Kor = Callable[..., tuple[int, str, str]]


@pytest.fixture
def lager(monkeypatch: pytest.MonkeyPatch) -> Minneslager:
    """A store in memory in place of the one on disk."""
    minne = Minneslager()
    monkeypatch.setattr(cli, "_lager", lambda _: (minne, ""))
    return minne


@pytest.fixture
def kor(lager: Minneslager, capsys: pytest.CaptureFixture[str]) -> Kor:
    """Run the command on the store in memory: exit status, stdout, stderr."""
    del lager

    def _kor(*argv: str) -> tuple[int, str, str]:
        status = cli.main(argv)
        return status, *capsys.readouterr()

    return _kor


@pytest.fixture(scope="module")
def mapp(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder on disk with one document, big enough to fill a pipe."""
    rot = tmp_path_factory.mktemp("data")
    rader = tuple(replace(DRIFT.rader[0], id=f"r{i}", etikett=f"Rad {i}") for i in range(2000))
    stor = replace(DRIFT, id="stor", rader=rader)
    Lager(rot).skapa(DELAR, {"drift": (DRIFT, stor)})
    return rot


def process(*argv: str, mapp: Path, **miljo: str) -> subprocess.CompletedProcess[bytes]:
    """The command as a process of its own, without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "tui", *argv],
        cwd=ROT,
        env={**os.environ, "NAMNDKOLL_DATA": str(mapp), **miljo},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )


def test_visa_lists_documents_and_their_tables(kor: Kor) -> None:
    status, ut, fel = kor("visa")
    assert (status, fel) == (0, "")
    assert ut.startswith("Delårsbokslut 2024 (2024-delar, beslutad)\n")
    assert re.search(r"^drift +Drift +Drift +10$", ut, re.M)


def test_visa_prints_one_table_of_the_document_asked_for(kor: Kor, lager: Minneslager) -> None:
    lager.dokument_ = (DELAR, UTKAST)
    lager.flikar = {(d.id, "drift"): (DRIFT,) for d in lager.dokument_}
    _, ut, _ = kor("visa", "drift", "--dokument", "2024-delar-utkast")
    assert "(2024-delar-utkast, utkast)" in ut
    assert kor("visa", "--dokument", "2024-delar-utkast", "drift")[1] == ut


def test_visa_takes_the_document_last_used_when_none_is_named(kor: Kor, lager: Minneslager) -> None:
    lager.dokument_ = (DELAR, UTKAST)
    lager.flikar = {(d.id, "drift"): (DRIFT,) for d in lager.dokument_}
    lager.senaste = "2024-delar-utkast"
    assert "(2024-delar-utkast, utkast)" in kor("visa", "drift")[1]


def test_visa_alla_prints_every_table_and_of_one_document_on_demand(
    kor: Kor, lager: Minneslager
) -> None:
    lager.dokument_ = (DELAR, UTKAST)
    lager.flikar = {(d.id, "drift"): (DRIFT,) for d in lager.dokument_}
    alla = json.loads(kor("visa", "--alla", "--format", "json")[1])
    assert [tabell["dokument"] for tabell in alla] == ["2024-delar", "2024-delar-utkast"]
    ett = json.loads(kor("visa", "--alla", "--dokument", "2024-delar", "--format", "json")[1])
    assert [tabell["dokument"] for tabell in ett] == ["2024-delar"]


def test_one_table_as_json_is_an_object_and_not_a_list(kor: Kor) -> None:
    assert json.loads(kor("visa", "drift", "--format", "json")[1])["tabell"] == "drift"


@pytest.mark.parametrize(
    ("format_", "borjan"),
    [
        ("text", "Drift\n"),
        ("md", "## Drift\n"),
        ("html", "<!DOCTYPE html>"),
        ("csv", "Belopp i tkr;"),
        ("json", "{\n"),
    ],
)
def test_every_format_is_printed(kor: Kor, format_: str, borjan: str) -> None:
    status, ut, fel = kor("visa", "drift", "--format", format_)
    assert (status, fel) == (0, "")
    assert ut.startswith(borjan)
    assert ut.endswith("\n")


@pytest.mark.parametrize("format_", ["text", "md", "html", "csv", "json"])
def test_the_list_has_every_format_too(kor: Kor, format_: str) -> None:
    status, ut, _ = kor("visa", "--format", format_)
    assert status == 0
    assert "drift" in ut


@pytest.mark.parametrize(
    ("argv", "mening"),
    [
        (["visa", "drfit"], "Tabellen ”drfit” finns inte i 2024-delar; där finns drift."),
        (["visa", "--dokument", "2024"], "Dokumentet ”2024” finns inte; där finns 2024-delar."),
        (
            ["visa", "--format", "xml"],
            "Formatet ”xml” finns inte; där finns text, md, html, csv, json.",
        ),
        (["vsa"], "Kommandot ”vsa” finns inte; det som finns är visa, granska, ny och rapport."),
        (["visa", "a", "b"], "Ange en tabell i taget, eller --alla för alla tabeller."),
        (["visa", "drift", "--alla"], "Ange antingen en tabell eller --alla, inte båda."),
        (["visa", "--dok", "x"], f"Flaggan ”--dok” finns inte; {SE_HJALP}."),
        (["--alla"], f"Flaggan --alla hör till namndkoll visa; {SE_HJALP}."),
        (["visa", "--format"], f"Efter --format ska ett format stå; {SE_HJALP}."),
        (["visa", "--dokument", ""], f"Efter --dokument ska ett dokuments id stå; {SE_HJALP}."),
        (["--data"], f"Efter --data ska en mapp stå; {SE_HJALP}."),
        (["visa", "--alla=3"], f"Kommandoraden kan inte tolkas; {SE_HJALP}."),
        (["visa", "\x1b[31mx"], "Tabellen ”␛[31mx” finns inte i 2024-delar; där finns drift."),
        ([], "Nämndkoll behöver en terminal; namndkoll visa skriver ut tabellerna utan."),
    ],
)
def test_wrong_use_is_one_swedish_sentence_and_status_2(
    kor: Kor, argv: Sequence[str], mening: str
) -> None:
    assert kor(*argv) == (2, "", f"{mening}\n")
    assert not ENGELSKA.search(mening)


@pytest.mark.parametrize(
    "argv", [["-h"], ["--hjalp"], ["--help"], ["visa", "-h"], ["vsa", "--x", "-h"]]
)
def test_help_is_in_swedish_whatever_else_is_said(kor: Kor, argv: Sequence[str]) -> None:
    status, ut, fel = kor(*argv)
    assert (status, fel) == (0, "")
    assert ut.startswith("Användning:\n")
    assert not ENGELSKA.search(ut)
    assert max(map(len, ut.split("\n"))) <= 80


def test_version_is_told(kor: Kor) -> None:
    assert re.fullmatch(r"Nämndkoll \S.*\n", kor("--version")[1])


def test_faults_in_files_are_a_line_each_and_the_rest_is_printed(
    kor: Kor, lager: Minneslager
) -> None:
    lager.fel = (Filfel("a.json", "a.json är tom."), Filfel("b.json", "b.json\x1b är trasig."))
    status, ut, fel = kor("visa", "drift")
    assert status == 0
    assert ut.startswith("Drift\n")
    assert fel == "a.json är tom.\nb.json␛ är trasig.\n"


def test_a_table_that_cannot_be_worked_out_is_told_and_the_rest_is_printed(
    kor: Kor, lager: Minneslager
) -> None:
    ring = replace(DRIFT, id="ring", rader=(replace(DRIFT.rader[0], regel=plus("intakter")),))
    lager.flikar = {("2024-delar", "drift"): (ring, DRIFT)}
    status, ut, fel = kor("visa", "--alla")
    assert status == 0
    assert "Årets resultat" in ut
    assert fel.startswith("Tabellen ”ring” i 2024-delar kan inte räknas:")
    assert kor("visa", "ring")[0] == 2


def test_a_folder_without_documents_is_wrong_use(kor: Kor, lager: Minneslager) -> None:
    lager.dokument_ = ()
    assert kor("visa") == (2, "", "I datamappen finns inga dokument som kan läsas.\n")


@pytest.mark.parametrize("format_", ["text", "md", "html", "csv", "json"])
def test_no_control_character_reaches_the_terminal(
    kor: Kor, lager: Minneslager, format_: str
) -> None:
    lager.dokument_ = (replace(DELAR, namn=ELAKA[0] + ELAKA[6]),)
    lager.flikar = {("2024-delar", "drift"): (ELAK,)}
    for argv in (["visa"], ["visa", "--alla"], ["visa", "t"]):
        ut = kor(*argv, "--format", format_)[1]
        assert re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b]", ut) == []


def test_in_a_terminal_the_app_is_started_with_the_store_and_its_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = ModuleType("tui.app")
    fatt: list[object] = []

    def starta(*argument: object) -> int:
        fatt.extend(argument)
        return 7

    monkeypatch.setattr(app, "kor", starta, raising=False)
    monkeypatch.setitem(sys.modules, "tui.app", app)
    monkeypatch.setattr(cli, "ar_terminal", lambda _: True)
    monkeypatch.setattr(cli, "_lager", lambda data: (Lager(tmp_path), f"kopierat till {data}"))
    assert cli.main(["--data", "x"]) == 7
    oppnat, meddelande, sakring, _rapporter = fatt
    assert (meddelande, oppnat) == ("kopierat till x", sakring)


def test_a_terminals_width_splits_a_table_that_is_too_wide(
    kor: Kor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli_kommandon, "_bredd", lambda: 80)
    assert max(map(len, kor("visa", "drift")[1].split("\n"))) <= 80


def test_being_interrupted_is_silent(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def avbryt(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_lager", avbryt)
    assert cli.main(["visa"]) == 130
    assert capsys.readouterr() == ("", "")


def test_the_command_is_a_module_too_and_writes_utf8_whatever_the_locale(mapp: Path) -> None:
    ut = process("visa", "drift", mapp=mapp, LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert (ut.returncode, ut.stderr) == (0, b"")
    assert "−158\u00a0695" in ut.stdout.decode()


def test_without_a_terminal_the_app_does_not_start(mapp: Path) -> None:
    ut = process(mapp=mapp, LC_ALL="C")
    assert (ut.returncode, ut.stdout) == (2, b"")
    assert ut.stderr.decode().startswith("Nämndkoll behöver en terminal")


def test_a_folder_that_is_not_there_is_one_sentence(mapp: Path) -> None:
    ut = process("visa", "--data", str(mapp / "saknas"), mapp=mapp)
    assert (ut.returncode, ut.stdout) == (2, b"")
    assert "finns inte" in ut.stderr.decode()
    assert ut.stderr.count(b"\n") == 1


def test_a_broken_file_is_told_on_stderr_and_not_touched(mapp: Path, tmp_path: Path) -> None:
    Lager(tmp_path).skapa(DELAR, {"drift": (DRIFT,)})
    trasig = tmp_path / "2024-delar" / "mal.json"
    trasig.write_bytes(b"{")
    ut = process("visa", "drift", "--data", str(tmp_path), mapp=mapp)
    assert ut.returncode == 0
    assert "mal.json" in ut.stderr.decode()
    assert ut.stderr.count(b"\n") == 1
    assert ut.stdout.decode().startswith("Drift\n")
    assert trasig.read_bytes() == b"{"


def test_a_reader_that_stops_reading_is_no_fault(mapp: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "tui", "visa", "stor", "--data", str(mapp)],
        cwd=ROT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as barn:
        assert barn.stdout is not None
        assert barn.stderr is not None
        barn.stdout.read(10)
        barn.stdout.close()
        assert barn.stderr.read() == b""
        assert barn.wait(60) == 0


def test_output_that_is_closed_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdout", None)
    assert cli.main(["--hjalp"]) == 2
    fel = capsys.readouterr().err
    assert fel == "Utskriften kunde inte skrivas; utmatningen är stängd.\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_one_sentence(mapp: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ut = subprocess.run(
            [sys.executable, "-m", "tui", "visa", "drift", "--data", str(mapp)],
            cwd=ROT,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ut.returncode == 2
    assert ut.stderr.decode() == "Utskriften kunde inte skrivas; är disken full?\n"


def importerat(mapp: Path, *argv: str) -> set[str]:
    """Which of the heavy modules a command has imported when it is done."""
    kod = (
        "import sys; from tui.cli import main; main(sys.argv[1:]);"
        f"print('\\n'.join(m for m in {TUNGA!r} if m in sys.modules), file=sys.stderr)"
    )
    ut = subprocess.run(
        [sys.executable, "-c", kod, *argv, "--data", str(mapp)],
        cwd=ROT,
        capture_output=True,
        check=True,
    )
    return set(ut.stderr.decode().split())


def test_help_imports_nothing_heavy(mapp: Path) -> None:
    assert importerat(mapp, "--hjalp") == set()


@pytest.mark.parametrize("format_", ["json", "csv"])
def test_json_and_csv_import_neither_the_screen_nor_tabulate_nor_tinydb(
    mapp: Path, format_: str
) -> None:
    assert importerat(mapp, "visa", "drift", "--format", format_) <= {
        "dateutil",
        "tui.domain.tabell",
    }


def test_a_printed_table_imports_tabulate_but_not_the_screen(mapp: Path) -> None:
    assert importerat(mapp, "visa", "drift") & {"textual", "rich", "tinydb", "tabulate"} == {
        "tabulate"
    }


@pytest.mark.parametrize("argv", [None, ["--version"]])
def test_a_command_that_ends_the_process_does_not_look_for_garbage_in_what_it_leaves(
    argv: list[str] | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["namndkoll", "--version"])
    try:
        assert cli.main(argv) == 0
        assert (gc.get_freeze_count() > 0) == (argv is None)
        assert gc.isenabled()
    finally:
        gc.unfreeze()
    assert capsys.readouterr().out
