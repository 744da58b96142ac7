"""``python -m tests.bench``: measure, print the ratios, and write them where they are wanted."""

import argparse
import compileall
import importlib.util
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench import (
    fall_grannar,
    fall_kommando,
    fall_minne,
    fall_spara,
    fall_start,
    fall_tangent,
    fall_vaxt,
)
from tests.bench.mappar import ROT
from tests.bench.matt import Matt, Utan
from tests.bench.rapport import i_readme, json_text, tabell

Fall = Callable[[int], Iterator[Matt | Utan]]
# Each case with how many pairs it takes by default, and when it is only to be tried.
FALL: dict[str, tuple[Fall, int, int]] = {
    "start": (fall_start.mat, 36, 6),
    "tangent": (fall_tangent.mat, 20, 4),
    "kommando": (fall_kommando.mat, 20, 4),
    "spara": (fall_spara.mat, 40, 10),
    "minne": (fall_minne.mat, 10, 2),
    "vaxt": (fall_vaxt.mat, 10, 3),
    "grannar": (fall_grannar.mat, 10, 2),
}


def tolk() -> argparse.ArgumentParser:
    """The command line."""
    tolk = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    tolk.add_argument("fall", nargs="*", choices=[*FALL, []], help="which cases; all if none")
    tolk.add_argument("--par", type=int, help="how many pairs of each")
    tolk.add_argument("--quick", action="store_true", help="few pairs: a trial, not a measurement")
    tolk.add_argument("--json", type=Path, help="write every measured value to a file")
    tolk.add_argument("--readme", action="store_true", help="put the table into README.md")
    return tolk


def kompilera() -> None:
    """Bytecode for everything that is started, as an installed program has it."""
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    for paket in ("tui", "tests.bench", "textual", "rich"):
        spec = importlib.util.find_spec(paket)
        for mapp in spec.submodule_search_locations or () if spec else ():
            compileall.compile_dir(mapp, quiet=2)


def main() -> int:
    """Run the cases that were asked for."""
    val = tolk().parse_args()
    kompilera()
    resultat: list[Matt | Utan] = []
    for namn in val.fall or FALL:
        mat, par, fa = FALL[namn]
        for matt in mat(val.par or (fa if val.quick else par)):
            resultat.append(matt)
            print(tabell([matt], huvud=False), flush=True, file=sys.stderr)
    print(tabell(resultat))
    if val.json:
        val.json.write_text(json_text(resultat), "utf-8")
    if val.readme:
        fil = ROT / "README.md"
        fil.write_text(i_readme(fil.read_text("utf-8"), resultat), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
