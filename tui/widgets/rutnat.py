"""The grid (*rutnät*): a spreadsheet's keys, mouse and editing in place."""

import re
from typing import TypeAlias

from textual.events import Click, Key, Paste, Resize
from textual.message import Message

from tui.widgets.modell import Rutmodell
from tui.widgets.redigering import MAX_LANGD, Rad
from tui.widgets.rutform import KLARTANGENTER, kolumn_vid, markorsteg
from tui.widgets.rutritning import rubrikhojd
from tui.widgets.rutvisare import Rutvisare

FOR_LANG = f"Texten är längre än {MAX_LANGD} tecken och ryms inte i cellen; den klistrades inte in."

_KAN_VARA_BLOCK = re.compile(r"[\t\r\n;]")

Plats: TypeAlias = tuple[Rutmodell, int, int]


class Rutnat(Rutvisare):
    """A grid of cells that can be edited."""

    class Oppnad(Message):
        """Enter, F2, typing or a double click on a cell that is not edited in place.

        ``text`` is what was typed, if anything: it is not lost when a dialog comes between.
        """

        def __init__(self, text: str = "") -> None:
            self.text = text
            super().__init__()

    class Cellhandelse(Message):
        """Something is to be done with a cell: the one that the key was pressed in.

        The cursor may be elsewhere, on another table even, when the message is taken care of.
        """

        def __init__(self, plats: Plats) -> None:
            self.plats = plats
            super().__init__()

    class Inskriven(Cellhandelse):
        """An edit in place is done: the text."""

        def __init__(self, plats: Plats, text: str) -> None:
            self.text = text
            super().__init__(plats)

    class Klistrad(Cellhandelse):
        """A paste outside an edit that may be several cells: the text."""

        def __init__(self, plats: Plats, text: str) -> None:
            self.text = text
            super().__init__(plats)

    class Nekad(Message):
        """A typed text cannot stand in the cell; the edit stays open."""

        def __init__(self, mening: str) -> None:
            self.mening = mening
            super().__init__()

    class Tomd(Cellhandelse):
        """Delete on a cell."""

    class Stegad(Cellhandelse):
        """Space on a cell: the next choice, please."""

    class Borjad(Message):
        """An edit in place has been opened."""

    class Lamnad(Message):
        """Esc outside an edit: the keyboard goes to the tab bar."""

    def redigera(self, text: str | None = None) -> None:
        """Start to edit the cell in place: from a typed text, or from what stands there."""
        if text is None:
            self._skriv(Rad.fran(self.modell.redigeringstext(self.rad, self.kolumn)))
        else:
            self._skriv(Rad().med_text(text))
        self.post_message(self.Borjad())

    def sluta(self) -> None:
        """Close an open edit without taking its text."""
        self._skriv(None)

    def _skriv(self, rad: Rad | None) -> None:
        self.redigeras = rad
        self._mala(self.rad)

    def _klar(self, steg: tuple[int, int]) -> None:
        assert self.redigeras is not None
        text = self.redigeras.text
        nej = self.modell.avslag(self.rad, self.kolumn, text)
        if nej:
            self.post_message(self.Nekad(nej))
            return
        plats = self.plats
        self._skriv(None)
        self.stall(self.rad + steg[0], self.kolumn + steg[1])
        self.post_message(self.Inskriven(plats, text))

    @property
    def plats(self) -> Plats:
        """The cell under the cursor, and what is shown of its table."""
        return self.modell, self.rad, self.kolumn

    def borja(self, text: str | None) -> None:
        """Start to edit the cell, from a typed text if there is one."""
        if self.modell.antal_rader and self.modell.redigering(self.rad, self.kolumn) == "rad":
            self.redigera(text)
        else:
            self.post_message(self.Oppnad(text or ""))

    def on_key(self, handelse: Key) -> None:
        """Keys: those of an edit while one is open, else those of the cursor."""
        oppen = self.redigeras is not None
        if self._redigeringstangent(handelse) if oppen else self._markortangent(handelse):
            handelse.stop()
            handelse.prevent_default()

    def _redigeringstangent(self, handelse: Key) -> bool:
        assert self.redigeras is not None
        if handelse.key in KLARTANGENTER:
            self._klar(KLARTANGENTER[handelse.key])
            return True
        if handelse.key == "escape":
            self._skriv(None)
            return True
        ny = self.redigeras.efter_tangent(handelse.key)
        if ny is None and handelse.is_printable and handelse.character:
            ny = self.redigeras.med_text(handelse.character)
        if ny is not None:
            self._skriv(ny)
        return ny is not None

    def _markortangent(self, handelse: Key) -> bool:
        steg = markorsteg(handelse.key, max(1, self.size.height - rubrikhojd(self.modell) - 1))
        if steg is not None:
            self.stall(self.rad + steg[0], self.kolumn + steg[1])
        elif handelse.key in _HANDELSER:
            self.post_message(_HANDELSER[handelse.key](self.plats))
        elif handelse.key == "escape":
            self.post_message(self.Lamnad())
        elif handelse.key in ("enter", "f2"):
            self.borja(None)
        elif handelse.is_printable and handelse.character:
            self.borja(handelse.character)
        else:
            return False
        return True

    def on_paste(self, handelse: Paste) -> None:
        """Pasted text goes into the edit, or starts one; one that has no room is refused."""
        handelse.stop()
        star = self.redigeras.text if self.redigeras is not None else ""
        if self.redigeras is None and _KAN_VARA_BLOCK.search(handelse.text.strip("\r\n")):
            self.post_message(self.Klistrad(self.plats, handelse.text))
        elif len(star) + len(handelse.text) > MAX_LANGD:
            self.post_message(self.Nekad(FOR_LANG))
        elif self.redigeras is not None:
            self._skriv(self.redigeras.med_text(handelse.text))
        else:
            self.borja(handelse.text.strip("\r\n"))

    def on_click(self, handelse: Click) -> None:
        """A click moves the cursor, and finishes an open edit; a double click opens the cell."""
        rad = handelse.y - rubrikhojd(self.modell) + self.scroll_offset.y
        if handelse.y < rubrikhojd(self.modell) or rad >= self.modell.antal_rader:
            return
        kolumn = kolumn_vid(self.modell.kolumner, self.synliga(), handelse.x)
        if self.redigeras is not None:
            # The cursor follows when the text has been taken in the cell where it was typed.
            self._klar((rad - self.rad, kolumn - self.kolumn))
            return
        self.stall(rad, kolumn)
        if handelse.chain == 2:
            self.borja(None)

    def on_resize(self, handelse: Resize) -> None:  # noqa: ARG002
        """Keep the cursor in sight."""
        self._hall_synlig()

    def watch_has_focus(self, fokus: bool) -> None:
        """The cursor is drawn stronger with focus."""
        super().watch_has_focus(fokus)
        self._mala(self.rad)


_HANDELSER: dict[str, type[Rutnat.Cellhandelse]] = {
    "delete": Rutnat.Tomd,
    "backspace": Rutnat.Tomd,
    "space": Rutnat.Stegad,
}
