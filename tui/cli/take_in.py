"""``namndkoll importera``: a file's figures into a document's tables, looked at before.

Without ``--ja`` nothing is written, and it is only told what would be. What has no place, or no
proposed answer, is left and listed, with exit status 1.
"""

import re
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from msgspec import Struct

from tui.checks.pasting.asked import Ask
from tui.checks.pasting.of_ledger import Wish
from tui.checks.pasting.taking_in import (
    Taking,
    Takings,
    Where,
    of_blocks,
    of_kolada,
    of_ledger,
)
from tui.cli.catching_up import catch_up
from tui.cli.parser import UsageError
from tui.cli.reading import Say, heads, workspace
from tui.domain.account_map import Entry, entries_of
from tui.domain.calculation import Calculation
from tui.domain.cell_text import cell_text, column_heading
from tui.domain.document import Document
from tui.domain.finding import Address
from tui.domain.known_source import KnownSource, timeless
from tui.domain.ledger import Ledger, Only
from tui.domain.ledger_filter import only_of
from tui.domain.paste import PasteCell, taken, with_rows
from tui.domain.period import from_new_year
from tui.domain.table import LABEL
from tui.domain.value import Value
from tui.intake.source import Source, read_source
from tui.report.sheets import ChoiceError, chosen_document
from tui.report.writers.json import Json, json_text, rounded_to
from tui.screen.session import file_of
from tui.screen.views.dialog_texts import paste_text
from tui.steps import following
from tui.store.data_store import DataStore
from tui.store.errors import SaveError, fault_sentence
from tui.store.folder import Store
from tui.store.sources_file import sources
from tui.store.table_merge import changes
from tui.svenska.parse import Refusal
from tui.workspace import Change, Workspace, carried_out

LEFT = 1
_NAMED = 12
_MONTH = re.compile(r"((?:19|20)\d\d)-(0?[1-9]|1[0-2])")


class Plan(Struct, frozen=True):
    """What the file would do to the document, and the workspace that it was planned in."""

    source: Source
    area: Workspace
    document: Document
    takings: Takings

    @property
    def status(self) -> int:
        """1 where anything is left, else 0."""
        taken = self.takings.taken
        refused = any(one.answer.of("nekas") or one.answer.outside for one in taken)
        return LEFT if refused or self.takings.left else 0


def run(args: Namespace, store: Store, say: Say, width: int | None) -> tuple[str, int]:  # noqa: ARG001
    """What to write, and the exit status. Raises UsageError."""
    source = read_source(Path(args.words[0]))
    if isinstance(source, Refusal):
        raise UsageError(f"{source.sentence} Ingenting ändrades.")
    if not args.ja:
        return _told(_plan(args, source, store, say), args, written=False)
    writer = DataStore(store.folder)
    try:
        if obstacle := writer.obstacle:
            raise UsageError(f"Ingenting gjordes: {obstacle}.")
        catch_up(writer, say)
        plan = _plan(args, source, writer, say)
        return _told(plan, args, written=_write(plan, writer))
    except OSError as error:
        raise UsageError(fault_sentence(error)) from None
    finally:
        writer.close()


# ---- what the file would do --------------------------------------------------------------------


def _plan(args: Namespace, source: Source, store: Store, say: Say) -> Plan:
    settings, documents = heads(store, say)
    try:
        document = chosen_document(documents, args.dokument or "", settings.last_document)
    except ChoiceError as error:
        raise UsageError(str(error)) from None
    if document.locked:
        raise UsageError(
            f"{document.name} är beslutat och ändras inte: gör en arbetskopia i Nämndkoll, eller"
            " ange ett utkast med --dokument."
        )
    area = workspace(store, settings, (document,), say)
    tables = [t.id for (_, _), found in area.tables.items() for t in found]
    calculations = [area.calculation(document.id, id_) for id_ in tables]
    like = [one for one in sources(store.folder) if one.file == timeless(source.name)]
    takings = _takings(args, source, calculations, entries_of(settings), like)
    return Plan(source, area, document, takings)


def _takings(
    args: Namespace,
    source: Source,
    calculations: Sequence[Calculation],
    entries: Sequence[Entry],
    known: Sequence[KnownSource],
) -> Takings:
    where = _where(args, source, calculations)
    if source.ledger is not None:
        wish = Wish(args.ar or "", _until(args.till), _only(args.filter, source.ledger),
                    where.column)  # fmt: skip
        return of_ledger(calculations, source.ledger, entries, wish, where)
    if source.kolada is not None:
        return of_kolada(calculations, source.kolada, _municipality(args), _year(args), where)
    return of_blocks(calculations, source.blocks, where, source.name, known)


def _where(args: Namespace, source: Source, calculations: Sequence[Calculation]) -> Where:
    """The table, column and sheet that are asked for, by their ids or by what they are called."""
    tables = {one.table.id: one.table.heading for one in calculations}
    table = _named(args.tabell, tables, "Tabellen", "dokumentet")
    columns: dict[str, str] = {}
    for one in calculations:
        if table in ("", one.table.id):
            period = one.context.period
            columns |= {c.id: column_heading(c, period) for c in one.table.columns}
    where = "tabellen" if table else "någon tabell"
    sheets = {block.place: block.place for block in source.blocks if block.place}
    return Where(
        table,
        _named(args.kolumn, columns, "Kolumnen", where),
        _named(args.blad, sheets, "Bladet", "filen"),
    )


def _named(wanted: str | None, names: dict[str, str], what: str, where: str) -> str:
    """The id that is asked for, by itself or by its heading; "" where none is."""
    if not wanted or wanted in names:
        return wanted or ""
    hits = [id_ for id_, name in names.items() if _key(name) == _key(wanted)]
    if len(hits) == 1:
        return hits[0]
    called = list(dict.fromkeys(" ".join(name.split()) for name in names.values()))
    called.sort(key=lambda name: _key(wanted) not in _key(name))
    exists = ", ".join(called[:_NAMED]) + (" …" if len(called) > _NAMED else "") or "ingen"
    raise UsageError(f"{what} ”{wanted}” finns inte i {where}; där finns {exists}.")


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _until(text: str | None) -> date | None:
    if not text:
        return None
    hit = _MONTH.fullmatch(text)
    if hit is None:
        raise UsageError(f"--till kan inte vara ”{text}”; skriv år och månad, som 2024-08.")
    return from_new_year(int(hit[1]), int(hit[2])).end


def _only(text: str | None, ledger: Ledger) -> Only | None:
    if not text:
        return None
    only = only_of(ledger, text)
    if isinstance(only, Refusal):
        raise UsageError(only.sentence)
    return only


def _municipality(args: Namespace) -> str:
    name, _, code = (args.filter or "").partition("=")
    if name and (name.casefold() != "kommun" or not code):
        raise UsageError("För siffror ur Kolada skrivs --filter KOMMUN=kod, som KOMMUN=1480.")
    return code


def _year(args: Namespace) -> int | None:
    if args.ar and not re.fullmatch(r"(?:19|20)\d\d", args.ar):
        raise UsageError(f"--ar kan inte vara ”{args.ar}”; skriv ett årtal, som 2024.")
    return int(args.ar) if args.ar else None


# ---- written -----------------------------------------------------------------------------------


def _write(plan: Plan, store: DataStore) -> bool:
    """Commit all that changes as one step, then save it. Whether anything changed.

    Raises SaveError, UsageError.
    """
    step = tuple(_step(plan))
    if not step:
        return False
    files = [file_of(plan.area, change) for change in step]
    store.journal_step("gor", step, files)
    nr, after = store.latest_nr(), carried_out(plan.area, step)
    for tab in dict.fromkeys(file.partition("/")[2] for file in files):
        store.before(plan.document.id, tab, nr)
        try:
            store.save_tab(plan.document.id, tab, after.tables[(plan.document.id, tab)])
        except SaveError as error:
            raise UsageError(
                f"{error} Ändringen är antecknad, och sparas när Nämndkoll startas nästa gång."
            ) from None
    return True


def _step(plan: Plan) -> Iterator[Change]:
    step: list[Change] = []
    kept: list[Address] = []
    for one in plan.takings.taken:
        table = one.calculation.table
        step += changes(plan.document.id, table, taken(one.calculation, one.answer).table)
        # A printed figure that comes again stands by what comes with it.
        kept += [
            Address(plan.document.id, table.id, cell.row, cell.column)
            for cell in one.answer.of("lika")
            if cell.row in table.index and cell.column in table.row(cell.row).tryckt
        ]
    if step:
        yield from step
        yield from following(plan.area, tuple(step), kept)


# ---- told --------------------------------------------------------------------------------------


def _told(plan: Plan, args: Namespace, *, written: bool) -> tuple[str, int]:
    if args.format == "json":
        return json_text(_as_json(plan, written=written)), plan.status
    return "\n\n".join(_parts(plan, asked=args.ja, written=written)) + "\n", plan.status


def _parts(plan: Plan, *, asked: bool, written: bool) -> Iterator[str]:
    """The preview, a part a paragraph."""
    if plan.source.told:
        yield "\n".join(plan.source.told)
    for one in plan.takings.taken:
        table = one.calculation.table
        sheet = f" ({one.place})" if one.place else ""
        yield f"{plan.source.name}{sheet} i {table.heading}, {plan.document.name}"
        yield paste_text(one.calculation, one.answer)
        if one.told:
            yield _list("Så är filen läst:", one.told)
        if one.questions:
            yield _list("Filen lämnar öppet, och så är det läst:", map(_question, one.questions))
    if plan.takings.left:
        yield _list("Har ingen plats:", plan.takings.left)
    yield _end(plan, asked=asked, written=written)


def _question(question: tuple[Ask, bool]) -> str:
    ask, yes = question
    return f"{ask.text} {ask.yes if yes else ask.no}."


def _list(heading: str, lines: Iterable[str]) -> str:
    return "\n".join([heading, *(f"  {line}" for line in lines)])


def _end(plan: Plan, *, asked: bool, written: bool) -> str:
    if written:
        return f"Inläst i {plan.document.name}. Ctrl+Z i Nämndkoll ångrar allt på en gång."
    if asked:
        return "Ingenting ändrades."
    if any(one.answer.of("andras") or one.answer.of("tryckt") for one in plan.takings.taken):
        return "Ingenting är skrivet än: samma kommando med --ja läser in det."
    return "Ingenting skulle ändras."


def _as_json(plan: Plan, *, written: bool) -> dict[str, Json]:
    """The preview as values: ``tabeller``, what has no place, and whether it is written."""
    return {
        "fil": plan.source.name,
        "dokument": plan.document.id,
        "skrivet": written,
        "last_sa": list(plan.source.told),
        "tabeller": [_table(one) for one in plan.takings.taken],
        "utan_plats": list(plan.takings.left),
    }


def _table(one: Taking) -> dict[str, Json]:
    calculation = with_rows(one.calculation, one.answer)
    return {
        "tabell": calculation.table.id,
        "blad": one.place or None,
        "celler": [_cell(calculation, cell) for cell in one.answer.cells],
        "utanfor": list(one.answer.outside),
        "star_kvar": list(one.answer.standing),
        "last_sa": [*one.told, *one.answer.after],
        "fragor": [
            {"om": ask.about, "text": ask.text, "svar": ask.yes if yes else ask.no}
            for ask, yes in one.questions
        ],
    }


def _value(value: Value) -> Json:
    """A figure as a JSON number, what is not one as its words."""
    if isinstance(value, Decimal):
        return rounded_to(value)
    return cell_text(value, None) or None


def _cell(calculation: Calculation, cell: PasteCell) -> dict[str, Json]:
    row = calculation.table.row(cell.row)
    now = row.label if cell.column == LABEL else row.cells.get(cell.column)
    return {
        "rad": cell.row,
        "kolumn": cell.column,
        "utfall": cell.utfall,
        "fran": _value(now),
        "till": _value(cell.to),
        "text": cell.text,
        "skal": cell.reason or None,
    }
