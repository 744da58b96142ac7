"""The tables of the tab *Mål & nyckeltal*."""

from tui.domain.bedomning import MAL_RULE, mal_proposal, nyckeltal_status, pace_mal
from tui.domain.calculation import Calculation
from tui.domain.inheritance import LEFT, UTFALL, UTFALL_IN_LAST_YEAR, UTKAST
from tui.domain.prosa import prosa_facts, register
from tui.domain.rule import Own, Quotient
from tui.domain.table import Column, Row, Table, Template
from tui.domain.value import Value, number_in
from tui.svenska.format import amount


def _months(calculation: Calculation) -> int:
    return calculation.context.period.months if calculation.context.period else 12


def status_for(calculation: Calculation, row: Row) -> Value:
    """The status of one nyckeltal's row, None where it has neither target nor outcome."""
    mal, utfall = row.cells.get("mal"), row.cells.get("utfall")
    if mal is None and utfall is None:
        return None
    return nyckeltal_status(
        mal,
        utfall,
        str(row.cells.get("riktning") or ""),
        cumulative=row.cells.get("kumulativ") == "Ja",
        months=_months(calculation),
        thresholds=calculation.context.settings.thresholds,
    )


def status_explanation(calculation: Calculation, row: Row) -> str:
    """The rule behind a status, in words."""
    near = amount(calculation.context.settings.thresholds.nara_andel, None)
    text = f"utfallet mot målet, målets tecken eller riktning avgör; nära från {near} % av målet"
    mal = number_in(row.cells.get("mal"))
    if row.cells.get("kumulativ") == "Ja" and mal is not None:
        months = _months(calculation)
        pace = amount(pace_mal(mal, months))
        text += f"; växer under året och bedöms därför i takt: {pace} efter {months} månader"
    return text


def nyckeltal_for(table: Table | None, mal_id: str) -> tuple[Row, ...]:
    """The rows of the nyckeltal table that belong to a goal."""
    if table is None:
        return ()
    return tuple(row for row in table.rows if row.cells.get("namndmal") == mal_id)


def proposal_for(calculation: Calculation, row: Row) -> Value:
    """The proposed assessment of one goal out of its nyckeltal, None where there are none."""
    table = calculation.context.tables.get("nyckeltal")
    if table is None:
        return None
    siblings = Calculation(table, calculation.context)
    statuses = [str(status_for(siblings, n) or "") for n in nyckeltal_for(table, row.id)]
    return mal_proposal(statuses) or None


def proposal_explanation(calculation: Calculation, row: Row) -> str:
    """Which nyckeltal the proposal rests on, and the rule."""
    table = calculation.context.tables.get("nyckeltal")
    if table is None or not nyckeltal_for(table, row.id):
        return "målet har inga nyckeltal att bedöma efter"
    rows = nyckeltal_for(table, row.id)
    parts = [f"{n.label}: {status_for(calculation, n) or 'inte ifyllt'}" for n in rows]
    return "; ".join(parts) + f" ({MAL_RULE})"


MAL = Template(
    "mal.mal",
    "mal",
    "Nämndens mål",
    (
        Column(
            "forslag",
            "Förslag",
            "text",
            Own(proposal_for, proposal_explanation),
            assessed_by="status",
            help_="Programmets förslag efter nyckeltalen. Du bestämmer.",
        ),
        Column(
            "bedomning",
            "Bedömning",
            "val",
            scale="mal",
            assessed_by="status",
            help_="Din bedömning. Mellanslag byter till nästa steg på skalan.",
        ),
        Column(
            "skal",
            "Skäl",
            "langtext",
            help_="Varför bedömningen avviker från förslaget.",
            always=True,
        ),
        Column(
            "kf_mal",
            "KF-mål",
            "text",
            help_="Kommunfullmäktiges prioriterade mål.",
            inheritance=LEFT,
        ),
        Column("indikator", "Indikator", "text", help_="Fullmäktiges indikator.", inheritance=LEFT),
        Column(
            "agenda",
            "Agenda 2030",
            "text",
            help_="Globala mål som nämndmålet bidrar till.",
            inheritance=LEFT,
        ),
        Column(
            "kommentar",
            "Kommentar/analys",
            "langtext",
            help_="Kommentaren i rapporten.",
            inheritance=UTKAST,
        ),
    ),
    unit="",
    list_=True,
    sign="Bedömningen är din; förslaget följer regeln.",
    heading_label="Nämndens mål",
    help_="Nämndens mål under fullmäktiges mål, med förslag och bedömning.",
)

NYCKELTAL = Template(
    "mal.nyckeltal",
    "mal",
    "Nyckeltal",
    (
        Column(
            "mal",
            "Mål {ar}",
            "mal",
            decimals=None,
            help_="Målvärdet, gärna med < > ≤ ≥.",
            inheritance=LEFT,
        ),
        Column(
            "utfall", "Utfall {ar}", "utfall", decimals=None, help_="Utfallet.", inheritance=UTFALL
        ),
        Column(
            "foregaende",
            "Utfall {fjol}",
            "utfall",
            decimals=None,
            help_="I fjol.",
            inheritance=UTFALL_IN_LAST_YEAR,
        ),
        Column(
            "status",
            "Status",
            "text",
            Own(status_for, status_explanation),
            assessed_by="status",
            help_="Utfallet mot målet, av programmet.",
        ),
        Column(
            "riktning",
            "Riktning",
            "val",
            scale="riktning",
            help_="Om ett högre eller ett lägre värde är bättre.",
            inheritance=LEFT,
        ),
        Column(
            "kumulativ",
            "Växer under året",
            "val",
            scale="ja_nej",
            help_="Ja: bedöms i takt med året och inte mot hela årets mål.",
            inheritance=LEFT,
        ),
        Column(
            "namndmal",
            "Hör till mål",
            "val",
            refers="mal",
            help_="Nämndens mål som måttet hör till.",
            inheritance=LEFT,
        ),
        Column(
            "kalla",
            "Källa",
            "text",
            help_="System, Kolada-id eller undersökning.",
            inheritance=LEFT,
        ),
    ),
    unit="",
    list_=True,
    sign="Målets tecken (<, >, ≤, ≥) eller riktningen avgör vad som är bättre.",
    heading_label="Nyckeltal",
    help_="Nyckeltal med mål, utfall, källa och status.",
)

UNDERTAKINGS = Template(
    "mal.ataganden",
    "mal",
    "Prioriterade mål och åtaganden",
    (
        Column(
            "prioriterat_mal",
            "Prioriterat mål",
            "text",
            help_="Fullmäktiges mål.",
            inheritance=LEFT,
        ),
        Column("indikator", "Indikator", "text", help_="Fullmäktiges indikator.", inheritance=LEFT),
        Column(
            "namndens", "Nämndens åtagande", "text", help_="Vad nämnden åtar sig.", inheritance=LEFT
        ),
        Column(
            "forvaltningens",
            "Förvaltningens åtagande",
            "text",
            help_="Vad förvaltningen gör.",
            inheritance=LEFT,
        ),
        Column("antal", "Antal", "tal", decimals=None, help_="Utfall i antal."),
        Column("av", "Av", "tal", decimals=None, help_="Av hur många."),
        Column("mal", "Mål", "mal", decimals=None, help_="Målvärdet.", inheritance=LEFT),
        Column("utfall", "Utfall", "utfall", decimals=None, help_="Utfallet som det skrivs."),
        Column(
            "andel",
            "Andel %",
            "procent",
            Quotient("antal", "av"),
            decimals=1,
            help_="Antal av det hela, räknat av programmet.",
        ),
        Column(
            "riktning",
            "Riktning",
            "val",
            scale="riktning",
            help_="Vad som är bättre.",
            inheritance=LEFT,
        ),
        Column(
            "bedomning", "Bedömning", "text", assessed_by="status", help_="Bedömningen i löptexten."
        ),
    ),
    unit="",
    list_=True,
    sign="Bedömningen är hämtad ur löptexten.",
    heading_label="Nyckeltal",
    help_="Åtaganden under de prioriterade målen, med nyckeltal och utfall.",
)


FOCUS_AREAS = register(
    "mal.fokusomraden",
    "mal",
    "Fokusområden",
    "Fokusområde",
    Column("status", "Läge", "text", help_="Hur arbetet går, enligt texten."),
)
UPPDRAG = register(
    "mal.uppdrag",
    "mal",
    "Uppdrag från kommunfullmäktige",
    "Uppdrag",
    Column("till", "Till", "text", help_="Vilken nämnd uppdraget gäller.", inheritance=LEFT),
    Column("lage", "Läge", "langtext", help_="Vad som har gjorts, i korthet."),
)
DIRECTIONS = register(
    "mal.inriktningar",
    "mal",
    "Politiska inriktningar",
    "Inriktning",
    Column(
        "beskrivning", "Beskrivning", "langtext", help_="Inriktningen i korthet.", inheritance=LEFT
    ),
    Column("beslut", "Beslut", "text", help_="Styrande beslut.", inheritance=LEFT),
)
SUSTAINABILITY = register(
    "mal.hallbarhet",
    "mal",
    "Hållbarhetsprinciper",
    "Princip",
    Column("nr", "Nr", "tal", help_="Principens nummer.", inheritance=LEFT),
    Column("beslut", "Beslut", "text", help_="Styrande beslut.", inheritance=LEFT),
)
AGENDA = register(
    "mal.agenda",
    "mal",
    "Agenda 2030",
    "Globalt mål",
    Column("nr", "Nr", "tal", help_="Målets nummer, 1–17.", inheritance=LEFT),
    Column(
        "namndmal", "Nämndmål", "val", refers="mal", help_="Nämndmål som bidrar.", inheritance=LEFT
    ),
)
MAL_NUMBER = prosa_facts(
    "mal.uppgifter", "mal", "Tal ur måltexten", "Tal som står i texten om målen."
)

TEMPLATES = (
    MAL,
    NYCKELTAL,
    UNDERTAKINGS,
    FOCUS_AREAS,
    UPPDRAG,
    DIRECTIONS,
    SUSTAINABILITY,
    AGENDA,
    MAL_NUMBER,
)
