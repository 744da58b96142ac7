"""A document (*dokument*): a report of the board, decided or in draft."""

from datetime import date
from typing import Literal, TypeAlias

from tui.domain.period import Period
from tui.fryst import fryst

Dokumentslag: TypeAlias = Literal["delarsbokslut", "arsbokslut", "budget", "underlag"]
Status: TypeAlias = Literal["beslutad", "utkast"]


@fryst
class Beslut:
    """Who decided and when. ``paragraf`` stands as printed ("§ XX" is a real one)."""

    instans: str = ""
    datum: date | None = None
    paragraf: str = ""


@fryst
class Undantag:
    """One finding put aside: its key (``granskning.undantag.fyndnyckel``), and why."""

    nyckel: str
    skal: str


@fryst
class Dokument:
    """The head of a document; its tables are held by the workspace, tab by tab.

    ``bas`` is the document that a working copy started from, ``upplast`` the reason why a
    decided document was unlocked. ``not_`` tells what could not be known. ``undantag`` are the
    findings put aside, ``texter`` the files of the report's own text (as written, else from the
    data folder).
    """

    id: str
    namn: str
    slag: Dokumentslag
    period: Period
    diarienummer: str = ""
    beslut: Beslut = Beslut()
    status: Status = "utkast"
    bas: str = ""
    upplast: str = ""
    not_: str = ""
    undantag: tuple[Undantag, ...] = ()
    texter: tuple[str, ...] = ()

    @property
    def last(self) -> bool:
        """Whether it is decided and not unlocked: read-only, and shown as printed."""
        return self.status == "beslutad" and not self.upplast
