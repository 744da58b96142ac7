"""What all tests share: how hard hypothesis tries (``HYPOTHESIS_PROFILE=noga`` for longer), and
where their files lie."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

PATIENCE = (HealthCheck.too_slow, HealthCheck.data_too_large)
settings.register_profile("vanlig", max_examples=60, deadline=None, suppress_health_check=PATIENCE)
settings.register_profile("noga", max_examples=2000, deadline=None, suppress_health_check=PATIENCE)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "vanlig"))
MEMORY = Path("/dev/shm")
ROOM = 2 << 30
"""What must be free in memory for the files of all tests, in bytes; they take a tenth of it."""

# A program that a test starts would else be compiled anew at every start.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_configure(config: pytest.Config) -> None:
    """Let the tests' files lie in memory where there is room: an fsync of a disk takes as long as
    the rest of a save. Only the long form of the fault tests asks for a real disk."""
    usual = str(config.getoption("markexpr")) == "not soak"
    if usual and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
