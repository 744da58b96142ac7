"""The faults' sentences."""

import errno
from pathlib import Path

import pytest

from tui.store.errors import (
    Changed,
    Place,
    SaveError,
    cause,
    file_name,
    not_read,
    not_saved,
    quoted,
)


def test_a_place_says_only_what_it_knows() -> None:
    assert str(Place("drift")) == "tabell ”drift”"
    assert str(Place("drift", "personal")) == "tabell ”drift”, rad ”personal”"
    assert str(Place("drift", field="mall")) == "tabell ”drift”, fält ”mall”"


def test_a_quoted_value_cannot_steer_the_terminal() -> None:
    assert quoted("\x1b]0;hej\x07\x9b2J") == "”�]0;hej��2J”"
    assert file_name(Path("a\x1b/drift.json")) == "a�/drift.json"


def test_a_quoted_value_is_shortened() -> None:
    assert quoted("x" * 1000) == f"”{'x' * 60}…”"


def test_a_save_fault_is_an_oserror_with_a_sentence_and_a_number() -> None:
    error = not_saved(Path("2024-delar/drift.json"), OSError(errno.ENOSPC, "No space left"))
    assert isinstance(error, OSError)
    assert error.errno == errno.ENOSPC
    assert str(error) == error.sentence
    assert error.sentence == (
        "2024-delar/drift.json kunde inte sparas: disken är full, så frigör utrymme och spara "
        "igen; den tidigare filen är orörd."
    )


@pytest.mark.parametrize("code", [errno.EIO, errno.EROFS, errno.EACCES, errno.EBADF, None, 999_999])
def test_every_system_fault_has_words(code: int | None) -> None:
    assert cause(OSError(code, "x"))


def test_a_changed_file_is_a_save_fault() -> None:
    assert issubclass(Changed, SaveError)


def test_an_unreadable_file_offers_its_previous_generation(tmp_path: Path) -> None:
    file = tmp_path / "drift.json"
    assert ".tidigare" not in not_read(file, "trasig").sentence
    (tmp_path / ".tidigare").mkdir()
    (tmp_path / ".tidigare" / "drift.json").touch()
    assert not_read(file, "trasig").sentence.endswith(
        "rätta filen eller återställ den (Ctrl+P, Återställ från en säkerhetskopia)."
    )
