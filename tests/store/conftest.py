"""Fixtures of the store's tests."""

from pathlib import Path

import pytest

from tests.store.hjalp import GAMMALT, lagg_datamapp
from tui.store.mapp import Lager


@pytest.fixture
def datamapp(tmp_path: Path) -> Path:
    """A data folder with one document and settings."""
    return lagg_datamapp(tmp_path / "data")


@pytest.fixture
def lager(datamapp: Path) -> Lager:
    """The same folder, opened."""
    return Lager(datamapp)


@pytest.fixture
def fil(tmp_path: Path) -> Path:
    """A file with å in its name and its folder's."""
    (tmp_path / "delår").mkdir()
    fil = tmp_path / "delår" / "åtgärder.json"
    fil.write_bytes(GAMMALT)
    return fil
