"""The differences that are known and wanted, out of ``allowed.toml``."""

import re
import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from tests.compare.sides import CannotRun

FILE = Path(__file__).with_name("allowed.toml")


@dataclass(frozen=True)
class Allowed:
    """Changed lines of a step that may be there, and why."""

    step: str
    pattern: re.Pattern[str]
    reason: str

    def covers(self, place: str, line: str) -> bool:
        """Whether a line of a diff, of ``step/comparison``, is allowed."""
        here = fnmatchcase(place, self.step) or fnmatchcase(place, f"{self.step}/*")
        return here and self.pattern.search(line) is not None


def read_allowed(file: Path = FILE) -> tuple[Allowed, ...]:
    """All of them. Raises CannotRun where the file cannot be understood."""
    try:
        entries = tomllib.loads(file.read_text("utf-8")).get("allowed", [])
        return tuple(Allowed(e["step"], re.compile(e["pattern"]), e["reason"]) for e in entries)
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, re.error) as error:
        raise CannotRun(f"{file} cannot be read: {error!r}.") from error
