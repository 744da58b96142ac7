"""A line to choose one of a few things on, by the arrows."""

from collections.abc import Sequence

from rich.text import Text
from textual.events import Click, Key
from textual.message import Message
from textual.widget import Widget

BETWEEN = "   "


class OneOf(Widget, can_focus=True):
    """One of a few things: all on the line where they have room, else the chosen one alone.

    The left and right arrows and Space choose. Posts ``Changed``.
    """

    DEFAULT_CSS = """
    OneOf { height: 1; width: 1fr; }
    OneOf:focus { background: $panel; }
    """

    class Changed(Message):
        """Another thing has been chosen."""

    def __init__(self, choices: Sequence[tuple[str, str]], chosen: str, *, id: str) -> None:
        """``choices``: an id and its words each."""
        super().__init__(id=id)
        self.choices = tuple(choices)
        ids = [id_ for id_, _ in self.choices]
        self.place = ids.index(chosen) if chosen in ids else 0

    @property
    def value(self) -> str:
        """The id of what is chosen."""
        return self.choices[self.place][0]

    def _whole(self) -> list[str]:
        return [f"{'●' if i == self.place else '○'} {w}" for i, (_, w) in enumerate(self.choices)]

    def render(self) -> Text:
        """The line; a mark tells what is chosen, with and without colours."""
        whole = self._whole()
        if len(BETWEEN.join(whole)) <= self.size.width:
            texts = (Text(w, style="bold" * (i == self.place)) for i, w in enumerate(whole))
            return Text(BETWEEN).join(texts)
        words = self.choices[self.place][1]
        return Text(f"◂ {words} ▸   {self.place + 1} av {len(self.choices)}")

    def on_key(self, event: Key) -> None:
        """The arrows and Space choose; the rest is the page's."""
        step = {"left": -1, "right": 1, "space": 1}.get(event.key)
        if step is not None:
            event.stop()
            self._choose((self.place + step) % len(self.choices))

    def on_click(self, event: Click) -> None:
        """A click on a thing chooses it; on the short form, the next one."""
        self.focus()
        edge, whole = 0, self._whole()
        if len(BETWEEN.join(whole)) > self.size.width:
            self._choose((self.place + 1) % len(self.choices))
            return
        for place, words in enumerate(whole):
            edge += len(words) + len(BETWEEN)
            if event.x < edge:
                self._choose(place)
                return

    def _choose(self, place: int) -> None:
        if place != self.place:
            self.place = place
            self.refresh()
            self.post_message(self.Changed())
