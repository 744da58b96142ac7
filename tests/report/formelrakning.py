"""A small Excel of the tests' own: works out the formulas that a report writes, in Decimal."""

import re
from decimal import Decimal
from typing import Any

_CELL = re.compile(r"(?<![A-Z0-9\"])([A-Z]{1,2}\d+)(?::([A-Z]{1,2}\d+))?")
_KOLON_RAD = re.compile(r"([A-Z]+)(\d+)")


def raknad(ark: Any, adress: str) -> Decimal:
    """What the formula of a cell gives; cells that are formulas themselves are worked out too."""
    uttryck = str(ark[adress].value).removeprefix("=")
    namn: dict[str, Any] = {"SUM": _sum, "IF": _if, "ABS": abs, "D": Decimal}
    text = re.sub(r"(?<![A-Z0-9.])(\d+(?:\.\d+)?)(?![A-Z0-9(:])", r"D('\1')", uttryck)

    def ut(traff: re.Match[str]) -> str:
        nyckel = f"c{len(namn)}"
        namn[nyckel] = _lista(ark, traff[1], traff[2]) if traff[2] else _ett(ark, traff[1])
        return nyckel

    python = _CELL.sub(ut, text).replace('""', "None")
    python = re.sub(r"(?<![<>=])=(?!=)", "==", python)
    svar = eval(python, {"__builtins__": {}}, namn)
    assert isinstance(svar, Decimal), uttryck
    return svar


def _ett(ark: Any, adress: str) -> Any:
    varde = ark[adress].value
    if isinstance(varde, str) and varde.startswith("=") and ark[adress].data_type == "f":
        return raknad(ark, adress)
    return Decimal(str(varde)) if isinstance(varde, int | float | Decimal) else varde


def _lista(ark: Any, fran: str, till: str) -> list[Any]:
    (kolumn, forsta), (_, sista) = (_KOLON_RAD.fullmatch(a).groups() for a in (fran, till))  # type: ignore[union-attr]
    return [_ett(ark, f"{kolumn}{rad}") for rad in range(int(forsta), int(sista) + 1)]


def _sum(*delar: Any) -> Decimal:
    """SUM passes over what is no figure."""
    platta = [v for d in delar for v in (d if isinstance(d, list) else [d])]
    return sum((v for v in platta if isinstance(v, Decimal)), Decimal(0))


def _if(villkor: bool, ja: Any, nej: Any) -> Any:
    return ja if villkor else nej
