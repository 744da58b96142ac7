"""The rooms and who may enter which: the contracts in pyproject.toml, kept."""

import re
import subprocess
import sys
from pathlib import Path

ROT = Path(__file__).resolve().parents[1]
RUN = "from importlinter.cli import lint_imports as kor; raise SystemExit(kor(no_cache=True))"


def test_imports_go_one_way_and_the_core_stays_pure() -> None:
    answer = subprocess.run(
        [sys.executable, "-c", RUN], cwd=ROT, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert re.search(r"[1-9]\d* kept, 0 broken", answer.stdout)
