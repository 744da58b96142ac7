"""The map of accounts on the screen: shown, proposed where there is none, and changed line by line.

Each change is a step of one line of the settings, undone like any other.
"""

from collections.abc import Iterable, Mapping

from tui.domain.account_block import Mapped, block_of, unmapped_words
from tui.domain.account_map import (
    Entry,
    entries_of,
    entry_name,
    faults,
    name_key,
    numbered,
    proposal,
    rows_called,
    table_for,
    takes_accounts,
)
from tui.domain.account_notation import accounts_in, written
from tui.domain.account_paste import pasted_entries
from tui.domain.settings import AccountLine
from tui.domain.settings_cells import ACCOUNT_TABLE
from tui.domain.settings_fields import line_words
from tui.domain.table import Table
from tui.screen.account_map_screen import AccountMapScreen
from tui.screen.controllers.changes import do
from tui.screen.controllers.settings import chosen, settle, take_in_settings
from tui.screen.controllers.undo import step_back
from tui.screen.frame import save_text
from tui.screen.session import Session, lock_sentence
from tui.screen.verbs import Screen
from tui.screen.views.account_map_view import ACCOUNTS, CELLS, TAKE_FIRST, MapPicture
from tui.screen.widgets.dialogs import Chooser, ScrollQuestion
from tui.svenska.arithmetic import Refusal
from tui.svenska.clipboard import parsed_block
from tui.svenska.format import count
from tui.workspace import SettingChange

ANOTHER = "annan"
NO_MORE = "Inget mer att ångra här. Ctrl+Z på fliken ångrar det som gjordes före kontokartan."
NO_MORE_REDO = "Inget att göra om här."


async def account_map(session: Session, screen: Screen) -> None:
    """Show the map, until Esc."""
    await settle(session, screen)
    session.look.message = ""
    await screen.ask(AccountMapScreen(MapBench(session, screen), session.look.theme))
    await settle(session, screen)
    screen.show()


class MapBench:
    """The map in a session, and what is done with it."""

    def __init__(self, session: Session, screen: Screen) -> None:
        self.session, self.screen = session, screen
        self.seen: Mapping[str, AccountLine] = {}

    @property
    def table(self) -> Table | None:
        """The table that the map is for: the shown one where it has its rows, else another."""
        session, shown = self.session, self.session.table
        if not session.document_id:
            return None
        tables = [t for tab in session.register.tabs for t in session.shown_tables(tab.id)]
        first = [t for t in tables if shown is not None and t.id == shown.id]
        others = [t for t in tables if t not in first]
        return table_for(entries_of(session.area.settings), (*first, *others))

    def picture(self) -> MapPicture:
        """What there is to show now."""
        session, table, books = self.session, self.table, self.session.books
        lines = [(n, Entry(*line)) for n, line in numbered(session.area.settings)]
        self.seen = dict(session.area.settings.account_map)
        proposed = not lines
        if proposed and table is not None:
            own = proposal(table, books.names if books else {})
            lines = [(str(i), entry) for i, entry in enumerate(own)]
        entries = [entry for _, entry in lines]
        told: dict[str, tuple[str, ...]] = {}
        for fault in faults(entries, table):
            number, entry = lines[fault.entry]
            sentence = fault.sentence.removeprefix(f"{entry.row}: ")
            told[number] = (*told.get(number, ()), sentence)
        unmapped, words = self._left(entries, table)
        return MapPicture(
            tuple(sorted(lines, key=lambda line: _order(line, table))),
            told,
            table,
            proposed,
            unmapped.unmapped if unmapped else (),
            words,
            lock_sentence(session) or session.store.settings_closed(),
            *self.said(),
        )

    def _left(self, entries: list[Entry], table: Table | None) -> tuple[Mapped | None, str]:
        """What no line has of the figures that were last read, and the same in words."""
        books = self.session.books
        if books is None or table is None:
            return None, ""
        signs = self.session.area.settings.signs
        mapped = block_of(entries, table, books.columns, books.names, signs)
        if isinstance(mapped, Refusal):
            return None, ""
        return mapped, unmapped_words(mapped, [column.heading for column in books.columns])

    def said(self) -> tuple[str, str]:
        """What was said last, and whether all is saved."""
        return self.session.look.message, save_text(self.session, document=False)

    def say(self, sentence: str) -> None:
        """Say something; "" to say nothing more."""
        self.session.look.message = sentence

    # ---- what is done -------------------------------------------------------------------------

    async def written(self, number: str, place: int, text: str) -> str:
        """A part of a line gets another text; asked about where another program wrote there."""
        seen = self.seen.get(number, ("",) * len(CELLS))
        take_in_settings(self.session)
        now = self.session.area.settings.account_map.get(number)
        there = now or seen
        text = _tidy(place, text)
        mine = (*there[:place], text, *there[place + 1 :])
        name = f"{ACCOUNT_TABLE}/{number}"
        both = now is not None and there[place] not in (seen[place], text)
        if not both or await chosen(self.session, self.screen, name, mine, now) == "min":
            self._take([(number, mine)])
        return ""

    async def added(self) -> str:
        """A new line; for which row is asked where there is a table."""
        if self._closed() or self._only_proposed():
            return ""
        table, name = self.table, ""
        if table is not None:
            answer = await self.screen.ask(Chooser("Vilken rad?", self._rows(table)))
            if not answer:
                return ""
            name = "" if answer == ANOTHER else entry_name(table, table.row(answer))
        take_in_settings(self.session)
        (number,) = self._free(1)
        self._take([(number, (name, "", "", ""))])
        return number

    def _rows(self, table: Table) -> list[tuple[str, str, str]]:
        """The rows to choose from, each with the accounts that it has."""
        entries = entries_of(self.session.area.settings)
        rows = [row for row in table.rows if takes_accounts(row)]
        has = {row.id: [e.accounts for e in entries if row in rows_called(table, e.row)]
               for row in rows}  # fmt: skip
        items = [(row.id, entry_name(table, row), " · ".join(has[row.id])) for row in rows]
        return [*items, (ANOTHER, "En annan rad …", "som skrivs")]

    async def removed(self, number: str) -> str:
        """A line goes."""
        if not (self._closed() or self._only_proposed()):
            take_in_settings(self.session)
            self._take([(number, None)])
            self.say("Raden är borttagen. Ctrl+Z ångrar.")
        return ""

    async def pasted(self, text: str) -> str:
        """A block comes in as lines, when how it was read has been looked at."""
        if self._closed():
            return ""
        answer = pasted_entries(parsed_block(text), self.table)
        if isinstance(answer, Refusal):
            self.say(answer.sentence)
            return ""
        take_in_settings(self.session)
        lines = self._placed(answer.entries)
        now = self.session.area.settings.account_map
        told = [
            f"{'ändras: ' if number in now else 'ny: '}{line_words(line)}"
            for number, line in lines
            if now.get(number) != line
        ]
        if answer.nameless:
            left = count(len(answer.nameless), "rad", "rader")
            told.append(f"{left} utan kontogrupp är inte med: {', '.join(answer.nameless[:5])}")
        answers = {"enter": ("ja", "Lägg in dem (Ctrl+Z ångrar)")}
        question = ScrollQuestion(
            "Så här lästes de", "\n".join(told) or "Allt finns redan.", answers
        )
        if await self.screen.ask(question) == "ja":
            self._take(lines)
        return ""

    def _placed(self, entries: Iterable[Entry]) -> list[tuple[str, AccountLine]]:
        """Each line with its number: that of the line of its row and time, else a new one."""
        now = numbered(self.session.area.settings)
        there = {(name_key(line[0]), line[2], line[3]): number for number, line in now}
        entries = tuple(entries)
        free = iter(self._free(len(entries)))
        return [
            (there.get((name_key(e.row), e.from_, e.to)) or next(free),
             (e.row, e.accounts, e.from_, e.to))
            for e in entries
        ]  # fmt: skip

    async def accepted(self) -> str:
        """What is proposed holds from now on."""
        picture = self.picture()
        if self._closed() or not (picture.proposed and picture.lines):
            return ""
        free = self._free(len(picture.lines))
        entries = [entry for _, entry in picture.lines]
        lines = [(e.row, e.accounts, e.from_, e.to) for e in entries]
        self._take(list(zip(free, lines, strict=True)))
        self.say("Förslaget är taget. Ctrl+Z ångrar.")
        return free[0]

    async def back(self, *, backwards: bool) -> str:
        """The last step is undone, or the last undone one redone, where it is one of the map."""
        step = self.session.history.next_(backwards=backwards)
        own = [c for c in step if isinstance(c, SettingChange) and c.name.startswith(ACCOUNT_TABLE)]
        if not step or len(own) < len(step):
            self.say(NO_MORE if backwards else NO_MORE_REDO)
        else:
            await step_back(self.session, self.screen, backwards)
        return ""

    def _closed(self) -> bool:
        """Whether nothing may be changed, which is said."""
        obstacle = lock_sentence(self.session) or self.session.store.settings_closed()
        self.say(obstacle)
        return bool(obstacle)

    def _only_proposed(self) -> bool:
        """Whether what is shown is only a proposal, which is said."""
        picture = self.picture()
        proposed = picture.proposed and bool(picture.lines)
        if proposed:
            self.say(TAKE_FIRST)
        return proposed

    def _free(self, number: int) -> list[str]:
        """Numbers that no line has, in the file or here."""
        own = [int(n) for n in self.session.area.settings.account_map]
        first = max([self.session.store.next_account_line(), *(n + 1 for n in own)])
        return [str(first + i) for i in range(number)]

    def _take(self, lines: Iterable[tuple[str, AccountLine | None]]) -> None:
        """Lines as they are to be, as one step."""
        now = self.session.area.settings.account_map
        step = [
            SettingChange(f"{ACCOUNT_TABLE}/{number}", now.get(number), line)
            for number, line in lines
            if now.get(number) != line
        ]
        if step:
            do(self.session, self.screen, *step)


def _tidy(place: int, text: str) -> str:
    """A typed text as it is kept: accounts in their notation, the rest without needless spaces."""
    accounts = accounts_in(text) if CELLS[place] == ACCOUNTS else None
    if accounts is None or isinstance(accounts, Refusal):
        return " ".join(text.split())
    return written(accounts)


def _order(line: tuple[str, Entry], table: Table | None) -> tuple[int, str, int]:
    """Where a line stands: as its row in the table; those of no row last."""
    number, entry = line
    rows = rows_called(table, entry.row) if table else ()
    place = table.index[rows[0].id] if table and rows else 10**6
    return place, entry.from_, int(number)
