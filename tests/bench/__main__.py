"""``python -m tests.bench``: measure, print the ratios, and write them where they are wanted."""

import argparse
import compileall
import importlib.util
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench import (
    case_command,
    case_growth,
    case_key,
    case_memory,
    case_neighbours,
    case_save,
    case_start,
)
from tests.bench.folders import ROT
from tests.bench.measure import Measure, Without
from tests.bench.report import in_readme, json_text, table

Case = Callable[[int], Iterator[Measure | Without]]
# Each case with how many pairs it takes by default, and when it is only to be tried.
CASE: dict[str, tuple[Case, int, int]] = {
    "start": (case_start.mat, 36, 6),
    "tangent": (case_key.mat, 20, 4),
    "kommando": (case_command.mat, 20, 4),
    "spara": (case_save.mat, 40, 10),
    "minne": (case_memory.mat, 10, 2),
    "vaxt": (case_growth.mat, 10, 3),
    "grannar": (case_neighbours.mat, 10, 2),
}


def interpreter() -> argparse.ArgumentParser:
    """The command line."""
    interpreter = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    interpreter.add_argument(
        "fall", nargs="*", choices=[*CASE, []], help="which cases; all if none"
    )
    interpreter.add_argument("--par", type=int, help="how many pairs of each")
    interpreter.add_argument(
        "--quick", action="store_true", help="few pairs: a trial, not a measurement"
    )
    interpreter.add_argument("--json", type=Path, help="write every measured value to a file")
    interpreter.add_argument("--readme", action="store_true", help="put the table into README.md")
    return interpreter


def compile_() -> None:
    """Bytecode for everything that is started, as an installed program has it."""
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    for package in ("tui", "tests.bench", "textual", "rich"):
        spec = importlib.util.find_spec(package)
        for folder in spec.submodule_search_locations or () if spec else ():
            compileall.compile_dir(folder, quiet=2)


def main() -> int:
    """Run the cases that were asked for."""
    choice = interpreter().parse_args()
    compile_()
    resultat: list[Measure | Without] = []
    for name in choice.case or CASE:
        mat, par, fa = CASE[name]
        for measure in mat(choice.par or (fa if choice.quick else par)):
            resultat.append(measure)
            print(table([measure], head=False), flush=True, file=sys.stderr)
    print(table(resultat))
    if choice.json:
        choice.json.write_text(json_text(resultat), "utf-8")
    if choice.readme:
        file = ROT / "README.md"
        file.write_text(in_readme(file.read_text("utf-8"), resultat), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
