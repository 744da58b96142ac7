"""Fixtures of the fault tests."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.help import data_folder


@pytest.fixture
def fast(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: a process that is killed cannot tell, and an fsync
    of a disk takes as long as all the rest of a test. Only for what is killed, not unplugged."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    folder = Path(tempfile.mkdtemp(dir=memory, prefix="namndkoll-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def folder(fast: Path) -> Path:
    """A small data folder."""
    return data_folder(fast / "data")
