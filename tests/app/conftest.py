"""Fixtures of the screen's tests."""

from pathlib import Path

import pytest

from tests.skarm import datakopia


@pytest.fixture
def mapp(tmp_path: Path) -> Path:
    """A copy of the real documents."""
    return datakopia(tmp_path)
