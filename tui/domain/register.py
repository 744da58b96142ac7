"""The tabs that there are, each with the module that declares its kinds of table (``TEMPLATES``).

A new tab is one more line here, a new kind of table one more in its tab's module.
"""

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from tui.domain import drift, general, internkontroll, investeringar, mal, personal
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


class Register(Struct, frozen=True):
    """What is in force: tabs in order, mallar by id, and the kinds of document of each mall; all
    kinds have one that is not named there."""

    tabs: tuple[Tab, ...]
    templates: Mapping[str, Table]
    kinds: Mapping[str, tuple[DocumentKind, ...]] = MappingProxyType({})

    def with_(self, *, tabs: tuple[Tab, ...] = (), templates: tuple[Table, ...] = ()) -> "Register":
        """The register with more declarations."""
        more = {template.id: template for template in templates}
        return replace(self, tabs=(*self.tabs, *tabs), templates={**self.templates, **more})

    def has(self, kind: DocumentKind, template: str) -> bool:
        """Whether a document of a kind has tables that begin from a mall."""
        return kind in self.kinds.get(template, (kind,))


REGISTER = Register(
    TABS,
    {
        template.id: template
        for module in (drift, investeringar, mal, internkontroll, personal, general)
        for template in module.TEMPLATES
    },
    {
        "drift.delar": ("delarsbokslut",),
        "drift.manad": ("manadsuppfoljning",),
        "drift.bokslut": ("arsbokslut",),
        "drift.plan": ("budget",),
        "drift.ram": ("underlag",),
        "drift.ramforandring": ("underlag",),
        "drift.budgetram": ("underlag",),
        "drift.upprakning": ("budget",),
        "drift.volymtabell": ("underlag",),
        "investeringar.delar": ("delarsbokslut",),
        "investeringar.bokslut": ("arsbokslut",),
        "investeringar.plan": ("budget", "underlag"),
        "internkontroll.risker": ("budget", "underlag"),
        "internkontroll.riskanalys": ("budget", "underlag"),
        "internkontroll.plan": ("budget", "underlag"),
        "internkontroll.uppfoljning": ("delarsbokslut", "arsbokslut"),
        "internkontroll.stickprov": ("delarsbokslut", "arsbokslut"),
        "internkontroll.skala": ("budget", "underlag"),
        "personal.sjukfranvaro": ("delarsbokslut", "arsbokslut"),
        "personal.rehabilitering": ("delarsbokslut", "arsbokslut"),
        "personal.enkat": ("delarsbokslut", "arsbokslut"),
        "personal.statistik": ("delarsbokslut", "arsbokslut"),
        "personal.incidenter": ("delarsbokslut", "arsbokslut"),
        "drift.prognossakerhet": ("delarsbokslut", "arsbokslut"),
        "drift.prognoslogg": ("delarsbokslut", "arsbokslut"),
    },
)
