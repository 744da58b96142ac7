"""Fixtures of the store's tests."""

from pathlib import Path

import pytest

from tests.store.help import OLD, put_data_folder
from tui.store.folder import Store


@pytest.fixture
def data_folder(tmp_path: Path) -> Path:
    """A data folder with one document and settings."""
    return put_data_folder(tmp_path / "data")


@pytest.fixture
def store(data_folder: Path) -> Store:
    """The same folder, opened."""
    return Store(data_folder)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with å in its name and its folder's."""
    (tmp_path / "delår").mkdir()
    file = tmp_path / "delår" / "åtgärder.json"
    file.write_bytes(OLD)
    return file
