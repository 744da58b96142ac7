"""Fixtures of the fault tests."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fel.hjalp import datamapp


@pytest.fixture
def snabb(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: a process that is killed cannot tell, and an fsync
    of a disk takes as long as all the rest of a test. Only for what is killed, not unplugged."""
    minne = Path("/dev/shm")
    if not os.access(minne, os.W_OK):
        yield tmp_path
        return
    mapp = Path(tempfile.mkdtemp(dir=minne, prefix="namndkoll-"))
    yield mapp
    shutil.rmtree(mapp, ignore_errors=True)


@pytest.fixture
def mapp(snabb: Path) -> Path:
    """A small data folder."""
    return datamapp(snabb / "data")
