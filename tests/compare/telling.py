"""An outcome as it is printed: a line for the step, and below it what differs."""

from tests.compare.outcome import Outcome

PAIRS, LINES, WIDTH = 4, 24, 160


def tell(outcome: Outcome, seconds: float, *, full: bool = False) -> None:
    """Print it; differences are cut to what can be read, unless all of them are asked for."""
    count = f"{outcome.compared} compared"
    if outcome.differing:
        count = f"{len(outcome.differing)} of {outcome.compared} differ"
    print(f"{outcome.step:<10} {outcome.word:<8} {count}, {seconds:.0f} s", flush=True)
    for note in outcome.notes:
        print(f"    {note}")
    for excuse in outcome.excused:
        print(f"    allowed: {excuse}")
    for place, (name, diff) in enumerate(outcome.differing.items()):
        if place == PAIRS and not full:
            names = [*outcome.differing][place:]
            print(f"  … and {len(names)} more: {'; '.join(names[:12])} (--full shows all)")
            break
        _tell_difference(name, diff, full)


def _tell_difference(name: str, diff: list[str], full: bool) -> None:
    print(f"  {name}")
    shown = diff if full else diff[:LINES]
    for line in shown:
        print(f"    {line if full or len(line) <= WIDTH else line[:WIDTH] + '…'}")
    if len(shown) < len(diff):
        print(f"    … and {len(diff) - len(shown)} more lines (--full shows them)")
