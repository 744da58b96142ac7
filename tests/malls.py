"""The mallar of the five documents' folder, by name."""

from pathlib import Path

from msgspec.structs import replace

from tui.domain.register import Register, Tab
from tui.domain.table import Table
from tui.store.mallar import register_of

REGISTER = register_of(Path(__file__).resolve().parents[1] / "data")[0]
MALLS = REGISTER.templates
BUDGETRAM = MALLS["drift.budgetram"]
DRIFT_BOKSLUT = MALLS["drift.bokslut"]
DRIFT_PARTS = MALLS["drift.delar"]
INVESTERINGAR_BOKSLUT = MALLS["investeringar.bokslut"]
INVESTERINGAR_PARTS = MALLS["investeringar.delar"]
MAL = MALLS["mal.mal"]
NYCKELTAL = MALLS["mal.nyckeltal"]
PROGNOSSAKERHET = MALLS["drift.prognossakerhet"]
PROGNOS_LOG = MALLS["drift.prognoslogg"]
RAM_BESLUTAD = MALLS["drift.ram"]
RAM_PLAN = MALLS["drift.plan"]
RISKS = MALLS["internkontroll.risker"]
SAMPLE = MALLS["internkontroll.stickprov"]
SJUKFRANVARO = MALLS["personal.sjukfranvaro"]
STATISTICS = MALLS["personal.statistik"]
UNDERTAKINGS = MALLS["mal.ataganden"]
UPPFOLJNING = MALLS["internkontroll.uppfoljning"]
RISK_ANALYSIS = MALLS["internkontroll.riskanalys"]
MAL_WITH_ARROWS = MALLS["mal.mal_pilar"]
NYCKELTAL_WITH_ARROWS = MALLS["mal.nyckeltal_pilar"]


def with_more(*templates: Table, tabs: tuple[Tab, ...] = ()) -> Register:
    """What is in force, with more mallar and tabs."""
    more = {template.id: template for template in templates}
    return replace(REGISTER, tabs=(*REGISTER.tabs, *tabs), templates={**REGISTER.templates, **more})
