"""``namndkoll ny``: the document made, the account printed, and what is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.skarm import datakopia
from tui import cli
from tui.store.mapp import Lager

Kor = Callable[..., tuple[int, str, str]]


@pytest.fixture
def mapp(tmp_path: Path) -> Path:
    """A copy of the five documents."""
    return datakopia(tmp_path)


@pytest.fixture
def kor(mapp: Path, capsys: pytest.CaptureFixture[str]) -> Kor:
    """Run the command on the copy: exit status, stdout, stderr."""

    def _kor(*argv: str) -> tuple[int, str, str]:
        status = cli.main(["--data", str(mapp), *argv])
        return status, *capsys.readouterr()

    return _kor


def test_the_document_is_made_and_the_account_printed(kor: Kor, mapp: Path) -> None:
    status, ut, fel = kor(
        "ny", "2024-bokslut", "--fran", "2024-delar", "--slag", "bokslut", "--period", "2024-12"
    )
    assert (status, fel) == (0, "")
    assert ut.startswith("Årsbokslut 2024 (2024-bokslut), utkast, helår 2024\n")
    assert "Bokslut 2023: 7 tal ur 2023-bokslut/drift, kolumnen Bokslut 2023" in ut
    assert ut.endswith("Lägg undan det igen: namndkoll ny 2024-bokslut --angra\n")
    (huvud,) = (d for d in Lager(mapp).dokument()[0] if d.id == "2024-bokslut")
    assert (huvud.status, huvud.namn) == ("utkast", "Årsbokslut 2024")
    tabeller, fel_ = Lager(mapp).flik("2024-bokslut", "drift")
    assert fel_ == ()
    assert tabeller[0].rad("personal").celler["budget"] == -158695


def test_what_is_not_said_is_proposed(kor: Kor, mapp: Path) -> None:
    assert kor("ny", "--fran", "2025-budget")[0] == 0
    assert (mapp / "2025-delar" / "drift.json").exists()


def test_the_document_is_laid_aside_again(kor: Kor, mapp: Path) -> None:
    kor("ny", "--fran", "2024-delar")
    status, ut, _ = kor("ny", "2024-bokslut", "--angra")
    assert status == 0
    assert "är undanlagt; det ligger i .namndkoll/borttagna/2024-bokslut-" in ut
    assert not (mapp / "2024-bokslut").exists()
    assert len(list((mapp / ".namndkoll" / "borttagna").iterdir())) == 1


@pytest.mark.parametrize(
    ("argv", "mening"),
    [
        (("ny", "--fran", "finns-ej"), "Dokumentet ”finns-ej” finns inte"),
        (("ny", "--fran", "2024-delar", "--slag", "rapport"), "Slaget ”rapport” finns inte"),
        (
            ("ny", "--fran", "2024-delar", "--period", "12/2024"),
            "Perioden ”12/2024” kan inte läsas",
        ),
        (("ny", "2024-delar", "--fran", "2024-delar"), "Dokumentet ”2024-delar” finns redan"),
        (
            ("ny", "--fran", "2023-bokslut", "--slag", "delar"),
            "Delårsbokslut 2024 finns redan (2024-delar); ange ett id",
        ),
        (("ny", "a/b", "--fran", "2024-delar"), "kan inte vara namn på en mapp"),
        (("ny", "2024-delar", "--angra"), "Delårsbokslut 2024 är beslutat"),
        (("ny", "ingen", "--angra"), "Dokumentet ”ingen” finns inte"),
        (("ny", "--angra"), "Efter ny ska bara ett id stå"),
        (("ny", "ett", "tva"), "Efter ny ska ett id i taget stå"),
        (("ny", "--fran"), "Efter --fran ska ett dokuments id stå"),
        (("visa", "--slag", "bokslut"), "Flaggan --slag hör till namndkoll ny"),
    ],
)
def test_wrong_use_is_one_sentence_and_nothing_is_made(
    kor: Kor, mapp: Path, argv: tuple[str, ...], mening: str
) -> None:
    fore = {p.name for p in mapp.iterdir()} - {".namndkoll"}
    status, ut, fel = kor(*argv)
    assert (status, ut) == (2, "")
    assert mening in fel and fel.count("\n") == 1
    assert {p.name for p in mapp.iterdir()} - {".namndkoll"} == fore


def test_a_folder_that_is_open_elsewhere_is_left_alone(kor: Kor, mapp: Path) -> None:
    from tui.store.datalager import Datalager

    annan = Datalager(mapp)
    try:
        status, _, fel = kor("ny", "--fran", "2024-delar")
    finally:
        annan.stang()
    assert (status, fel.count("\n")) == (2, 1)
    assert "Ingenting gjordes: mappen är" in fel
    assert not (mapp / "2024-bokslut").exists()


def test_a_file_that_cannot_be_read_is_told_and_the_rest_is_made(kor: Kor, mapp: Path) -> None:
    (mapp / "2023-bokslut" / "drift.json").write_text("{", encoding="utf-8")
    status, ut, fel = kor("ny", "--fran", "2024-delar")
    assert status == 0
    assert "2023-bokslut/drift.json kan inte läsas" in fel
    assert "tomt: Bokslut 2023 – inget dokument har utfall 2023" in ut


def test_a_document_in_the_year_9999_stops_nothing(kor: Kor, mapp: Path) -> None:
    fil = mapp / "2018-delar" / "dokument.json"
    text = fil.read_text(encoding="utf-8")
    fil.write_text(text.replace("2018-08-31", "9999-12-31"), encoding="utf-8")
    assert kor("ny", "--fran", "2024-delar")[0] == 0
    status, _, fel = kor("ny", "--fran", "2018-delar")
    assert status == 2
    assert "ange --slag och --period" in fel
