"""A small Excel of the tests' own: works out the formulas that a report writes, in Decimal."""

import re
from decimal import Decimal
from typing import Any

_CELL = re.compile(r"(?<![A-Z0-9\"])([A-Z]{1,2}\d+)(?::([A-Z]{1,2}\d+))?")
_COLON_ROW = re.compile(r"([A-Z]+)(\d+)")


def counted(worksheet: Any, address: str) -> Decimal:
    """What the formula of a cell gives; cells that are formulas themselves are worked out too."""
    expression = str(worksheet[address].value).removeprefix("=")
    name: dict[str, Any] = {"SUM": _sum, "IF": _if, "ABS": abs, "D": Decimal}
    text = re.sub(r"(?<![A-Z0-9.])(\d+(?:\.\d+)?)(?![A-Z0-9(:])", r"D('\1')", expression)

    def out(hit: re.Match[str]) -> str:
        key = f"c{len(name)}"
        name[key] = _list(worksheet, hit[1], hit[2]) if hit[2] else _one(worksheet, hit[1])
        return key

    python = _CELL.sub(out, text).replace('""', "None")
    python = re.sub(r"(?<![<>=])=(?!=)", "==", python)
    answer = eval(python, {"__builtins__": {}}, name)
    assert isinstance(answer, Decimal), expression
    return answer


def _one(worksheet: Any, address: str) -> Any:
    value = worksheet[address].value
    if isinstance(value, str) and value.startswith("=") and worksheet[address].data_type == "f":
        return counted(worksheet, address)
    return Decimal(str(value)) if isinstance(value, int | float | Decimal) else value


def _list(worksheet: Any, from_: str, to: str) -> list[Any]:
    (column, first), (_, last) = (_COLON_ROW.fullmatch(a).groups() for a in (from_, to))  # type: ignore[union-attr]
    return [_one(worksheet, f"{column}{row}") for row in range(int(first), int(last) + 1)]


def _sum(*parts: Any) -> Decimal:
    """SUM passes over what is no figure."""
    flat = [v for d in parts for v in (d if isinstance(d, list) else [d])]
    return sum((v for v in flat if isinstance(v, Decimal)), Decimal(0))


def _if(condition: bool, yes: Any, no: Any) -> Any:
    return yes if condition else no
