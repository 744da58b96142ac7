"""What a file holds, brought to a table: a block, accounts by the map, figures of Kolada."""

import re
from collections.abc import Mapping
from functools import partial
from typing import get_args

from msgspec.structs import replace

from tui.checks.pasting.asked import Answers, Asked
from tui.checks.pasting.named import translated
from tui.checks.pasting.of_kolada import kolada_pasting, municipalities
from tui.checks.pasting.of_ledger import Wish, ledger_block, takes_ledger
from tui.checks.pasting.placing import Origin, origin_of
from tui.domain.account_map import entries_of
from tui.domain.block import Block
from tui.domain.calculation import Calculation
from tui.domain.cell_text import column_heading
from tui.domain.known_source import KnownSource
from tui.domain.kolada import Kolada
from tui.domain.ledger import Ledger
from tui.domain.ledger_filter import all_dimensions, only_of
from tui.domain.paste import Pasting
from tui.domain.period import from_new_year
from tui.intake.source import Source
from tui.screen.controllers.paste import Brought
from tui.screen.widgets.form_box import Line
from tui.svenska.format import MONTHS
from tui.svenska.parse import Refusal

SIE, KOLADA = ("#sie",), ("#kolada",)
"""The shape of what is no block of cells."""
Choice = Mapping[str, str]
_MONTH = re.compile(r"((?:19|20)\d\d)-(0?[1-9]|1[0-2])")
NO_MONTH = "Skriv år och månad, som 2024-08, eller lämna raden tom."


def _brought(source: Source, where: str, rows: Block | None = None) -> Brought:
    return Brought(
        rows.rows if rows else (),
        heading=f"Läs in {where}",
        said=f"Inläst ur {where}",
        row_words=("rad ur filen", "rader ur filen"),
        told=(*source.told, *((*rows.told, *rows.left_out) if rows else ())),
        origin=origin_of(rows, source.name) if rows else Origin(file=True),
    )


def of_block(calculation: Calculation, source: Source, block: Block, known: KnownSource) -> Brought:
    """A block of the file, with the answers and the names that are known."""
    where = f"{source.name} ({block.place})" if block.place else source.name
    rows = translated(calculation, block.rows, known.rows, known.columns)
    return replace(_brought(source, where, block), block=rows, answers=_answers(known))


def _answers(known: KnownSource) -> Answers:
    """The remembered answers, but for a file's time, which is its own."""
    asked = (one for one in get_args(Asked) if one != "tid")
    return {one: known.answers[one] for one in asked if one in known.answers}


# ---- an accounting file --------------------------------------------------------------------------


def ledger_lines(calculation: Calculation, ledger: Ledger, choice: Choice) -> list[Line]:
    """What can be chosen of an accounting file, the proposal (as the document is) filled in."""
    table, period = calculation.table, calculation.context.period
    open_ = [c for c in table.columns if takes_ledger(replace(table, columns=(c,)))]
    headings = [(c.id, " ".join(column_heading(c, period).split())) for c in open_]
    years = [(year.name, year.name) for year in ledger.years]
    lines = [
        Line("kolumn", "Kolumn", choice.get("kolumn", ""), (("", "alla som filen har"), *headings)),
        Line("ar", "Filens år", choice.get("ar", ""), (("", "dokumentets"), *years)),
        Line("till", "Till och med", choice.get("till", "")),
    ]
    if all_dimensions(ledger):
        lines.append(Line("urval", "Urval", choice.get("urval", "")))
    return lines


def ledger_hint(calculation: Calculation, ledger: Ledger) -> str:
    """What the lines are about, and what is read where they are left as they are."""
    dimensions = [its or f"dimension {d}" for d, its in all_dimensions(ledger).items()]
    period = calculation.context.period
    month = f"{MONTHS[period.end.month - 1]} {period.end.year}" if period else "filens sista månad"
    hints = [f"{ledger.company or 'Räkenskaperna'}, till och med {month} där raden är tom."]
    if dimensions:
        example = f"{dimensions[0].upper().removeprefix('DIMENSION ')}=120-139;150"
        hints.append(f"Urvalet är tomt för allt, eller som {example} ({', '.join(dimensions)}).")
    return "\n".join(hints)


def _chosen_words(choice: Choice) -> tuple[str, ...]:
    """What part of the file is read, in a sentence; none where all of it is."""
    return (f"Bara {choice['urval']} är läst.",) if choice.get("urval") else ()


def _wish(ledger: Ledger, choice: Choice) -> Wish | Refusal:
    month = _MONTH.fullmatch(choice.get("till", "").strip())
    if choice.get("till", "").strip() and month is None:
        return Refusal(NO_MONTH)
    only = only_of(ledger, choice["urval"]) if choice.get("urval") else None
    if isinstance(only, Refusal):
        return only
    until = from_new_year(int(month[1]), int(month[2])).end if month else None
    return Wish(choice.get("ar", ""), until, only, choice.get("kolumn", ""))


def of_ledger(
    calculation: Calculation, source: Source, ledger: Ledger, known: KnownSource
) -> Brought | Refusal:
    """An accounting file's balances as a block of the table, what the map lacks told outside."""
    wish = _wish(ledger, known.choice)
    if isinstance(wish, Refusal):
        return wish
    entries = entries_of(calculation.context.settings)
    made = ledger_block(calculation, ledger, entries, wish)
    if isinstance(made, Refusal):
        return made
    return replace(
        _brought(source, source.name, made.mapped.block),
        told=(*source.told, *_chosen_words(known.choice), *made.told),
        # The accounts without a row come first: theirs is a sum that is missed.
        outside=made.outside[::-1],
        answers=_answers(known),
        books=made.books,
    )


# ---- Kolada --------------------------------------------------------------------------------------


def kolada_choices(kolada: Kolada) -> list[tuple[str, str, str]]:
    """The municipalities to choose among, where there are several."""
    there = municipalities(kolada)
    return [(code, code, "kommun eller region") for code in there] if len(there) > 1 else []


def of_kolada(source: Source, kolada: Kolada, known: KnownSource) -> Brought:
    """Kolada's figures, to the rows that have their ids."""
    municipality = known.choice.get("kommun", "")
    made = partial(_made, kolada, municipality, known.choice.get("kolumn", ""))
    return replace(_brought(source, source.name), made=made)


def _made(
    kolada: Kolada, municipality: str, column: str, calculation: Calculation
) -> Pasting | Refusal:
    return kolada_pasting(calculation, kolada, municipality=municipality, column_id=column)
