"""The results as a Markdown table and as JSON."""

import json
import platform
from collections.abc import Sequence
from importlib.metadata import version

from tests.bench.matt import Matt, Utan, tusendelar

HUVUD = ("", "mot", "mätt", "bas", "kvot", "kvartiler", "mål")
BORJAN, SLUT = "<!-- bench -->", "<!-- /bench -->"


def tal(varde: float) -> str:
    """A ratio with a decimal comma."""
    return f"{varde:.2f}".replace(".", ",")


def rad(matt: Matt | Utan) -> tuple[str, ...]:
    """One line of the table."""
    if isinstance(matt, Utan):
        return (matt.namn, f"uteblev: {matt.skal}", "", "", "", "", "")
    nedre, ovre = matt.spridning
    tider = (tusendelar(v, matt.enhet).replace(".", ",") for v in (matt.varden, matt.bas))
    varde, bas = (f"{t} {matt.enhet}" for t in tider)
    mal = "" if matt.mal is None else f"{'✓' if matt.natt else '✗'} ≤ {tal(matt.mal)}"
    spridning = f"{tal(nedre)}–{tal(ovre)}"
    return (matt.namn, matt.mot, varde, bas, tal(matt.kvot), spridning, mal)


def tabell(resultat: Sequence[Matt | Utan], *, huvud: bool = True) -> str:
    """The results as a Markdown table."""
    rader = [*([HUVUD, ("---",) * len(HUVUD)] if huvud else []), *map(rad, resultat)]
    return "\n".join("| " + " | ".join(celler) + " |" for celler in rader)


def omgivning() -> dict[str, str]:
    """What was measured with."""
    return {
        "python": platform.python_version(),
        "textual": version("textual"),
        "system": platform.platform(),
    }


def json_text(resultat: Sequence[Matt | Utan]) -> str:
    """Every measured value."""
    allt = {"omgivning": omgivning(), "resultat": [m.json() for m in resultat]}
    return json.dumps(allt, ensure_ascii=False, indent=1) + "\n"


def i_readme(text: str, resultat: Sequence[Matt | Utan]) -> str:
    """README with the table between its two marks. Raises ValueError where they are missing."""
    fore, _, efter = text.partition(BORJAN)
    _, slut, rest = efter.partition(SLUT)
    if not slut:
        raise ValueError(f"README.md has no {BORJAN} … {SLUT}")
    med = ", ".join(f"{namn} {v}" for namn, v in omgivning().items() if namn != "system")
    return f"{fore}{BORJAN}\n{tabell(resultat)}\n\n({med})\n{SLUT}{rest}"
