"""The form of the shown table changed: what was asked for, as one step, or why it cannot be."""

from collections.abc import Callable
from typing import Literal

from tui.domain.calculation import Calculation
from tui.domain.reshaped import Reshaped
from tui.domain.rule_words import column_words, row_words
from tui.domain.table import LABEL, Table
from tui.screen.controllers.asking import agreed
from tui.screen.controllers.changes import do
from tui.screen.controllers.decision import ask_about_locked
from tui.screen.session import Session, closed_sentence
from tui.screen.verbs import Screen
from tui.screen.views.form_entry import typed_form
from tui.screen.views.form_words import rule_words
from tui.screen.views.table_view import TableView
from tui.screen.widgets.fields import AnswerBox
from tui.screen.widgets.model import HEADING, Place
from tui.store.table_merge import changes
from tui.svenska.arithmetic import Refusal


async def changeable(session: Session, screen: Screen) -> bool:
    """Whether what is shown may be changed; a decided document asks, a closed one says why not."""
    if session.document.locked:
        await ask_about_locked(session, screen)
    if session.document.locked:
        return False
    if obstacle := closed_sentence(session):
        screen.say(obstacle)
    return not obstacle


async def to_reshape(session: Session, screen: Screen) -> Calculation | None:
    """The shown table's calculation, once its form may be changed; None where it may not."""
    may = session.table is not None and await changeable(session, screen)
    if session.table is None or not isinstance(session.look.grid.model, TableView):
        screen.say("Här finns ingen tabell att ändra; gå till en flik med tabeller.")
        return None
    return session.calculation(session.table) if may else None


def take(session: Session, screen: Screen, before: Calculation, answer: Reshaped) -> bool:
    """Carry out what was asked for as one step; False where it is refused, or is as it was."""
    if isinstance(answer, Refusal):
        screen.say(answer.sentence)
        return False
    step = changes(session.document_id, before.table, answer)
    if step:
        do(session, screen, *step)
    return bool(step)


async def retyped(
    screen: Screen, heading: str, hint: str, now: str, read: Callable[[str], Reshaped]
) -> Table | None:
    """The table with what is typed in place of a text, None where that stays as it is."""

    def changed(text: str) -> Table | Literal[""] | Refusal:
        return "" if text == now else read(text)

    box: AnswerBox[Table | Literal[""]] = AnswerBox(heading, hint, now, changed)
    return await screen.ask(box) or None


def say_after(session: Session, screen: Screen, sentence: str) -> None:
    """Say what was done, before what the step itself has to tell."""
    screen.say(f"{sentence} {session.look.message}".rstrip())


def take_form(session: Session, screen: Screen, text: str, place: Place) -> bool:
    """Take a text that was typed in a heading, or is a rule in a label; False for another."""
    view, row, column = place
    if not isinstance(view, TableView) or session.table is None:
        return False
    key = "" if row == HEADING else view.table.rows[row].id
    column_id, calculation = view.columns[column].id, session.calculation(session.table)
    if text == view.editing_text(row, column):
        return row == HEADING
    answer = typed_form(calculation, key, column_id, text)
    if answer is None:
        return False
    if take(session, screen, calculation, answer) and text.strip().startswith("="):
        say_after(session, screen, _rule_sentence(session, key, column_id))
    return True


def _rule_sentence(session: Session, row_id: str, column_id: str) -> str:
    """What a row or a column is reckoned from now, in the words of the table."""
    table = session.table
    if table is None:
        return ""
    if row_id:
        row = table.row(row_id)
        if row.rule is None:
            return f"Raden ”{row.label}” skrivs in för hand."
        under = [table.row(id_).label for id_ in table.children.get(row_id, ())]
        told = rule_words(row.rule, row_words(table))
        return f"Raden ”{row.label}” räknas: {told}{_listed(under) if 'under' in told else ''}."
    words = column_words(table, session.document.period)
    name = words.shown.get(column_id, "") if column_id != LABEL else ""
    rule = table.column(column_id).rule
    if rule is None:
        return f"Kolumnen ”{name}” skrivs in för hand."
    return f"Kolumnen ”{name}” räknas: {rule_words(rule, words)}."


def _listed(names: list[str]) -> str:
    more = f" och {len(names) - 4} till" if len(names) > 4 else ""
    return f" ({', '.join(names[:4])}{more})" if names else ""


async def may_go(screen: Screen, heading: str, hangs: tuple[str, ...], act: str) -> bool:
    """Whether something that others hang on is to go; nothing is asked where nothing does."""
    return not hangs or await agreed(screen, heading, "\n".join(hangs), f"{act} (Ctrl+Z ångrar)")
