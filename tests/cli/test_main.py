"""The command ``namndkoll``: what it prints, what it refuses, what it imports."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.report.example import DRIFT, HOSTILE, HOSTILE_ONES, PARTS, UTKAST, MemoryLayer
from tui.cli import main as cli
from tui.cli import opening, with_folder
from tui.cli.parser import SEE_HELP
from tui.domain.finding import FileError
from tui.store.folder import Store
from tui.store.locate import FolderChoice

ROT = Path(__file__).parents[1]
ENGLISH = re.compile(r"usage|error|invalid|choice|argument|expected|optional|Traceback", re.I)
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> MemoryLayer:
    """A store in memory in place of the one on disk."""
    memory = MemoryLayer()
    monkeypatch.setattr(with_folder, "_store", lambda _: memory)
    return memory


@pytest.fixture
def run(store: MemoryLayer, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command on the store in memory: exit status, stdout, stderr."""
    del store

    def _run(*argv: str) -> tuple[int, str, str]:
        status = cli.main(argv)
        return status, *capsys.readouterr()

    return _run


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder on disk with one document, big enough to fill a pipe."""
    rot = tmp_path_factory.mktemp("data")
    rows = tuple(replace(DRIFT.rows[0], id=f"r{i}", label=f"Rad {i}") for i in range(2000))
    big = replace(DRIFT, id="stor", rows=rows)
    Store(rot).create(PARTS, {"drift": (DRIFT, big)})
    return rot


def process(*argv: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command as a process of its own, without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "tui", *argv],
        cwd=ROT,
        env={**os.environ, "NAMNDKOLL_DATA": str(folder), **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )


def test_show_lists_documents_and_their_tables(run: Run) -> None:
    status, out, error = run("visa")
    assert (status, error) == (0, "")
    assert out.startswith("Delårsbokslut 2024 (2024-delar, beslutad)\n")
    assert re.search(r"^drift +Drift +Drift +10$", out, re.M)
    assert run("visa", "") == (0, out, "")


def test_show_prints_one_table_of_the_document_asked_for(run: Run, store: MemoryLayer) -> None:
    store.document_ = (PARTS, UTKAST)
    store.tabs = {(d.id, "drift"): (DRIFT,) for d in store.document_}
    _, out, _ = run("visa", "drift", "--dokument", "2024-delar-utkast")
    assert "(2024-delar-utkast, utkast)" in out
    assert run("visa", "--dokument", "2024-delar-utkast", "drift")[1] == out


def test_show_takes_the_document_last_used_when_none_is_named(run: Run, store: MemoryLayer) -> None:
    store.document_ = (PARTS, UTKAST)
    store.tabs = {(d.id, "drift"): (DRIFT,) for d in store.document_}
    store.latest = "2024-delar-utkast"
    assert "(2024-delar-utkast, utkast)" in run("visa", "drift")[1]


def test_show_prints_every_table_and_of_one_document_on_demand(
    run: Run, store: MemoryLayer
) -> None:
    store.document_ = (PARTS, UTKAST)
    store.tabs = {(d.id, "drift"): (DRIFT,) for d in store.document_}
    all_ = json.loads(run("visa", "--alla", "--format", "json")[1])
    assert [table["dokument"] for table in all_] == ["2024-delar", "2024-delar-utkast"]
    one = json.loads(run("visa", "--alla", "--dokument", "2024-delar", "--format", "json")[1])
    assert [table["dokument"] for table in one] == ["2024-delar"]


def test_one_table_as_json_is_an_object_and_not_a_list(run: Run) -> None:
    assert json.loads(run("visa", "drift", "--format", "json")[1])["tabell"] == "drift"


@pytest.mark.parametrize(
    ("format_", "beginning"),
    [
        ("text", "Drift\n"),
        ("md", "## Drift\n"),
        ("html", "<!DOCTYPE html>"),
        ("csv", "Belopp i tkr;"),
        ("json", "{\n"),
    ],
)
def test_every_format_is_printed(run: Run, format_: str, beginning: str) -> None:
    status, out, error = run("visa", "drift", "--format", format_)
    assert (status, error) == (0, "")
    assert out.startswith(beginning)
    assert out.endswith("\n")


@pytest.mark.parametrize("format_", ["text", "md", "html", "csv", "json"])
def test_the_list_has_every_format_too(run: Run, format_: str) -> None:
    status, out, _ = run("visa", "--format", format_)
    assert status == 0
    assert "drift" in out


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["visa", "drfit"], "Tabellen ”drfit” finns inte i 2024-delar; där finns drift."),
        (["visa", "--dokument", "2024"], "Dokumentet ”2024” finns inte; där finns 2024-delar."),
        (
            ["visa", "--format", "xml"],
            "Formatet ”xml” finns inte; där finns text, md, html, csv, json.",
        ),
        (
            ["vsa"],
            "Kommandot ”vsa” finns inte; det som finns är visa, granska, ny, "
            "rapport och importera.",
        ),
        (["visa", "a", "b"], "Ange en tabell i taget, eller --alla för alla tabeller."),
        (["visa", "drift", "--alla"], "Ange antingen en tabell eller --alla, inte båda."),
        (["visa", "--dok", "x"], f"Flaggan ”--dok” finns inte; {SEE_HELP}."),
        (["--alla"], f"Flaggan --alla hör till namndkoll visa; {SEE_HELP}."),
        (["visa", "--format"], f"Efter --format ska ett format stå; {SEE_HELP}."),
        (["visa", "--dokument", ""], f"Efter --dokument ska ett dokuments id stå; {SEE_HELP}."),
        (["--data"], f"Efter --data ska en mapp stå; {SEE_HELP}."),
        (["visa", "--alla=3"], f"Kommandoraden kan inte tolkas; {SEE_HELP}."),
        (["visa", "\x1b[31mx"], "Tabellen ”␛[31mx” finns inte i 2024-delar; där finns drift."),
        ([], "Nämndkoll behöver en terminal; namndkoll visa skriver ut tabellerna utan."),
    ],
)
def test_wrong_use_is_one_swedish_sentence_and_status_2(
    run: Run, argv: Sequence[str], sentence: str
) -> None:
    assert run(*argv) == (2, "", f"{sentence}\n")
    assert not ENGLISH.search(sentence)


@pytest.mark.parametrize(
    "argv", [["-h"], ["--hjalp"], ["--help"], ["visa", "-h"], ["vsa", "--x", "-h"]]
)
def test_help_is_in_swedish_whatever_else_is_said(run: Run, argv: Sequence[str]) -> None:
    status, out, error = run(*argv)
    assert (status, error) == (0, "")
    assert out.startswith("Användning:\n")
    assert not ENGLISH.search(out)
    assert max(map(len, out.split("\n"))) <= 80


def test_version_is_told(run: Run) -> None:
    assert re.fullmatch(r"Nämndkoll \S.*\n", run("--version")[1])


def test_faults_in_files_are_a_line_each_and_the_rest_is_printed(
    run: Run, store: MemoryLayer
) -> None:
    store.error = (
        FileError("a.json", "a.json är tom."),
        FileError("b.json", "b.json\x1b är trasig."),
    )
    status, out, error = run("visa", "drift")
    assert status == 0
    assert out.startswith("Drift\n")
    assert error == "a.json är tom.\nb.json␛ är trasig.\n"


def test_a_rule_that_leads_back_to_itself_is_told_below_its_table(
    run: Run, store: MemoryLayer
) -> None:
    ring = replace(DRIFT, id="ring", rows=(replace(DRIFT.rows[0], rule="intakter"),))
    store.tabs = {("2024-delar", "drift"): (ring, DRIFT)}
    status, out, error = run("visa", "--alla")
    assert status == 0
    assert "Årets resultat" in out
    assert error == ""
    told = "Verksamhetens intäkter kan inte räknas: regeln leder tillbaka till raden själv."
    assert told in " ".join(out.split())
    assert told in " ".join(run("visa", "ring")[1].split())


def test_a_folder_without_documents_is_wrong_use(run: Run, store: MemoryLayer) -> None:
    store.document_ = ()
    assert run("visa") == (2, "", "I datamappen finns inga dokument som kan läsas.\n")


@pytest.mark.parametrize("format_", ["text", "md", "html", "csv", "json"])
def test_no_control_character_reaches_the_terminal(
    run: Run, store: MemoryLayer, format_: str
) -> None:
    store.document_ = (replace(PARTS, name=HOSTILE_ONES[0] + HOSTILE_ONES[6]),)
    store.tabs = {("2024-delar", "drift"): (HOSTILE,)}
    for argv in (["visa"], ["visa", "--alla"], ["visa", "t"]):
        out = run(*argv, "--format", format_)[1]
        assert (
            re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b]", out) == []
        )


def test_in_a_terminal_the_screen_is_opened_on_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    got: list[object] = []

    def start(choice: FolderChoice, *, example: bool) -> int:
        got.append((choice.folder, bool(choice.lack), example))
        return 7

    monkeypatch.setattr(opening, "open_screen", start)
    monkeypatch.setattr(cli, "is_terminal", lambda _: True)
    assert cli.main(["--data", str(tmp_path)]) == 7
    assert cli.main(["--data", str(tmp_path / "ny"), "--exempel"]) == 7
    assert got == [(tmp_path, True, False), (tmp_path / "ny", True, True)]


def test_the_example_is_read_where_it_lies(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["visa", "--exempel"]) == 0
    assert "(2024-delar, beslutad)" in capsys.readouterr().out


def test_a_terminals_width_splits_a_table_that_is_too_wide(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "_width", lambda: 80)
    assert max(map(len, run("visa", "drift")[1].split("\n"))) <= 80


def test_being_interrupted_is_silent(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def cancel(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(with_folder, "_store", cancel)
    assert cli.main(["visa"]) == 130
    assert capsys.readouterr() == ("", "")


def test_the_command_is_a_module_too_and_writes_utf8_whatever_the_locale(folder: Path) -> None:
    out = process(
        "visa", "drift", folder=folder, LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii"
    )
    assert (out.returncode, out.stderr) == (0, b"")
    assert "−158\u00a0695" in out.stdout.decode()


def test_without_a_terminal_the_app_does_not_start(folder: Path) -> None:
    out = process(folder=folder, LC_ALL="C")
    assert (out.returncode, out.stdout) == (2, b"")
    assert out.stderr.decode().startswith("Nämndkoll behöver en terminal")


def test_a_folder_that_is_not_there_is_one_sentence(folder: Path) -> None:
    out = process("visa", "--data", str(folder / "saknas"), folder=folder)
    assert (out.returncode, out.stdout) == (2, b"")
    assert "finns inte" in out.stderr.decode()
    assert out.stderr.count(b"\n") == 1


def test_a_broken_file_is_told_on_stderr_and_not_touched(folder: Path, tmp_path: Path) -> None:
    Store(tmp_path).create(PARTS, {"drift": (DRIFT,)})
    broken = tmp_path / "2024-delar" / "mal.json"
    broken.write_bytes(b"{")
    out = process("visa", "drift", "--data", str(tmp_path), folder=folder)
    assert out.returncode == 0
    assert "mal.json" in out.stderr.decode()
    assert out.stderr.count(b"\n") == 1
    assert out.stdout.decode().startswith("Drift\n")
    assert broken.read_bytes() == b"{"


def test_a_reader_that_stops_reading_is_no_fault(folder: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "tui", "visa", "stor", "--data", str(folder)],
        cwd=ROT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as children:
        assert children.stdout is not None
        assert children.stderr is not None
        children.stdout.read(10)
        children.stdout.close()
        assert children.stderr.read() == b""
        assert children.wait(60) == 0


def test_output_that_is_closed_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdout", None)
    assert cli.main(["--hjalp"]) == 2
    error = capsys.readouterr().err
    assert error == "Utskriften kunde inte skrivas; utmatningen är stängd.\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_one_sentence(folder: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        out = subprocess.run(
            [sys.executable, "-m", "tui", "visa", "drift", "--data", str(folder)],
            cwd=ROT,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert out.returncode == 2
    assert out.stderr.decode() == "Utskriften kunde inte skrivas; är disken full?\n"


def imported(folder: Path, *argv: str) -> set[str]:
    """Which of the heavy packages a command has imported when it is done."""
    heavy = ("textual", "docx", "openpyxl")
    code = (
        "import sys; from tui.cli.main import main; main(sys.argv[1:]);"
        f"print('\\n'.join(m for m in {heavy!r} if m in sys.modules), file=sys.stderr)"
    )
    out = subprocess.run(
        [sys.executable, "-c", code, *argv, "--data", str(folder)],
        cwd=ROT,
        capture_output=True,
        check=True,
    )
    return set(out.stderr.decode().split())


@pytest.mark.parametrize(
    "argv", [["--hjalp"], ["visa", "drift"], ["visa", "--format", "json"], ["granska"]]
)
def test_what_does_without_screen_word_and_excel_does_not_import_them(
    folder: Path, argv: list[str]
) -> None:
    assert imported(folder, *argv) == set()


@pytest.mark.parametrize("command", ["visa", "granska", "ny", "rapport"])
@pytest.mark.parametrize("flag", ["-h", "--hjalp", "--help"])
def test_each_command_has_help_of_its_own_in_swedish(run: Run, command: str, flag: str) -> None:
    status, out, error = run(command, flag)
    assert (status, error) == (0, "")
    assert out.startswith(f"Användning:\n  namndkoll {command}")
    assert not ENGLISH.search(out)
    assert max(map(len, out.split("\n"))) <= 80


def test_a_word_that_follows_an_option_is_no_command(run: Run) -> None:
    """The value of an option may be what a command is called."""
    assert run("--dokument", "2024-delar", "visa", "drift")[0] == 0
    no_document = "Dokumentet ”rapport” finns inte; där finns 2024-delar.\n"
    assert run("visa", "--dokument", "rapport") == (2, "", no_document)
    assert run("--dokument", "rapport", "visa") == (2, "", no_document)
    no_option = f"Flaggan --text hör till namndkoll granska; {SEE_HELP}.\n"
    assert run("--text", "granska", "visa") == (2, "", no_option)
