"""Help explains every column of the table under the cursor, its signs, and every key."""

import pytest

from tests.domain.words import STEP_SIGNS
from tests.five_documents import EVERY, calculation, head
from tests.malls import REGISTER
from tests.tables import begun
from tui.domain.cell_text import column_heading
from tui.domain.settings import Settings
from tui.domain.symbols import FINDING_SIGN, SIGNAL_SIGN
from tui.domain.table import Table
from tui.screen.commands import COMMANDS
from tui.screen.views.dialog_texts import SYMBOLS, help_text, scale_signs

PERIOD = head("2024-delar").period
KEYS = [(k.shown, k.name) for k in COMMANDS]


@pytest.mark.parametrize("template", REGISTER.templates.values(), ids=lambda m: m.id)
def test_every_column_of_every_kind_of_table_is_explained_in_a_sentence(template: Table) -> None:
    for column in template.columns:
        assert column.help_.endswith((".", "?")), column.id
    assert template.help_.endswith(".")


@pytest.mark.parametrize("template", REGISTER.templates.values(), ids=lambda m: m.id)
def test_the_help_of_a_table_names_its_columns_and_whether_they_are_typed(
    template: Table,
) -> None:
    table = begun("t", template, template.heading, template.unit, template.columns, ())
    text = help_text(table, PERIOD, KEYS, Settings())
    for column in template.columns:
        kind = "beräknad" if column.computed else "inmatad"
        assert f"  {column_heading(column, PERIOD)} ({kind})\n      {column.help_}" in text
    assert template.sign in text


def test_the_help_names_every_command_with_its_key() -> None:
    text = help_text(None, PERIOD, KEYS, Settings())
    for command in COMMANDS:
        assert f"  {command.shown or '–':<12} {command.name}" in text


def test_the_help_explains_every_symbol() -> None:
    explained = "".join((*SYMBOLS, *scale_signs(Settings())))
    sign = {*SIGNAL_SIGN.values(), *STEP_SIGNS, *(t for t, _ in FINDING_SIGN.values())}
    assert [t for t in sorted(sign) if t not in explained] == []


def test_the_notes_of_a_table_are_told() -> None:
    for document, table in EVERY:
        t = calculation(document, table).table
        text = help_text(t, PERIOD, (), Settings())
        assert t.note in text
        assert all(f"{mark} {footnote}" in text for mark, footnote in t.footnotes.items())
