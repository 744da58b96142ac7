"""``python -m tests.bench``: measure, print the ratios, and write them where they are wanted.

With ``--against OLD`` another checkout is measured in the same run, turn by turn.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import case_growth, case_keys, case_neighbours, case_process
from tests.bench.measure import Measure, Without
from tests.bench.programs import CHECKOUT, Bench
from tests.bench.report import in_readme, json_text, table
from tests.compare.sides import CannotRun

Case = Callable[[Bench, int], Iterator[Measure | Without]]
# Each case with how many pairs it takes by default, and when it is only to be tried.
CASES: dict[str, tuple[Case, int, int]] = {
    "start": (case_process.start, 36, 6),
    "tangent": (case_keys.keys, 20, 4),
    "flik": (case_keys.tabs, 20, 4),
    "kommando": (case_process.commands, 20, 4),
    "minne": (case_process.peak_memory, 10, 2),
    "dokument": (case_growth.documents, 10, 3),
    "rader": (case_growth.rows, 10, 3),
    "grannar": (case_neighbours.neighbours, 10, 2),
}


def main() -> int:
    """Run the cases that were asked for."""
    args = _arguments()
    results: list[Measure | Without] = []
    try:
        with TemporaryDirectory(prefix="namndkoll-bench-") as root:
            bench = Bench(Path(root).resolve(), args.against and args.against.resolve())
            for name in args.cases or [n for n in CASES if n != "grannar" or not args.against]:
                case, pairs, few = CASES[name]
                for measure in case(bench, args.pairs or (few if args.quick else pairs)):
                    results.append(measure)
                    print(table([measure], head=False), flush=True, file=sys.stderr)
    except CannotRun as reason:
        print(reason, file=sys.stderr)
        return 2
    print(table(results))
    if args.json:
        args.json.write_text(json_text(results), "utf-8")
    if args.readme:
        file = CHECKOUT / "README.md"
        file.write_text(in_readme(file.read_text("utf-8"), results), "utf-8")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("cases", nargs="*", choices=[*CASES, []], help="which; all if none")
    parser.add_argument("--against", type=Path, help="an older checkout to measure beside this")
    parser.add_argument("--pairs", type=int, help="how many pairs of each")
    parser.add_argument("--quick", action="store_true", help="few pairs: a trial")
    parser.add_argument("--json", type=Path, help="write every measured value to a file")
    parser.add_argument("--readme", action="store_true", help="put the table into README.md")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
