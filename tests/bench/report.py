"""The results as a Markdown table and as JSON."""

import json
import platform
from collections.abc import Sequence
from importlib.metadata import version
from statistics import median

from tests.bench.measure import Measure, Pairs, Without

HEAD = ("", "mot", "mätt", "bas", "kvot", "kvartiler", "mål")
HEAD_OLD = ("gammal", "gammal kvot", "ny/gammal", "kvartiler")
START, END = "<!-- bench -->", "<!-- /bench -->"


def table(results: Sequence[Measure | Without], *, head: bool = True) -> str:
    """The results as a Markdown table, with the old side's columns where there are any."""
    old = any(isinstance(one, Measure) and one.old is not None for one in results)
    heading = (*HEAD, *HEAD_OLD) if old else HEAD
    rows = [*([heading, ("---",) * len(heading)] if head else []), *map(_row, results)]
    rows = [(*row, *[""] * (len(heading) - len(row))) for row in rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in rows)


def _row(measure: Measure | Without) -> tuple[str, ...]:
    if isinstance(measure, Without):
        return measure.name, f"uteblev: {measure.reason}"
    new, old, both, unit = measure.new, measure.old, measure.new_to_old, measure.unit
    goal = (
        ""
        if measure.goal is None
        else f"{'✓' if measure.reached else '✗'} ≤ {_number(measure.goal)}"
    )
    cells = (_shown(new.values, unit), _shown(new.base, unit), *_ratio(new), goal)
    if old is None or both is None:
        return measure.name, measure.against, *cells
    return (
        measure.name,
        measure.against,
        *cells,
        _shown(old.values, unit),
        _ratio(old)[0],
        *_ratio(both),
    )


def _ratio(pairs: Pairs) -> tuple[str, str]:
    return _number(pairs.quotient), "–".join(map(_number, pairs.spread))


def _number(value: float) -> str:
    """A ratio with a decimal comma."""
    return f"{value:.2f}".replace(".", ",")


def _shown(values: Sequence[float], unit: str) -> str:
    """The median in milliseconds or megabytes."""
    middle = median(values) * 1000 if unit == "ms" else median(values) / 1e6
    return f"{middle:.1f} {unit}".replace(".", ",")


def environment() -> dict[str, str]:
    """What was measured with."""
    return {
        "python": platform.python_version(),
        "textual": version("textual"),
        "system": platform.platform(),
    }


def json_text(results: Sequence[Measure | Without]) -> str:
    """Every measured value."""
    everything = {"omgivning": environment(), "resultat": [one.json() for one in results]}
    return json.dumps(everything, ensure_ascii=False, indent=1) + "\n"


def in_readme(text: str, results: Sequence[Measure | Without]) -> str:
    """README with the table between its two marks. Raises ValueError where they are missing."""
    before, _, after = text.partition(START)
    _, end, rest = after.partition(END)
    if not end:
        raise ValueError(f"README.md has no {START} … {END}")
    with_ = ", ".join(f"{name} {v}" for name, v in environment().items() if name != "system")
    return f"{before}{START}\n{table(results)}\n\n({with_})\n{END}{rest}"
