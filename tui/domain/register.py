"""The tabs that there are, each with the module that declares its kinds of table (``TEMPLATES``).

A new tab is one more line here, a new kind of table one more in its tab's module.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module

from msgspec import Struct

from tui.domain.table import Template

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


class Register(Struct, frozen=True):
    """The declarations in force: tabs in order and kinds of table by id."""

    tabs: tuple[Tab, ...]
    templates: Mapping[str, Template]

    def with_(
        self, *, tabs: tuple[Tab, ...] = (), templates: tuple[Template, ...] = ()
    ) -> "Register":
        """The register with more declarations."""
        return Register(
            (*self.tabs, *tabs),
            {**self.templates, **{template.id: template for template in templates}},
        )


class TabTemplates(Mapping[str, Template]):
    """The kinds of table by id ("drift.delar"), a tab's imported when one of them is asked for.

    A start shows one tab, and does without the declarations of the others.
    """

    def __init__(self, tabs: tuple[Tab, ...]) -> None:
        self._modules = {tab.id: f"tui.domain.{tab.id}" for tab in tabs}

    def __getitem__(self, id_: str) -> Template:
        return self._i(id_.partition(".")[0])[id_]

    def _i(self, tab: str) -> Mapping[str, Template]:
        return {template.id: template for template in import_module(self._modules[tab]).TEMPLATES}

    def __iter__(self) -> Iterator[str]:
        return (id_ for tab in self._modules for id_ in self._i(tab))

    def __len__(self) -> int:
        return sum(1 for _ in self)


REGISTER = Register(TABS, TabTemplates(TABS))
