"""``namndkoll rapport``: what it writes, what it says, what it refuses."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from tests.fem_dokument import DATA, yta
from tui import cli
from tui.cli_granska import last
from tui.cli_rad import kommando
from tui.cli_rapport import Rapportfel, skriv
from tui.cli_skarmrapport import Skarmrapport
from tui.report.rapportbygge import Rapportval
from tui.report.rapportskrivning import FORMAT, Avbruten
from tui.store.mapp import Lager

ROT = Path(__file__).parents[1]
TUNGA = ("docx", "openpyxl", "PIL", "lxml", "tui.report.rapport")
SA = "; så skrivs det: namndkoll rapport ID --till FIL.docx."
Kor = Callable[..., tuple[int, str, str]]


@pytest.fixture
def kor(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Kor:
    """Run the command on the five documents: exit status, stdout, stderr."""
    monkeypatch.setattr(cli, "_lager", lambda _: (Lager(DATA), ""))

    def _kor(*argv: str) -> tuple[int, str, str]:
        status = cli.main(argv)
        return status, *capsys.readouterr()

    return _kor


@pytest.mark.parametrize("format_", FORMAT)
def test_a_report_is_written_and_said_to_be_in_one_sentence(
    kor: Kor, tmp_path: Path, format_: str
) -> None:
    fil = tmp_path / f"r.{format_}"
    assert kor("rapport", "2024-delar", "--till", str(fil)) == (
        0,
        f"Rapporten Delårsbokslut 2024 är skriven till {fil}: 16 tabeller, 2 diagram.\n",
        "",
    )
    assert [f.name for f in tmp_path.iterdir()] == [fil.name]
    assert fil.stat().st_size > 2000


@pytest.mark.parametrize(
    "avsnitt", [["drift,personal"], ["drift", "personal"], ["personal, Drift"]]
)
def test_sections_are_chosen_by_comma_or_by_space(
    kor: Kor, tmp_path: Path, avsnitt: list[str]
) -> None:
    fil = tmp_path / "r.docx"
    assert kor("rapport", "2024-delar", "--till", str(fil), "--avsnitt", *avsnitt)[0] == 0
    rubriker = [p.text for p in docx.Document(str(fil)).paragraphs if p.style.name == "Heading 1"]  # type: ignore[union-attr]
    assert rubriker == ["Ekonomi", "Personal", "Att granska"]


def test_the_last_page_is_left_out_and_the_one_page_is_written_when_asked_for(
    kor: Kor, tmp_path: Path
) -> None:
    fil = tmp_path / "r.txt"
    assert kor("rapport", "2024-delar", "--till", str(fil), "--utan-granskning")[0] == 0
    assert "Att granska" not in fil.read_text("utf-8")
    argv = ("rapport", "2024-delar", "--till", str(fil), "--infor-namnd", "--skriv-over")
    assert kor(*argv)[0] == 0
    assert "Läget per område" in fil.read_text("utf-8")


def test_the_data_folder_may_stand_before_the_command(tmp_path: Path) -> None:
    fil = tmp_path / "r.txt"
    assert cli.main(["--data", str(DATA), "rapport", "2025-budget", "--till", str(fil)]) == 0
    assert fil.exists()


@pytest.mark.parametrize(
    ("argv", "mening"),
    [
        ([], f"Ange ett dokument{SA}"),
        (["2024-delar"], f"Ange filen efter --till{SA}"),
        (["2024-delar", "--till"], f"Ange filen efter --till{SA}"),
        (["a", "b", "--till", "x.md"], f"Ange ett dokument{SA}"),
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
            f"Efter --avsnitt ska minst ett avsnitt stå{SA}",
        ),
        (
            ["2024-delar", "--till", "x.md", "--avsnitt", "mal", "--infor-namnd"],
            "Ange antingen --avsnitt eller --infor-namnd, inte båda.",
        ),
        (
            ["2024-delar", "--till", "x.md", "--format", "md"],
            f"Flaggan ”--format” finns inte för rapport{SA}",
        ),
        (
            ["2024-delar", "--till", "borta/x.md"],
            "Mappen borta finns inte; skapa den eller välj en annan.",
        ),
    ],
)
def test_what_cannot_be_written_is_one_sentence_and_status_2(
    kor: Kor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argv: list[str], mening: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert kor("rapport", *argv) == (2, "", f"{mening}\n")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_kept_unless_it_is_to_be_written_over(
    kor: Kor, tmp_path: Path
) -> None:
    fil = tmp_path / "r.md"
    fil.write_text("min egen")
    argv = ("rapport", "2024-delar", "--till", str(fil))
    status, ut, fel = kor(*argv)
    assert (status, ut) == (2, "")
    assert fel == (
        f"{fil} finns redan; välj ett annat namn, eller skriv över den med --skriv-over.\n"
    )
    assert fil.read_text() == "min egen"
    assert kor(*argv, "--skriv-over")[0] == 0
    assert fil.read_text("utf-8").startswith("# Delårsbokslut 2024")


def test_the_source_is_not_touched(kor: Kor, tmp_path: Path) -> None:
    fore = {fil: fil.read_bytes() for fil in DATA.rglob("*.json")}
    kor("rapport", "2024-delar", "--till", str(tmp_path / "r.xlsx"))
    assert {fil: fil.read_bytes() for fil in DATA.rglob("*.json")} == fore


def test_help_on_the_report_is_its_own_and_in_swedish(kor: Kor) -> None:
    status, ut, fel = kor("rapport", "--hjalp")
    assert (status, fel) == (0, "")
    assert ut.startswith("Användning:\n  namndkoll rapport ID --till FIL")
    assert max(map(len, ut.split("\n"))) <= 80


def test_a_cancelled_report_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    fil, steg = tmp_path / "r.docx", []
    fil.write_bytes(b"gammal")
    with pytest.raises(Avbruten):
        skriv(
            yta(),
            "2024-delar",
            fil,
            Rapportval(),
            skriv_over=True,
            framsteg=lambda gjorda, _: steg.append(gjorda),
            avbruten=lambda: len(steg) == 4,
        )
    assert fil.read_bytes() == b"gammal"
    assert [f.name for f in tmp_path.iterdir()] == ["r.docx"]


def test_a_screen_gets_the_same_sentence_and_the_same_refusal(tmp_path: Path) -> None:
    fil = tmp_path / "r.html"
    assert skriv(yta(), "2019-underlag", fil, Rapportval()).endswith(": 15 tabeller.")
    with pytest.raises(Rapportfel, match="finns redan"):
        skriv(yta(), "2019-underlag", fil, Rapportval())


@pytest.mark.parametrize("modul", ["tui.cli", "tui.app", "tui.app.program", "tui.cli_granska"])
def test_nothing_that_writes_reports_is_imported_before_one_is_written(modul: str) -> None:
    kod = f"import sys, {modul}; print([m for m in {TUNGA!r} if m in sys.modules])"
    ut = subprocess.run([sys.executable, "-c", kod], cwd=ROT, capture_output=True, check=True)
    assert ut.stdout.decode().strip() == "[]"


def test_text_formats_need_neither_word_nor_excel(tmp_path: Path) -> None:
    kod = (
        "import sys; from tui.cli import main;"
        f"main(['rapport', '2025-budget', '--data', {str(DATA)!r}, '--till', sys.argv[1]]);"
        "print([m for m in ('docx', 'openpyxl', 'textual') if m in sys.modules])"
    )
    for slut in ("md", "txt", "html"):
        argv = [sys.executable, "-c", kod, str(tmp_path / f"r.{slut}")]
        ut = subprocess.run(argv, cwd=ROT, capture_output=True, check=True)
        assert ut.stdout.decode().splitlines()[-1] == "[]"


def test_a_word_that_follows_an_option_is_no_command() -> None:
    assert kommando(["--data", "rapport", "visa"]) == "visa"
    assert kommando(["visa", "--dokument", "rapport"]) == "visa"
    assert kommando(["--dokument", "x", "rapport"]) == "rapport"
    assert kommando([]) == ""


def test_a_home_folder_of_nobody_is_one_sentence_on_the_screen(tmp_path: Path) -> None:
    yta = last(Lager(DATA), str)
    with pytest.raises(Rapportfel, match="Mappen ~ingen-sadan-anvandare finns inte"):
        Skarmrapport().skriv(yta, "2019-underlag", "~ingen-sadan-anvandare/a.txt")
    mening = Skarmrapport().skriv(yta, "2019-underlag", str(tmp_path / "a\x1b[2Jb\n.txt"))
    assert "\x1b" not in mening and "\n" not in mening
