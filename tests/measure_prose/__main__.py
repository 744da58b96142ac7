"""``python -m tests.measure_prose [--held-out] [--seed N] [--sentences]``: tables of verdicts."""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.measure_prose import sources
from tests.measure_prose.cases import ASIDE, NAMES
from tests.measure_prose.scores import Score, merged
from tests.measure_prose.telling import told

SEED = 15
ROOM = Path(__file__).resolve().parents[2] / "tui" / "checks" / "prosa"
BEFORE = "20 files, 3467 lines"


def main() -> int:
    """Print what was measured; 0, or 2 where the program's answer cannot be read."""
    parser = argparse.ArgumentParser("python -m tests.measure_prose", description=__doc__)
    parser.add_argument("--held-out", action="store_true", help="also the sentences kept aside")
    parser.add_argument("--seed", type=int, default=SEED, help="what the alterations are drawn by")
    parser.add_argument("--sentences", action="store_true", help="show each sentence gone wrong")
    parser.add_argument("--only", default="", help="parts of documents' names, with commas")
    args = parser.parse_args()
    start = time.monotonic()
    scores = dict(_scores(args.seed, args.held_out, [p for p in args.only.split(",") if p]))
    for title, group in (("as written for rules", False), ("kept aside", True)):
        own = {name: s for name, s in scores.items() if name.endswith("(kept aside)") == group}
        if own:
            print(f"\n== {title} ==\n")
            print(told({**own, "all": merged(list(own.values()))}, args.sentences))
    print(f"{_size()}; {time.monotonic() - start:.1f} s, seed {args.seed}")
    return 0


def _size() -> str:
    files = [path.read_text("utf-8") for path in ROOM.glob("*.py")]
    lines = sum(text.count("\n") for text in files)
    return f"tui/checks/prosa: {len(files)} files, {lines} lines (was {BEFORE})"


def _scores(seed: int, held_out: bool, only: list[str]) -> Iterator[tuple[str, Score]]:
    def wanted(name: str) -> bool:
        return not only or any(part in name for part in only)

    with tempfile.TemporaryDirectory() as folder:
        data = Path(shutil.copytree(sources.DATA, Path(folder) / "data"))
        for source, file in ((sources.PHRASES, "phrases"), (sources.SEEDS, "seed")):
            if not wanted(file):
                continue
            if not source.exists():
                print(f"skipped: {source.name} is not in {sources.SHARED}", file=sys.stderr)
                continue
            found = sources.phrases(data) if file == "phrases" else sources.seeds(data, seed)
            yield from found.items()
    for name in filter(wanted, (*NAMES, *ASIDE)):
        for in_folder, road in ((False, ""), (True, ", in a folder")):
            if name in NAMES:
                yield f"{name}{road}", sources.invented(name, False, seed, in_folder)
            if held_out:
                own = sources.invented(name, True, seed, in_folder)
                yield f"{name}{road} (kept aside)", own


if __name__ == "__main__":
    sys.exit(main())
