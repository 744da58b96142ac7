"""A folder is made whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from tests.store.help import fail
from tui.store.atomic_file import write
from tui.store.errors import SaveError
from tui.store.whole_folder import create_folder


def fill(folder: Path) -> None:
    write(folder / "a.json", b"{}", None)
    write(folder / "b.json", b"{}", None)


def test_a_folder_comes_with_all_its_files(tmp_path: Path) -> None:
    create_folder(tmp_path / "nytt", fill)
    assert [p.name for p in tmp_path.iterdir()] == ["nytt"]
    assert sorted(p.name for p in (tmp_path / "nytt").iterdir()) == ["a.json", "b.json"]


@pytest.mark.parametrize(
    ("call", "from_"),
    [
        ("mkdir", 1),
        ("rename", 1),
        *((call, from_) for call in ("open", "write", "fsync", "replace") for from_ in (1, 2)),
    ],
)
def test_a_failing_call_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, from_: int
) -> None:
    with monkeypatch.context() as fall:
        fail(fall, call, errno.ENOSPC, from_)
        with pytest.raises(
            SaveError, match="Mappen nytt kunde inte skapas: disken är full"
        ) as error:
            create_folder(tmp_path / "nytt", fill)
    assert list(tmp_path.iterdir()) == []
    assert error.value.errno == errno.ENOSPC


def test_another_exception_leaves_nothing_either(tmp_path: Path) -> None:
    def interrupted(folder: Path) -> None:
        fill(folder)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        create_folder(tmp_path / "nytt", interrupted)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("what", ["mapp", "fil", "lank"])
def test_what_is_there_already_is_left_alone(tmp_path: Path, what: str) -> None:
    mal = tmp_path / "nytt"
    if what == "mapp":
        mal.mkdir()
    elif what == "fil":
        mal.touch()
    else:
        mal.symlink_to(tmp_path / "borta")
    with pytest.raises(SaveError, match="finns redan"):
        create_folder(mal, fill)
    assert [p.name for p in tmp_path.iterdir()] == ["nytt"]
    assert not os.path.exists(tmp_path / "borta")  # noqa: PTH110
