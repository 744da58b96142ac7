"""A document out of nothing (*tomt dokument*): the tables that its kind has, without any figures.

Nothing of another nämnd is in it: names, signs and unit come from the settings, rows and columns
from the mallar, which are general and meant to be changed.
"""

from collections.abc import Sequence
from datetime import date

from tui.domain.amount_form import in_amount_form
from tui.domain.document import Beslut, Document, DocumentKind
from tui.domain.next_document.document import Next
from tui.domain.next_document.named import Named, named_period
from tui.domain.next_document.sources import MONTHS_PARTS, NextError, Proposal, proposal_for
from tui.domain.period import Period, from_new_year, period_words
from tui.domain.register import Register
from tui.domain.settings import Settings
from tui.domain.table import table_from

HALF_YEAR = 6


def empty_document(new: Proposal, settings: Settings, register: Register) -> Next:
    """The document that is proposed, with the tables of its kind and nothing entered in them."""
    beslut = Beslut(settings.namnd)
    head = Document(new.id, new.name, new.kind, new.period, beslut=beslut, own_kind=new.own_kind)
    tables = [
        in_amount_form(table_from(register.templates[template], id_), settings)
        for id_, template in register.tables(new.kind, new.own_kind).items()
    ]
    tabs = {tab.id: tuple(t for t in tables if t.tab == tab.id) for tab in register.tabs}
    return Next(head, tabs)


def first_proposal(
    name: Named,
    documents: Sequence[Document],
    *,
    kind: DocumentKind | None = None,
    period_text: str = "",
) -> Proposal:
    """What is to be made out of nothing: as asked for, and as its name says.

    Raises NextError where kind or period is not said, or is said in two ways.
    """
    chosen = kind or name.kind
    if chosen is None:
        raise NextError("Ange slaget med --slag, som --slag delarsbokslut.")
    period = named_period(name, chosen, period_text, documents=documents)
    return proposal_for(chosen, period, [d.id for d in documents], name.text)


def empty_notice(made: Next) -> tuple[str, ...]:
    """The account of a document out of nothing, a line an element."""
    head = made.document
    lines = [f"{head.name} ({head.id}), utkast, {period_words(head.period)}", ""]
    lines += [
        f"  {table.heading} ({table.id})" for tables in made.tabs.values() for table in tables
    ]
    return (*lines, "", "Tabellerna är tomma; rader, kolumner och rubriker kan ändras.")


def proposed_period(kind: DocumentKind, today: date) -> Period:
    """The period that a first document of a kind most likely has, as of a day.

    A budget is made for the year to come, a year's bokslut in the half-year after it.
    """
    year = today.year
    match kind:
        case "budget" | "underlag":
            return from_new_year(year + 1)
        case "arsbokslut":
            return from_new_year(year - 1 if today.month <= HALF_YEAR else year)
        case "manadsuppfoljning":
            # The month that has ended last.
            return from_new_year(*((year, today.month - 1) if today.month > 1 else (year - 1, 12)))
    return from_new_year(year, MONTHS_PARTS)
