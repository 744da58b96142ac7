"""The faults' sentences."""

import errno
from pathlib import Path

import pytest

from tui.store.fel import Andrad, Plats, Sparfel, citerad, ej_last, ej_sparad, filnamn, orsak


def test_a_place_says_only_what_it_knows() -> None:
    assert str(Plats("drift")) == "tabell ”drift”"
    assert str(Plats("drift", "personal")) == "tabell ”drift”, rad ”personal”"
    assert str(Plats("drift", falt="mall")) == "tabell ”drift”, fält ”mall”"


def test_a_quoted_value_cannot_steer_the_terminal() -> None:
    assert citerad("\x1b]0;hej\x07\x9b2J") == "”�]0;hej��2J”"
    assert filnamn(Path("a\x1b/drift.json")) == "a�/drift.json"


def test_a_quoted_value_is_shortened() -> None:
    assert citerad("x" * 1000) == f"”{'x' * 60}…”"


def test_a_save_fault_is_an_oserror_with_a_sentence_and_a_number() -> None:
    fel = ej_sparad(Path("2024-delar/drift.json"), OSError(errno.ENOSPC, "No space left"))
    assert isinstance(fel, OSError)
    assert fel.errno == errno.ENOSPC
    assert str(fel) == fel.mening
    assert fel.mening == (
        "2024-delar/drift.json kunde inte sparas: disken är full, så frigör utrymme och spara "
        "igen; den tidigare filen är orörd."
    )


@pytest.mark.parametrize("kod", [errno.EIO, errno.EROFS, errno.EACCES, errno.EBADF, None, 999_999])
def test_every_system_fault_has_words(kod: int | None) -> None:
    assert orsak(OSError(kod, "x"))


def test_a_changed_file_is_a_save_fault() -> None:
    assert issubclass(Andrad, Sparfel)


def test_an_unreadable_file_offers_its_previous_generation(tmp_path: Path) -> None:
    fil = tmp_path / "drift.json"
    assert ".tidigare" not in ej_last(fil, "trasig").mening
    (tmp_path / ".tidigare").mkdir()
    (tmp_path / ".tidigare" / "drift.json").touch()
    assert ej_last(fil, "trasig").mening.endswith(
        "rätta filen eller ta tillbaka den förra versionen ur mappen .tidigare."
    )
