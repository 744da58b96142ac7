"""The tabs that there are, and what is in force on them: mallar, and kinds of document.

A new tab is one more line here; mallar and kinds are files (``store.mallar`` reads them).
"""

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

from tui.domain.document import DocumentKind
from tui.domain.table import Table

OVERVIEW, TEXT = "oversikt", "text"
"""The tabs without tables of their own: the overview, and the report's text."""


class Tab(Struct, frozen=True):
    """A tab: its id (also the store file's name), its key, its heading, and a short heading."""

    id: str
    key: str
    heading: str
    short: str = ""


TABS = (
    Tab("drift", "1", "Drift"),
    Tab("investeringar", "2", "Investeringar", "Invest."),
    Tab("mal", "3", "Mål & nyckeltal", "Mål"),
    Tab("internkontroll", "4", "Internkontroll", "Kontroll"),
    Tab("personal", "5", "Personal"),
)


class Kind(Struct, frozen=True):
    """A kind of document: what it is called, the tables that it begins with (each table's id, and
    its mall's), and the mallar that only it and kinds that name them too have."""

    id: DocumentKind
    name: str
    tables: Mapping[str, str]
    malls: tuple[str, ...] = ()


class OwnKind(Struct, frozen=True):
    """A kind of the nämnd's own: the kind that it is a copy of, and the tables (each table's id,
    and its mall's) that it begins with instead."""

    id: str
    like: DocumentKind
    name: str
    tables: Mapping[str, str]


class Register(Struct, frozen=True):
    """What is in force: tabs in order, mallar by id, kinds of document, and the nämnd's own."""

    tabs: tuple[Tab, ...]
    templates: Mapping[str, Table]
    kinds: Mapping[DocumentKind, Kind] = MappingProxyType({})
    own_kinds: Mapping[str, OwnKind] = MappingProxyType({})

    def has(self, kind: DocumentKind, template: str) -> bool:
        """Whether a document of a kind has tables that begin from a mall: all kinds have those of
        one that none names."""
        named = [k.id for k in self.kinds.values() if template in k.malls]
        named += [k.like for k in self.own_kinds.values() if template in k.tables.values()]
        return not named or kind in named

    def tables(self, kind: DocumentKind, own_kind: str = "") -> Mapping[str, str]:
        """The tables that a document begins with, by the nämnd's own kind where that is known."""
        own = self.own_kinds.get(own_kind)
        return self.kinds[kind].tables if own is None else own.tables

    def has_tab(self, tab: str, kind: DocumentKind, own_kind: str = "") -> bool:
        """Whether a document of a kind begins with tables on a tab."""
        return any(self.templates[m].tab == tab for m in self.tables(kind, own_kind).values())
