"""What the session needs of a data folder."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from tui.domain.dokument import Dokument
from tui.domain.fel import Filfel
from tui.domain.installningar import Installningar
from tui.domain.tabell import Tabell
from tui.granskning.prosa.pastaende import Textkalla


class Lager(Protocol):
    """Saving raises an error with a Swedish ``mening``."""

    def dokument(self) -> tuple[tuple[Dokument, ...], tuple[Filfel, ...]]:
        """Every document's head."""
        ...

    def huvud(self, dokument: str) -> Dokument | None:
        """One document's head, None where there is none to show."""
        ...

    def flik(self, dokument_id: str, flik_id: str) -> tuple[tuple[Tabell, ...], tuple[Filfel, ...]]:
        """One tab's tables."""
        ...

    def installningar(self) -> tuple[Installningar, tuple[Filfel, ...]]:
        """The settings."""
        ...

    def text(self, fil: str) -> Textkalla:
        """A report's text. Raises ValueError with a Swedish ``mening``."""
        ...

    def textlage(self, fil: str) -> object:
        """What tells a version of a text file from another, None where there is no file."""
        ...

    def spara_flik(self, dokument_id: str, flik_id: str, tabeller: tuple[Tabell, ...]) -> None:
        """Save one tab's tables."""
        ...

    def spara_dokument(self, dokument: Dokument) -> None:
        """Save a document's head."""
        ...

    def skapa(self, dokument: Dokument, flikar: Mapping[str, tuple[Tabell, ...]]) -> None:
        """Make a new document."""
        ...

    def lagg_undan(self, dokument: str, nar: datetime) -> str:
        """Move a document out of the way; where to."""
        ...

    def lagg_tillbaka(self, undan: str, dokument: str) -> None:
        """Put back a document that was laid aside."""
        ...

    def spara_installningar(self, fore: Installningar, ny: Installningar) -> None:
        """Save what a user has changed since ``fore``."""
        ...

    def spara_val(
        self,
        *,
        tema: str | None = None,
        senaste_dokument: str | None = None,
        senaste_flik: str | None = None,
    ) -> None:
        """Save a choice in the settings."""
        ...
