"""``namndkoll rapport``: what it writes, what it says, what it refuses."""

import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import docx
import pytest

from tests.five_documents import DATA, area
from tui.cli import main as cli
from tui.cli import with_folder
from tui.report.build import ReportChoice
from tui.report.writing import FORMATS, STOPPED, Files, ReportError, write_report
from tui.store import report_file
from tui.store.errors import visible
from tui.store.folder import Store

ROT = Path(__file__).parents[1]
HEAVY = ("docx", "openpyxl", "PIL", "lxml")
SO = "; så skrivs det: namndkoll rapport ID --till FIL.docx."
Run = Callable[..., tuple[int, str, str]]


def files(folder: Path) -> Files:
    """What a report needs of files, noted in a data folder."""
    save = partial(report_file.write_report, data_folder=folder)
    return Files(report_file.try_, save, visible)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command on the five documents: exit status, stdout, stderr."""
    monkeypatch.setattr(with_folder, "_store", lambda _: Store(DATA))

    def _run(*argv: str) -> tuple[int, str, str]:
        status = cli.main(argv)
        return status, *capsys.readouterr()

    return _run


@pytest.mark.parametrize("format_", FORMATS)
def test_a_report_is_written_and_said_to_be_in_one_sentence(
    run: Run, tmp_path: Path, format_: str
) -> None:
    file = tmp_path / f"r.{format_}"
    assert run("rapport", "2024-delar", "--till", str(file)) == (
        0,
        f"Rapporten Delårsbokslut 2024 är skriven till {file}: 10 tabeller, 2 diagram.\n",
        "",
    )
    assert [f.name for f in tmp_path.iterdir()] == [file.name]
    assert file.stat().st_size > 2000


@pytest.mark.parametrize(
    "section", [["drift,personal"], ["drift", "personal"], ["personal, Drift"]]
)
def test_sections_are_chosen_by_comma_or_by_space(
    run: Run, tmp_path: Path, section: list[str]
) -> None:
    file = tmp_path / "r.docx"
    assert run("rapport", "2024-delar", "--till", str(file), "--avsnitt", *section)[0] == 0
    headings = [p.text for p in docx.Document(str(file)).paragraphs if p.style.name == "Heading 1"]  # type: ignore[union-attr]
    assert headings == ["Ekonomi", "Personal", "Att granska"]


def test_the_last_page_is_left_out_and_the_one_page_is_written_when_asked_for(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "r.txt"
    assert run("rapport", "2024-delar", "--till", str(file), "--utan-granskning")[0] == 0
    assert "Att granska" not in file.read_text("utf-8")
    argv = ("rapport", "2024-delar", "--till", str(file), "--infor-namnd", "--skriv-over")
    assert run(*argv)[0] == 0
    assert "Läget per område" in file.read_text("utf-8")


def test_the_data_folder_may_stand_before_the_command(tmp_path: Path) -> None:
    file = tmp_path / "r.txt"
    assert cli.main(["--data", str(DATA), "rapport", "2025-budget", "--till", str(file)]) == 0
    assert file.exists()


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        ([], f"Ange ett dokument{SO}"),
        (["2024-delar"], f"Ange filen efter --till{SO}"),
        (["2024-delar", "--till"], f"Ange filen efter --till{SO}"),
        (["a", "b", "--till", "x.md"], f"Ange ett dokument{SO}"),
        (
            ["2023", "--till", "x.md"],
            "Dokumentet ”2023” finns inte; där finns 2025-budget, 2024-delar, 2023-bokslut, "
            "2019-underlag, 2018-delar.",
        ),
        (
            ["2024-delar", "--till", "x.pdf"],
            "Rapporten kan inte skrivas så: filens namn ska sluta på .docx, .xlsx, .html, .md, "
            ".txt.",
        ),
        (
            ["2024-delar", "--till", "x.md", "--avsnitt", "foo"],
            "Avsnittet ”foo” finns inte; där finns mal, internkontroll, ekonomi, drift, "
            "investeringar, personal, uppgifter.",
        ),
        (
            ["2024-delar", "--till", "x.md", "--avsnitt"],
            f"Efter --avsnitt ska minst ett avsnitt stå{SO}",
        ),
        (
            ["2024-delar", "--till", "x.md", "--avsnitt", "mal", "--infor-namnd"],
            "Ange antingen --avsnitt eller --infor-namnd, inte båda.",
        ),
        (
            ["2024-delar", "--till", "x.md", "--format", "md"],
            f"Flaggan ”--format” finns inte för rapport{SO}",
        ),
        (
            ["2024-delar", "--till", "borta/x.md"],
            "Mappen borta finns inte; skapa den eller välj en annan.",
        ),
    ],
)
def test_what_cannot_be_written_is_one_sentence_and_status_2(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argv: list[str], sentence: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("rapport", *argv) == (2, "", f"{sentence}\n")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_kept_unless_it_is_to_be_written_over(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "r.md"
    file.write_text("min egen")
    argv = ("rapport", "2024-delar", "--till", str(file))
    status, out, error = run(*argv)
    assert (status, out) == (2, "")
    assert error == (
        f"{file} finns redan; välj ett annat namn, eller skriv över den med --skriv-over.\n"
    )
    assert file.read_text() == "min egen"
    assert run(*argv, "--skriv-over")[0] == 0
    assert file.read_text("utf-8").startswith("# Delårsbokslut 2024")


def test_the_source_is_not_touched(run: Run, tmp_path: Path) -> None:
    before = {file: file.read_bytes() for file in DATA.rglob("*.json")}
    run("rapport", "2024-delar", "--till", str(tmp_path / "r.xlsx"))
    assert {file: file.read_bytes() for file in DATA.rglob("*.json")} == before


def test_help_on_the_report_is_its_own_and_in_swedish(run: Run) -> None:
    status, out, error = run("rapport", "--hjalp")
    assert (status, error) == (0, "")
    assert out.startswith("Användning:\n  namndkoll rapport ID --till FIL")
    assert max(map(len, out.split("\n"))) <= 80


def test_a_cancelled_report_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    file, step = tmp_path / "r.docx", []
    file.write_bytes(b"gammal")
    sentence = write_report(
        area(),
        "2024-delar",
        file,
        ReportChoice(),
        files(tmp_path),
        write_over=True,
        progress=lambda done, _: step.append(done),
        interrupted=lambda: len(step) == 4,
    )
    assert sentence == STOPPED
    assert file.read_bytes() == b"gammal"
    assert [f.name for f in tmp_path.iterdir()] == ["r.docx"]


def test_a_screen_gets_the_same_sentence_and_the_same_refusal(tmp_path: Path) -> None:
    file = tmp_path / "r.html"
    what = (area(), "2019-underlag", file, ReportChoice(), files(tmp_path))
    assert write_report(*what).endswith(": 12 tabeller.")
    with pytest.raises(ReportError, match="finns redan") as refused:
        write_report(*what)
    assert refused.value.exists


@pytest.mark.parametrize(
    "module", ["tui.cli.main", "tui.screen", "tui.screen.app", "tui.report.writing"]
)
def test_nothing_that_writes_reports_is_imported_before_one_is_written(module: str) -> None:
    code = f"import sys, {module}; print([m for m in {HEAVY!r} if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], cwd=ROT, capture_output=True, check=True)
    assert out.stdout.decode().strip() == "[]"


def test_text_formats_need_neither_word_nor_excel(tmp_path: Path) -> None:
    code = (
        "import sys; from tui.cli.main import main;"
        f"main(['rapport', '2025-budget', '--data', {str(DATA)!r}, '--till', sys.argv[1]]);"
        "print([m for m in ('docx', 'openpyxl', 'textual') if m in sys.modules])"
    )
    for end in ("md", "txt", "html"):
        argv = [sys.executable, "-c", code, str(tmp_path / f"r.{end}")]
        out = subprocess.run(argv, cwd=ROT, capture_output=True, check=True)
        assert out.stdout.decode().splitlines()[-1] == "[]"
