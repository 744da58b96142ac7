"""Kolada's answers in JSON, of its versions 1 to 3."""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, cast

from tui.domain.kolada import MISSING_WORDS, Gender, Kolada, KoladaFigure, Missing
from tui.intake.errors import ContentError
from tui.svenska.format import clean

_GENDERS: Mapping[str, Gender] = {"T": "T", "K": "K", "M": "M", "F": "K"}
_OLD_FIELDS: Mapping[str, Gender] = {"value": "T", "value_f": "K", "value_m": "M"}
_SECRET = {"privacy", "secret", "sekretess"}
_NOT_KOLADA = "är JSON men inget svar från Kolada med nyckeltal, och läses inte."
_BROKEN = "är inget helt svar från Kolada: hämta det på nytt."


def read_kolada(text: str) -> Kolada:
    """The figures of an answer. Raises ContentError."""
    try:
        answer = json.loads(text, parse_float=Decimal, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise ContentError("är ingen hel JSON-fil: hämta den på nytt.") from None
    rows = _rows(answer)
    figures = [one for row in rows if "kpi" in row for one in _figures(row)]
    titles = {str(row["id"]): clean(str(row["title"])) for row in rows if {"id", "title"} <= {*row}}
    if not figures and any("members" in row for row in rows):
        raise ContentError("är Koladas lista över grupper av kommuner och har inga nyckeltal.")
    if not figures:
        raise ContentError(_NOT_KOLADA)
    more = isinstance(answer, dict) and any(answer.get(n) for n in ("next_url", "next_page"))
    return Kolada(tuple(figures), titles, more)


def _no_number(word: str) -> Decimal:
    raise ValueError(word)


def _rows(answer: Any) -> list[dict[str, Any]]:
    """The records: of one answer, or of several in a list."""
    if isinstance(answer, list):
        return [row for one in answer for row in (_rows(one) if _is_answer(one) else [one])]
    if not _is_answer(answer):
        raise ContentError(_NOT_KOLADA)
    rows = answer["values"]
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ContentError(_NOT_KOLADA)
    return rows


def _is_answer(value: Any) -> bool:
    return isinstance(value, dict) and "values" in value and "kpi" not in value


def _figures(row: Mapping[str, Any]) -> Iterator[KoladaFigure]:
    kpi, municipality = str(row["kpi"]), str(row.get("municipality", ""))
    try:
        year = int(str(row.get("period", ""))[:4])
    except ValueError:
        raise ContentError(_BROKEN) from None
    values = row.get("values")
    if values is None:
        for name, gender in _OLD_FIELDS.items():
            # Where a sex is not told apart its field is there all the same, and empty.
            if name == "value" or row.get(name) is not None:
                yield KoladaFigure(kpi, municipality, year, gender, _value(row.get(name), ""))
        return
    if not isinstance(values, list) or not all(isinstance(one, dict) for one in values):
        raise ContentError(_BROKEN)
    for one in values:
        gender_ = _GENDERS.get(str(one.get("gender", "T")))
        if gender_ is not None:
            value = _value(one.get("value"), str(one.get("status") or ""))
            yield KoladaFigure(kpi, municipality, year, gender_, value)


def _value(value: Any, status: str) -> Decimal | Missing:
    """A figure, or why there is none: by the sign in its place, else by its status."""
    if isinstance(value, bool):
        raise ContentError(_BROKEN)
    if isinstance(value, Decimal | int):
        return Decimal(value)
    for said in (str(value or "").strip(), status.strip()):
        if said in MISSING_WORDS:
            return cast(Missing, said)
        if said.lower() in _SECRET:
            return "sekretess"
    try:
        number = Decimal(str(value).strip().replace(",", "."))
    except InvalidOperation:
        if value is None or not str(value).strip():
            return "saknas"
        raise ContentError(_BROKEN) from None
    return number
