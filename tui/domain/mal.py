"""The tables of the tab *Mål & nyckeltal*."""

from msgspec.structs import replace

from tui.domain.calculation import Calculation, table_about
from tui.domain.proposals import (
    development,
    lower_is_better,
    mal_proposal,
    nyckeltal_status,
    pace_mal,
    rank,
    rule_words,
    status_words,
)
from tui.domain.prosa import kept, prosa_facts, register, template
from tui.domain.rule import Own
from tui.domain.scale import YES
from tui.domain.table import Column, Row, Table
from tui.domain.value import Value, number_in
from tui.svenska.format import amount


def _grows(calculation: Calculation, row: Row) -> bool:
    """Whether a measure grows through the year."""
    settings = calculation.context.settings
    return settings.meaning("ja_nej", calculation.table.entered(row, "kumulativ")) == YES


def _months(calculation: Calculation) -> int:
    return calculation.context.period.months if calculation.context.period else 12


def status_for(calculation: Calculation, row: Row) -> Value:
    """The status of one nyckeltal's row, None where it has neither target nor outcome."""
    table = calculation.table
    mal, utfall = table.entered(row, "mal"), table.entered(row, "utfall")
    if mal is None and utfall is None:
        return None
    status = nyckeltal_status(
        mal,
        utfall,
        str(table.entered(row, "riktning") or ""),
        cumulative=_grows(calculation, row),
        months=_months(calculation),
        settings=calculation.context.settings,
    )
    return status or None


def status_explanation(calculation: Calculation, row: Row) -> str:
    """The rule behind a status, in words."""
    limits = status_words(calculation.context.settings.steps("status"))
    text = "; ".join(
        filter(None, ("utfallet mot målet, målets tecken eller riktning avgör", limits))
    )
    mal = number_in(calculation.table.entered(row, "mal"))
    if _grows(calculation, row) and mal is not None:
        months = _months(calculation)
        pace = amount(pace_mal(mal, months))
        text += f"; växer under året och bedöms därför i takt: {pace} efter {months} månader"
    return text


def development_for(calculation: Calculation, row: Row) -> Value:
    """Better, as before or worse than last time, by the outcomes or else by the assessments."""
    table, settings = calculation.table, calculation.context.settings
    if table.has("bedomning"):
        steps = settings.steps("mal")
        now, before = (rank(steps, table.entered(row, "bedomning", year)) for year in (0, -1))
        return development(now, before, lower=False, settings=settings) or None
    now, before = (number_in(table.entered(row, "utfall", year)) for year in (0, -1))
    direction = settings.meaning("riktning", table.entered(row, "riktning"))
    lower = lower_is_better(table.entered(row, "mal"), direction)
    return development(now, before, lower=lower, settings=settings) or None


def development_explanation(calculation: Calculation, row: Row) -> str:
    """What is held against what."""
    del row
    if calculation.table.has("bedomning"):
        return "bedömningen nu mot den förra, på skalan från lägst till högst"
    return "utfallet nu mot utfallet i fjol; målets tecken eller riktningen säger vad som är bättre"


def nyckeltal_for(table: Table | None, mal_id: str) -> tuple[Row, ...]:
    """The rows of the nyckeltal table that belong to a goal."""
    if table is None:
        return ()
    return tuple(row for row in table.rows if table.entered(row, "hor_till") == mal_id)


def proposal_for(calculation: Calculation, row: Row) -> Value:
    """The proposed assessment of one goal out of its nyckeltal, None where there are none."""
    table = table_about("nyckeltal", calculation.context)
    if table is None:
        return None
    siblings, rows = Calculation(table, calculation.context), nyckeltal_for(table, row.id)
    # A goal is not judged by some of its figures: "all met" would be said of the one typed first.
    if any(
        table.entered(n, "mal") is not None and table.entered(n, "utfall") is None for n in rows
    ):
        return None
    statuses = [str(status_for(siblings, n) or "") for n in rows]
    return mal_proposal(statuses, calculation.context.settings) or None


def proposal_explanation(calculation: Calculation, row: Row) -> str:
    """Which nyckeltal the proposal rests on, and the rule."""
    table = table_about("nyckeltal", calculation.context)
    if table is None or not nyckeltal_for(table, row.id):
        return "målet har inga nyckeltal att bedöma efter"
    rows, siblings = nyckeltal_for(table, row.id), Calculation(table, calculation.context)
    parts = [f"{n.label}: {status_for(siblings, n) or 'inte ifyllt'}" for n in rows]
    missing = sum(table.entered(n, "utfall") is None for n in rows)
    waits = f"; {missing} saknar utfall, så målet får inget förslag än" if missing else ""
    return f"{'; '.join(parts)} ({rule_words(calculation.context.settings.steps('mal'))}){waits}"


STATUS = Own("nyckeltalets status", status_for, status_explanation)
PROPOSAL = Own("förslag efter nyckeltalen", proposal_for, proposal_explanation)
DEVELOPMENT = Own("utveckling sedan förra", development_for, development_explanation)

MAL = template(
    "mal.mal",
    "mal",
    "Nämndens mål",
    (
        Column(
            "forslag",
            "Förslag",
            "text",
            PROPOSAL,
            scale="mal",
            assessed_by="status",
            help_="Programmets förslag efter nyckeltalen. Du bestämmer.",
            role="forslag",
        ),
        Column(
            "bedomning",
            "Bedömning",
            "val",
            scale="mal",
            assessed_by="status",
            help_="Din bedömning. Mellanslag byter till nästa steg på skalan.",
            role="bedomning",
        ),
        Column(
            "skal",
            "Skäl",
            "langtext",
            help_="Varför bedömningen avviker från förslaget.",
            always=True,
            role="skal",
        ),
        kept("kf_mal", "KF-mål", "text", "Kommunfullmäktiges prioriterade mål."),
        kept("indikator", "Indikator", "text", "Fullmäktiges indikator."),
        kept(
            "agenda",
            "Agenda 2030",
            "text",
            "Globala mål som nämndmålet bidrar till.",
            role="agenda",
        ),
        Column(
            "kommentar",
            "Kommentar/analys",
            "langtext",
            help_="Kommentaren i rapporten.",
            inherit="utkast",
            role="kommentar",
        ),
    ),
    unit="",
    list_=True,
    sign="Bedömningen är din; förslaget följer regeln.",
    heading_label="Nämndens mål",
    help_="Nämndens mål under fullmäktiges mål, med förslag och bedömning.",
    subject="mal",
)

NYCKELTAL = template(
    "mal.nyckeltal",
    "mal",
    "Nyckeltal",
    (
        kept("mal", "Mål {ar}", "mal", "Målvärdet, gärna med < > ≤ ≥.", decimals=None, role="mal"),
        Column("utfall", "Utfall {ar}", "utfall", decimals=None, help_="Utfallet.", role="utfall"),
        Column(
            "foregaende",
            "Utfall {fjol}",
            "utfall",
            decimals=None,
            help_="I fjol.",
            role="utfall",
            year=-1,
        ),
        Column(
            "status",
            "Status",
            "text",
            STATUS,
            scale="status",
            assessed_by="status",
            help_="Utfallet mot målet, av programmet.",
            role="status",
        ),
        kept(
            "riktning",
            "Riktning",
            "val",
            "Om ett högre eller ett lägre värde är bättre.",
            scale="riktning",
            role="riktning",
        ),
        kept(
            "kumulativ",
            "Växer under året",
            "val",
            "Ja: bedöms i takt med året och inte mot hela årets mål.",
            scale="ja_nej",
            role="kumulativ",
        ),
        kept(
            "namndmal",
            "Hör till mål",
            "val",
            "Nämndens mål som måttet hör till.",
            refers="mal",
            role="hor_till",
        ),
        kept("kalla", "Källa", "text", "System, Kolada-id eller undersökning.", role="kalla"),
    ),
    unit="",
    list_=True,
    sign="Målets tecken (<, >, ≤, ≥) eller riktningen avgör vad som är bättre.",
    heading_label="Nyckeltal",
    help_="Nyckeltal med mål, utfall, källa och status.",
    subject="nyckeltal",
)

SINCE_LAST = Column(
    "sedan_forra",
    "Sedan förra",
    "text",
    DEVELOPMENT,
    scale="utveckling",
    assessed_by="status",
    help_="Bättre, oförändrat eller sämre än förra gången, av programmet.",
    in_report=True,
)
NYCKELTAL_WITH_ARROWS = replace(
    NYCKELTAL,
    id="mal.nyckeltal_pilar",
    heading="Nyckeltal med utveckling",
    columns=(*NYCKELTAL.columns[:4], SINCE_LAST, *NYCKELTAL.columns[4:]),
    help_="Nyckeltal med mål, utfall och status, och en pil för utvecklingen sedan i fjol.",
)
MAL_WITH_ARROWS = replace(
    MAL,
    id="mal.mal_pilar",
    heading="Nämndens mål med utveckling",
    columns=(
        *MAL.columns[:2],
        Column(
            "forra",
            "Förra bedömningen",
            "val",
            scale="mal",
            assessed_by="status",
            help_="Bedömningen i förra rapporten.",
            role="bedomning",
            year=-1,
            optional=True,
        ),
        SINCE_LAST,
        *MAL.columns[2:],
    ),
    help_="Nämndens mål med bedömning nu och förra gången, och en pil för utvecklingen.",
)

UNDERTAKINGS = template(
    "mal.ataganden",
    "mal",
    "Prioriterade mål och åtaganden",
    (
        kept("prioriterat_mal", "Prioriterat mål", "text", "Fullmäktiges mål."),
        kept("indikator", "Indikator", "text", "Fullmäktiges indikator."),
        kept("namndens", "Nämndens åtagande", "text", "Vad nämnden åtar sig."),
        kept("forvaltningens", "Förvaltningens åtagande", "text", "Vad förvaltningen gör."),
        Column("antal", "Antal", "tal", help_="Utfall i antal.", optional=True, role="antal"),
        Column("av", "Av", "tal", help_="Av hur många.", optional=True, role="av"),
        kept("mal", "Mål", "mal", "Målvärdet.", decimals=None, role="mal"),
        Column(
            "utfall",
            "Utfall",
            "utfall",
            decimals=None,
            help_="Utfallet som det skrivs.",
            role="utfall",
        ),
        Column(
            "andel",
            "Andel %",
            "procent",
            "antal / av * 100",
            decimals=1,
            help_="Antal av det hela, räknat av programmet.",
            role="andel",
        ),
        kept(
            "riktning", "Riktning", "val", "Vad som är bättre.", scale="riktning", role="riktning"
        ),
        Column(
            "bedomning",
            "Bedömning",
            "text",
            assessed_by="status",
            help_="Bedömningen i löptexten.",
            role="bedomning",
        ),
    ),
    unit="",
    list_=True,
    sign="Bedömningen är hämtad ur löptexten.",
    heading_label="Nyckeltal",
    help_="Åtaganden under de prioriterade målen, med nyckeltal och utfall.",
    subject="ataganden",
)


FOCUS_AREAS = register(
    "mal.fokusomraden",
    "mal",
    "Fokusområden",
    "Fokusområde",
    Column("status", "Läge", "text", help_="Hur arbetet går, enligt texten.", role="status"),
)
UPPDRAG = register(
    "mal.uppdrag",
    "mal",
    "Uppdrag från kommunfullmäktige",
    "Uppdrag",
    kept("till", "Till", "text", "Vilken nämnd uppdraget gäller."),
    Column("lage", "Läge", "langtext", help_="Vad som har gjorts, i korthet.", role="lage"),
)
DIRECTIONS = register(
    "mal.inriktningar",
    "mal",
    "Politiska inriktningar",
    "Inriktning",
    kept("beskrivning", "Beskrivning", "langtext", "Inriktningen i korthet.", role="beskrivning"),
    kept("beslut", "Beslut", "text", "Styrande beslut."),
)
SUSTAINABILITY = register(
    "mal.hallbarhet",
    "mal",
    "Hållbarhetsprinciper",
    "Princip",
    kept("nr", "Nr", "tal", "Principens nummer.", role="nr"),
    kept("beslut", "Beslut", "text", "Styrande beslut."),
)
AGENDA = register(
    "mal.agenda",
    "mal",
    "Agenda 2030",
    "Globalt mål",
    kept("nr", "Nr", "tal", "Målets nummer, 1–17.", role="nr"),
    kept("namndmal", "Nämndmål", "val", "Nämndmål som bidrar.", refers="mal", role="hor_till"),
)
MAL_NUMBER = prosa_facts(
    "mal.uppgifter", "mal", "Tal ur måltexten", "Tal som står i texten om målen."
)

TEMPLATES = (
    MAL,
    MAL_WITH_ARROWS,
    NYCKELTAL,
    NYCKELTAL_WITH_ARROWS,
    UNDERTAKINGS,
    FOCUS_AREAS,
    UPPDRAG,
    DIRECTIONS,
    SUSTAINABILITY,
    AGENDA,
    MAL_NUMBER,
)
