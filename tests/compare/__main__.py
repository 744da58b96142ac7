"""``python -m tests.compare OLD NEW``: whether two checkouts say the same on the same data.

Exit status 0 where they do, 1 where anything differs, 2 where it cannot be told.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from tests.compare import command_steps, reports, wrong_uses
from tests.compare.allowed import read_allowed
from tests.compare.normal import normaliser
from tests.compare.outcome import Outcome, Step, judged
from tests.compare.sides import CannotRun, Sides
from tests.compare.telling import tell

SCREENS = ("screens", "colours", "stored")
INHERIT = "inherit"
OTHERS: dict[str, Step] = {
    "tables": command_steps.tables,
    "findings": command_steps.findings,
    "reports": reports.reports,
    "next": command_steps.next_documents,
    "wrong": wrong_uses.wrong_uses,
    "help": command_steps.help_texts,
}


def main() -> int:
    """Compare what was asked for; the exit status."""
    args = _arguments()
    try:
        with _folder(args.keep) as root:
            sides = Sides(args.old.resolve(), args.new.resolve(), root)
            sides.check()
            outcomes = _compare(sides, args)
    except CannotRun as reason:
        print(reason, file=sys.stderr)
        return 2
    differing = [outcome.step for outcome in outcomes if outcome.differing]
    print(f"\nDIFFERENT: {', '.join(differing)}" if differing else "\nEverything is the same.")
    return 1 if differing else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m tests.compare", description=__doc__)
    parser.add_argument("old", type=Path, help="the checkout that is held to be right")
    parser.add_argument("new", type=Path, help="the checkout to compare with it")
    parser.add_argument(
        "--only", default="", help=f"steps: {', '.join((*OTHERS, *SCREENS, INHERIT))}"
    )
    parser.add_argument("--full", action="store_true", help="show every difference whole")
    parser.add_argument("--colours", action="store_true", help="compare the screens' looks too")
    parser.add_argument("--keep", type=Path, help="work in this new folder, and leave it there")
    args = parser.parse_args()
    args.only = set(filter(None, args.only.split(",")))
    if unknown := args.only - {*OTHERS, *SCREENS, INHERIT}:
        parser.error(f"there is no step called {', '.join(sorted(unknown))}")
    return args


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    """A folder for all that is made; away with it afterwards, unless it is to be kept."""
    if keep is not None:
        keep.mkdir(parents=True)
        yield keep.resolve()
        return
    root = tempfile.mkdtemp(prefix="compare-")
    try:
        yield Path(root).resolve()
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _compare(sides: Sides, args: argparse.Namespace) -> list[Outcome]:
    begun = datetime.now(UTC).replace(second=0, microsecond=0)
    normalise, allowed = normaliser(begun), read_allowed()
    outcomes = []
    for name, step in _steps(sides, args, begun).items():
        clock = time.monotonic()
        outcome = judged(name, step(sides), normalise, allowed)
        tell(outcome, time.monotonic() - clock, full=args.full)
        outcomes.append(outcome)
    return outcomes


def _steps(sides: Sides, args: argparse.Namespace, begun: datetime) -> dict[str, Step]:
    """The steps that are wanted, in order. What the run left is compared when it is over."""
    wanted = args.only or {*OTHERS, *SCREENS, INHERIT}
    steps = {name: step for name, step in OTHERS.items() if name in wanted}
    if not wanted & {*SCREENS, INHERIT}:
        return steps
    missing = [name for name in ("pty", "pyte") if find_spec(name) is None]
    if missing:
        raise CannotRun(
            f"The screens need {missing[0]}, which is missing: pip install '.[bench]' on Unix."
        )
    from tests.compare.inherit import inherit
    from tests.compare.screen_run import Run

    normalise = normaliser(begun)
    if wanted & set(SCREENS):
        run = Run(sides, normalise, colours=args.colours or "colours" in args.only)
        looks = {"colours": run.looked} if run.colours else {}
        steps |= {"screens": run.screens, **looks, "stored": run.left}
    if INHERIT in wanted:
        steps[INHERIT] = partial(inherit, normalise=normalise)
    return steps


if __name__ == "__main__":
    sys.exit(main())
