"""Tables of a document: a new one out of a mall, another table, a block or nothing; one removed."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from tui.checks.discovery.as_table import filled_from
from tui.domain.amount_form import amount_unit, in_amount_form
from tui.domain.as_mall import bare
from tui.domain.block import Block
from tui.domain.finding import Address
from tui.domain.reshape import free_key
from tui.domain.reshaped import Reshaped
from tui.domain.table import Column, Row, Table, table_from
from tui.screen.controllers.asking import agreed
from tui.screen.controllers.changes import do
from tui.screen.controllers.reshaping import changeable
from tui.screen.controllers.rows import emptied, pointed_at
from tui.screen.session import Session
from tui.screen.verbs import Screen
from tui.screen.views.head_lines import document_text
from tui.screen.widgets.dialogs import Chooser, Question
from tui.screen.widgets.fields import AnswerBox, AnswerBoxes, some
from tui.svenska.arithmetic import Refusal
from tui.svenska.format import count
from tui.workspace import TableAdded, TableRemoved, ordered_document

EMPTY_TABLE, OF_BLOCK, OF_TABLE, OF_TEMPLATE = "tom", "block", "kopia", "mall"
NAMED = some("En tabell behöver en rubrik.")
START = (Column("belopp", "Belopp"),), (Row("rad_1", ""),)


async def new_table(session: Session, screen: Screen) -> None:
    """Choose what a new table begins from, name it, and put it after the one that is shown."""
    if not await _may_have_tables(session, screen):
        return
    begun = await screen.ask(Chooser("Ny tabell", list(_beginnings(session))))
    if not begun:
        return
    table = await _begun(session, screen, begun)
    if table is None or isinstance(table, Refusal):
        screen.say(table.sentence) if table is not None else None
        return
    heading = await screen.ask(AnswerBox("Ny tabell", "Tabellens rubrik.", table.heading, NAMED))
    if heading is None:
        return
    _put_in(session, screen, replace(table, heading=heading))


async def _may_have_tables(session: Session, screen: Screen) -> bool:
    """Whether the shown tab may have other tables; a decided document asks."""
    if not session.has_tables or not session.document_id:
        screen.say("Gå först till fliken som tabellen ska stå på.")
        return False
    return await changeable(session, screen)


def _beginnings(session: Session) -> Iterator[tuple[str, str, str]]:
    """What a new table can begin from."""
    yield EMPTY_TABLE, "Tom: en rad och en kolumn, resten lägger du till", ""
    yield OF_BLOCK, "Ur ett block: klistra in från Excel eller skriv; reglerna hittas", ""
    yield "", "Ur en mall", ""
    for template in _templates(session):
        yield f"{OF_TEMPLATE}:{template.id}", template.heading, template.help_
    yield "", "Som kopia av en tabell", ""
    for place, (where, table) in enumerate(_others(session)):
        yield f"{OF_TABLE}:{place}", table.heading, where


def _templates(session: Session) -> list[Table]:
    """The mallar of the shown tab, those of this kind of document first."""
    all_ = session.register.templates.values()
    others = {
        mall
        for kind in session.register.own_kinds.values()
        if kind.id != session.document.own_kind
        for mall in kind.tables.values()
    }
    own = [t for t in all_ if t.tab == session.tab and not t.out_of_text and t.id not in others]
    return sorted(own, key=lambda t: not session.register.has(session.document.kind, t.id))


def _others(session: Session) -> list[tuple[str, Table]]:
    """The tables that can be copied: the document's own, then the same tab's of the others."""
    own = [t for tables in session.read_in(session.document_id).values() for t in tables]
    found = [("", table) for table in own if not table.out_of_text]
    for head in ordered_document(session.area):
        if head.id != session.document_id:
            tables = session.tables(session.tab, head.id)
            found += [(document_text(head), t) for t in tables if not t.out_of_text]
    return found


async def _begun(session: Session, screen: Screen, begun: str) -> Reshaped | None:
    """The table that the choice begins from, with keys of its own; None where it was left."""
    kind, _, which = begun.partition(":")
    if kind == OF_TEMPLATE:
        mall = session.register.templates[which]
        return in_amount_form(table_from(mall, ""), session.area.settings)
    if kind == OF_TABLE:
        return await _copied(session, screen, _others(session)[int(which)][1])
    empty = _empty(session)
    if kind == EMPTY_TABLE:
        columns, rows = START
        return replace(empty, columns=columns, rows=rows)
    text = await screen.ask(AnswerBoxes("Ny tabell ur ett block", BLOCK_HINT, "", str))
    return filled_from(Block(_cells(text)), empty, session.document.period.year) if text else None


BLOCK_HINT = (
    "Rubrikerna på första raden, sedan en rad i tabellen per rad. Klistra in från Excel, eller "
    "skriv med semikolon mellan cellerna. Talen får saknas."
)


def _cells(text: str) -> tuple[tuple[str, ...], ...]:
    """The cells of a typed or pasted block."""
    sign = "\t" if "\t" in text else ";"
    return tuple(tuple(line.split(sign)) for line in text.splitlines() if line.strip())


def _empty(session: Session) -> Table:
    """A table of the shown tab without anything in it, in the unit of the one that is shown."""
    like = session.table
    unit = like.unit if like else str(amount_unit(session.area.settings))
    return Table("", "", "", unit, (), (), tab=session.tab, list_=True)


async def _copied(session: Session, screen: Screen, table: Table) -> Table | None:
    """A table's form, with or without its figures; None where it was left."""
    answers = {
        "enter": ("utan", "Bara formen: kolumner, rader och regler"),
        "f8": ("med", "Formen och allt som står i den"),
    }
    question = Question("Kopia", f"Vad ska följa med av ”{table.heading}”?", answers)
    answer = await screen.ask(question)
    if not answer:
        return None
    table = replace(table, tab=session.tab)
    return table if answer == "med" else bare(table)


def _put_in(session: Session, screen: Screen, table: Table) -> None:
    """The table on the shown tab, after the one that is shown, as one step; and show it."""
    document, tab = session.document_id, session.tab
    taken: Mapping[str, object] = {
        t.id: t for tables in session.read_in(document).values() for t in tables
    }
    table = replace(table, id=free_key(table.heading, {**taken, **BUSY_KEYS}, "tabell"))
    ids = [t.id for t in session.tables(tab)]
    place = ids.index(session.table.id) + 1 if session.table else len(ids)
    do(session, screen, TableAdded(Address(document, table.id), tab, table, place))
    session.chosen_table[(document, tab)] = table.id
    message = session.look.message
    screen.show()
    said = f"Tabellen ”{table.heading}” är tillagd; Ctrl+Z tar bort den igen."
    screen.say(f"{said} {message}".rstrip())


BUSY_KEYS = dict.fromkeys(("schema", "tabeller", "etikett"))
"""What a table cannot be called in its file."""


async def remove_table(session: Session, screen: Screen) -> None:
    """Remove the shown table, once it is said what goes with it."""
    table = session.table
    if table is None or not await _may_have_tables(session, screen):
        screen.say("Här finns ingen tabell att ta bort.") if table is None else None
        return
    table = session.table or table
    rows = [row.id for row in table.rows]
    siblings = [t for tables in session.read_in(session.document_id).values() for t in tables]
    hangs = pointed_at(siblings, table.id, rows)
    text = "\n".join((f"{count(len(rows), 'rad', 'rader')} går med den.", *hangs))
    act = "Ta bort tabellen (Ctrl+Z ångrar)"
    if not await agreed(screen, f"Ta bort ”{table.heading}”", text, act):
        return
    document, tab = session.document_id, session.tab
    ids = [t.id for t in session.tables(tab)]
    place = ids.index(table.id)
    gone = emptied(session, siblings, table.id, rows)
    do(session, screen, *gone, TableRemoved(Address(document, table.id), tab, table, place))
    session.chosen_table[(document, tab)] = ids[max(0, place - 1)]
    message = session.look.message
    screen.show()
    screen.say(f"Tabellen ”{table.heading}” är borttagen; Ctrl+Z ångrar. {message}".rstrip())
