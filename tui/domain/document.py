"""A document (*dokument*): a report of the board, decided or in draft."""

from datetime import date
from typing import Literal, TypeAlias

from msgspec import Struct

from tui.domain.period import Period

DocumentKind: TypeAlias = Literal[
    "delarsbokslut", "arsbokslut", "budget", "underlag", "manadsuppfoljning"
]
Status: TypeAlias = Literal["beslutad", "utkast"]


class Beslut(Struct, frozen=True):
    """Who decided and when. ``paragraf`` stands as printed ("§ XX" is a real one)."""

    instance: str = ""
    when: date | None = None
    paragraf: str = ""


class Exemption(Struct, frozen=True):
    """One finding put aside: its key (``checks.exemption.finding_key``), and why."""

    key: str
    reason: str


class HeadText(Struct, frozen=True):
    """A text of a document's head: its id, its heading, and what it says."""

    id: str
    heading: str
    text: str


class Document(Struct, frozen=True):
    """The head of a document; its tables are held by the workspace, tab by tab.

    ``base`` is the document that a working copy started from, ``unlocked`` the reason why a
    decided document was unlocked. ``note`` tells what could not be known. ``exemption`` are the
    findings put aside, ``texts`` the files of the report's own text (as written, else from the
    data folder), ``head_texts`` what its head says beside what stands here. ``own_kind`` is the id
    of the nämnd's own kind that it is of, if any: a copy of ``kind``, whose time and checks it has.
    """

    id: str
    name: str
    kind: DocumentKind
    period: Period
    diarienummer: str = ""
    beslut: Beslut = Beslut()
    status: Status = "utkast"
    base: str = ""
    unlocked: str = ""
    note: str = ""
    exemption: tuple[Exemption, ...] = ()
    texts: tuple[str, ...] = ()
    head_texts: tuple[HeadText, ...] = ()
    own_kind: str = ""

    @property
    def locked(self) -> bool:
        """Whether it is decided and not unlocked: read-only, and shown as printed."""
        return self.status == "beslutad" and not self.unlocked
