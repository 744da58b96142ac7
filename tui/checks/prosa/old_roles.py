"""Stands in for the roles that columns and rows are about to carry themselves."""

from collections.abc import Mapping

from tui.checks.discovery.roles import row_kind as kind_in
from tui.domain.table import Column, Row, Table

# Column -> what it is, and which year it is of, counted from the document's own.
_RESULTAT = {
    "budget": ("budget", 0),
    "prognos": ("prognos", 0),
    "avvikelse": ("avvikelse", 0),
    "utfall": ("utfall", 0),
    "foregaende": ("utfall", -1),
    "diff": ("forandring", 0),
}
_PLAN = {
    "foregaende": ("budget", -1),
    "budget": ("budget", 0),
    "plan1": ("budget", 1),
    "plan2": ("budget", 2),
    "plan3": ("budget", 3),
    "plan4": ("budget", 4),
}
_YEAR_LAST_YEAR = {"ar": ("utfall", 0), "fjol": ("utfall", -1), "diff": ("forandring", 0)}
ROLLER: Mapping[str, Mapping[str, tuple[str, int]]] = {
    "drift.delar": _RESULTAT,
    "drift.bokslut": _RESULTAT,
    "drift.plan": _PLAN,
    "drift.ram": {
        "beslutad": ("budget", 0),
        "prognos": ("prognos", 0),
        "avvikelse": ("avvikelse", 0),
    },
    "drift.budgetram": {"belopp": ("budget", 0)},
    "drift.ramforandring": {"belopp": ("ram", 0)},
    "drift.volymtabell": {
        "klienter": ("utfall", 0),
        "vuxna": ("utfall", 0),
        "barn": ("utfall", 0),
        "kostnad": ("kostnad", 0),
    },
    "drift.upprakning": {"belopp": ("upprakning", 0), "procent": ("upprakning_procent", 0)},
    "investeringar.delar": _RESULTAT,
    "investeringar.bokslut": _RESULTAT,
    "investeringar.plan": _PLAN,
    "mal.nyckeltal": {"mal": ("mal", 0), "utfall": ("utfall", 0), "foregaende": ("utfall", -1)},
    "mal.ataganden": {
        "antal": ("antal", 0),
        "av": ("av", 0),
        "mal": ("mal", 0),
        "andel": ("utfall", 0),
    },
    "internkontroll.stickprov": {
        "antal": ("antal", 0),
        "anmarkningar": ("anmarkningar", 0),
        "utan": ("utan", 0),
    },
    "personal.sjukfranvaro": _YEAR_LAST_YEAR,
    "personal.statistik": _YEAR_LAST_YEAR,
    "personal.incidenter": _YEAR_LAST_YEAR,
    "personal.sammansattning": {
        k: (k, 0) for k in ("personer", "anstallningar", "arsarbetare", "medelalder", "grad")
    },
}


def column_role(table: Table, column: Column) -> tuple[str, int]:
    role, year = ROLLER.get(table.template.id, {}).get(column.id, ("", 0))
    names = {
        "arsarbetare": "antal",
        "anstallningar": "antal",
        "medelalder": "snitt",
        "grad": "snitt",
    }
    return names.get(role, role), year


def row_role(row: Row) -> str:
    if row.intakt:
        return "intakt"
    return {
        "intäkt": "intakt",
        "bidrag": "kommunbidrag",
        "kostnad": "kostnad",
        "netto": "netto",
        "resultat": "resultat",
    }.get(kind_in(row.label)[0], "")


def is_out_of_text(table: Table) -> bool:
    return table.template.out_of_text


SUBJECTS = {
    "mal.mal": "mal",
    "mal.nyckeltal": "nyckeltal",
    "internkontroll.uppfoljning": "uppfoljning",
    "internkontroll.punkter": "punkter",
    "internkontroll.risker": "risker",
    "drift.prognostillfallen": "prognostillfallen",
}


def subject_of(table: Table) -> str:
    return SUBJECTS.get(table.template.id, "")
