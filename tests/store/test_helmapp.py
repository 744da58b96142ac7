"""A folder is made whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from tests.store.hjalp import fallera
from tui.store.fel import Sparfel
from tui.store.helmapp import skapa_mapp
from tui.store.skrivning import skriv


def fyll(mapp: Path) -> None:
    skriv(mapp / "a.json", b"{}", None)
    skriv(mapp / "b.json", b"{}", None)


def test_a_folder_comes_with_all_its_files(tmp_path: Path) -> None:
    skapa_mapp(tmp_path / "nytt", fyll)
    assert [p.name for p in tmp_path.iterdir()] == ["nytt"]
    assert sorted(p.name for p in (tmp_path / "nytt").iterdir()) == ["a.json", "b.json"]


@pytest.mark.parametrize(
    ("anrop", "fran"),
    [
        ("mkdir", 1),
        ("rename", 1),
        *((anrop, fran) for anrop in ("open", "write", "fsync", "replace") for fran in (1, 2)),
    ],
)
def test_a_failing_call_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, anrop: str, fran: int
) -> None:
    with monkeypatch.context() as falla:
        fallera(falla, anrop, errno.ENOSPC, fran)
        with pytest.raises(Sparfel, match="Mappen nytt kunde inte skapas: disken är full") as fel:
            skapa_mapp(tmp_path / "nytt", fyll)
    assert list(tmp_path.iterdir()) == []
    assert fel.value.errno == errno.ENOSPC


def test_another_exception_leaves_nothing_either(tmp_path: Path) -> None:
    def avbruten(mapp: Path) -> None:
        fyll(mapp)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        skapa_mapp(tmp_path / "nytt", avbruten)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("vad", ["mapp", "fil", "lank"])
def test_what_is_there_already_is_left_alone(tmp_path: Path, vad: str) -> None:
    mal = tmp_path / "nytt"
    if vad == "mapp":
        mal.mkdir()
    elif vad == "fil":
        mal.touch()
    else:
        mal.symlink_to(tmp_path / "borta")
    with pytest.raises(Sparfel, match="finns redan"):
        skapa_mapp(mal, fyll)
    assert [p.name for p in tmp_path.iterdir()] == ["nytt"]
    assert not os.path.exists(tmp_path / "borta")  # noqa: PTH110
