"""The tabs that there are, each with the module that declares its kinds of table (``TEMPLATES``).

A new tab is one more line here, a new kind of table one more in its tab's module.
"""

from collections.abc import Mapping

from msgspec import Struct

from tui.domain import drift, internkontroll, investeringar, mal, personal
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


REGISTER = Register(
    TABS,
    {
        template.id: template
        for module in (drift, investeringar, mal, internkontroll, personal)
        for template in module.TEMPLATES
    },
)
