"""Fixtures of the screen's tests."""

from pathlib import Path

import pytest

from tests.screen_driver import data_copy


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the real documents."""
    return data_copy(tmp_path)
