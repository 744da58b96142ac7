"""The tables of the tab *Personal*.

Sick leave: seven statutory measures (facts of the field); lower is better. The documents print
the day band "Dag 59>" as a share of working time, which is not the statutory measure 2 (its
share of the sick time): that one is computed here as a row of its own.
"""

from tui.domain.inheritance import UTFALL, UTFALL_IN_LAST_YEAR, YEARS_NUMBER
from tui.domain.prosa import kept, prosa_facts, register
from tui.domain.table import Column, Row, Template

SJUKFRANVARO = Template(
    "personal.sjukfranvaro",
    "personal",
    "Sjukfrånvaro",
    (
        Column(
            "ar",
            "{ar}",
            "procent",
            decimals=1,
            help_="Andel av ordinarie arbetstid, %.",
            inheritance=UTFALL,
        ),
        Column(
            "fjol",
            "{fjol}",
            "procent",
            decimals=1,
            help_="Samma mått förra året.",
            inheritance=UTFALL_IN_LAST_YEAR,
        ),
        Column(
            "diff",
            "Differens",
            "procent",
            "ar - fjol",
            decimals=1,
            assessed_by="lagre_battre",
            help_="I år − i fjol, i procentenheter. Minus är bättre.",
        ),
    ),
    (
        Row("total", "Total sjukfrånvaro"),
        Row("kvinnor", "Kvinnor"),
        Row("man", "Män"),
        Row("alder_1", "<29 år"),
        Row("alder_2", "30-49 år"),
        Row("alder_3", "50 år>"),
        Row("dag_1", "Dag 1-14"),
        Row("dag_2", "Dag 15-59"),
        Row("dag_3", "Dag 59>"),
        Row("langtid", "Långtid, andel av sjuktiden", "darav", rule="dag_3 / total * 100"),
    ),
    unit="%",
    sign="Andel av arbetstiden. Lägre är bättre; differens = i år − i fjol.",
    heading_label="Sjukfrånvaro (%)",
    help_="Sjukfrånvaron i lagens grupper. Långtidens andel av sjuktiden räknas av programmet.",
    kind=("delarsbokslut", "arsbokslut"),
)

STATISTICS = Template(
    "personal.statistik",
    "personal",
    "Personalstatistik",
    (
        Column("ar", "{ar}", "tal", decimals=None, help_="Årets värde.", inheritance=UTFALL),
        Column(
            "fjol",
            "{fjol}",
            "tal",
            decimals=None,
            help_="Förra årets värde.",
            inheritance=UTFALL_IN_LAST_YEAR,
        ),
        Column(
            "diff",
            "Differens",
            "tal",
            "ar - fjol",
            decimals=None,
            help_="I år − i fjol.",
        ),
    ),
    unit="",
    list_=True,
    sign="Differens = i år − i fjol.",
    heading_label="Nyckeltal",
    help_="Anställda, årsarbetare, medelålder, timavlönade, övertid och omsättning.",
    kind=("delarsbokslut", "arsbokslut"),
)

INCIDENTS = Template(
    "personal.incidenter",
    "personal",
    "Arbetsskador och tillbud",
    (
        Column("fjol", "{fjol}", "tal", help_="Antal förra året.", inheritance=UTFALL_IN_LAST_YEAR),
        Column("ar", "{ar}", "tal", help_="Antal i år.", inheritance=UTFALL),
        Column(
            "diff",
            "Differens",
            "tal",
            "ar - fjol",
            assessed_by="lagre_battre",
            help_="I år − i fjol. Färre är bättre.",
        ),
    ),
    unit="antal",
    list_=True,
    sign="Färre är bättre; differens = i år − i fjol.",
    heading_label="Rapporterade incidenter",
    help_="Rapporterade arbetsskador och tillbud.",
    kind=("delarsbokslut", "arsbokslut"),
)

COMPOSITION = Template(
    "personal.sammansattning",
    "personal",
    "Personalsammansättning",
    (
        Column("personer", "Antal personer", "tal", help_="Antal månadsavlönade personer."),
        Column("anstallningar", "Antal anställningar", "tal", help_="Antal anställningar."),
        Column("arsarbetare", "Antal årsarbetare", "tal", decimals=1, help_="Omräknat."),
        Column("medelalder", "Medelålder", "tal", decimals=1, help_="År."),
        Column(
            "grad", "Sysselsättningsgrad (snitt)", "procent", decimals=0, help_="Snitt i procent."
        ),
    ),
    unit="antal",
    list_=True,
    heading_label="AID-struktur",
    help_="Månadsavlönade efter yrkesgrupp. Personer kan ha flera anställningar.",
)

PERSONAL_NUMBERS = prosa_facts(
    "personal.uppgifter",
    "personal",
    "Tal ur personaltexten",
    "Rehab, PULS, rekrytering och andra tal i texten om personal.",
)

WORK_ENVIRONMENT_MAL = register(
    "personal.arbetsmiljomal",
    "personal",
    "Arbetsmiljömål",
    "Arbetsmiljömål",
    Column("ar", "År", "text", help_="Året som målet gäller.", inheritance=YEARS_NUMBER),
    kept("matning", "Följs upp med", "text", "Hur målet mäts."),
    Column("utfall", "Utfall", "text", help_="Utfallet i korthet."),
)

TEMPLATES = (
    SJUKFRANVARO,
    STATISTICS,
    INCIDENTS,
    COMPOSITION,
    PERSONAL_NUMBERS,
    WORK_ENVIRONMENT_MAL,
)
