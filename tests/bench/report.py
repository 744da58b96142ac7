"""The results as a Markdown table and as JSON."""

import json
import platform
from collections.abc import Sequence
from importlib.metadata import version

from tests.bench.measure import Measure, Without, thousandths

HEAD = ("", "mot", "mätt", "bas", "kvot", "kvartiler", "mål")
START, END = "<!-- bench -->", "<!-- /bench -->"


def number(value: float) -> str:
    """A ratio with a decimal comma."""
    return f"{value:.2f}".replace(".", ",")


def row(measure: Measure | Without) -> tuple[str, ...]:
    """One line of the table."""
    if isinstance(measure, Without):
        return (measure.name, f"uteblev: {measure.reason}", "", "", "", "", "")
    lower, upper = measure.spread
    times = (thousandths(v, measure.unit).replace(".", ",") for v in (measure.values, measure.base))
    value, base = (f"{t} {measure.unit}" for t in times)
    mal = (
        "" if measure.mal is None else f"{'✓' if measure.reached else '✗'} ≤ {number(measure.mal)}"
    )
    spread = f"{number(lower)}–{number(upper)}"
    return (measure.name, measure.against, value, base, number(measure.quotient), spread, mal)


def table(resultat: Sequence[Measure | Without], *, head: bool = True) -> str:
    """The results as a Markdown table."""
    rows = [*([HEAD, ("---",) * len(HEAD)] if head else []), *map(row, resultat)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in rows)


def environment() -> dict[str, str]:
    """What was measured with."""
    return {
        "python": platform.python_version(),
        "textual": version("textual"),
        "system": platform.platform(),
    }


def json_text(resultat: Sequence[Measure | Without]) -> str:
    """Every measured value."""
    everything = {"omgivning": environment(), "resultat": [m.json() for m in resultat]}
    return json.dumps(everything, ensure_ascii=False, indent=1) + "\n"


def in_readme(text: str, resultat: Sequence[Measure | Without]) -> str:
    """README with the table between its two marks. Raises ValueError where they are missing."""
    before, _, after = text.partition(START)
    _, end, rest = after.partition(END)
    if not end:
        raise ValueError(f"README.md has no {START} … {END}")
    with_ = ", ".join(f"{name} {v}" for name, v in environment().items() if name != "system")
    return f"{before}{START}\n{table(resultat)}\n\n({with_})\n{END}{rest}"
