"""The tables of the tab *Personal*.

Sick leave: seven statutory measures (facts of the field); lower is better. The documents print
the day band "Dag 59>" as a share of working time, which is not the statutory measure 2 (its
share of the sick time): that one is computed here as a row of its own.
"""

from msgspec.structs import replace

from tui.domain.prosa import kept, prosa_facts, register, template
from tui.domain.table import Column, Row

SJUKFRANVARO = template(
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
            role="utfall",
        ),
        Column(
            "fjol",
            "{fjol}",
            "procent",
            decimals=1,
            help_="Samma mått förra året.",
            role="utfall",
            year=-1,
        ),
        Column(
            "diff",
            "Differens",
            "procent",
            "ar - fjol",
            decimals=1,
            assessed_by="lagre_battre",
            help_="I år − i fjol, i procentenheter. Minus är bättre.",
            role="forandring",
        ),
    ),
    (
        Row("total", "Total sjukfrånvaro", role="total"),
        Row("kvinnor", "Kvinnor", role="kon"),
        Row("man", "Män", role="kon"),
        Row("alder_1", "<29 år", role="alder"),
        Row("alder_2", "30-49 år", role="alder"),
        Row("alder_3", "50 år>", role="alder"),
        Row("dag_1", "Dag 1-14", role="tid"),
        Row("dag_2", "Dag 15-59", role="tid"),
        Row("dag_3", "Dag 59>", role="tid"),
        Row("langtid", "Långtid, andel av sjuktiden", "darav", rule="dag_3 / total * 100"),
    ),
    unit="%",
    sign="Andel av arbetstiden. Lägre är bättre; differens = i år − i fjol.",
    heading_label="Sjukfrånvaro (%)",
    help_="Sjukfrånvaron i lagens grupper. Långtidens andel av sjuktiden räknas av programmet.",
    subject="sjukfranvaro",
)

STATISTICS = template(
    "personal.statistik",
    "personal",
    "Personalstatistik",
    (
        Column("ar", "{ar}", "tal", decimals=None, help_="Årets värde.", role="utfall"),
        Column(
            "fjol",
            "{fjol}",
            "tal",
            decimals=None,
            help_="Förra årets värde.",
            role="utfall",
            year=-1,
        ),
        Column(
            "diff",
            "Differens",
            "tal",
            "ar - fjol",
            decimals=None,
            help_="I år − i fjol.",
            role="forandring",
        ),
    ),
    unit="",
    list_=True,
    sign="Differens = i år − i fjol.",
    heading_label="Nyckeltal",
    help_="Anställda, årsarbetare, medelålder, timavlönade, övertid och omsättning.",
    subject="statistik",
)

INCIDENTS = template(
    "personal.incidenter",
    "personal",
    "Arbetsskador och tillbud",
    (
        Column("fjol", "{fjol}", "tal", help_="Antal förra året.", role="utfall", year=-1),
        Column("ar", "{ar}", "tal", help_="Antal i år.", role="utfall"),
        Column(
            "diff",
            "Differens",
            "tal",
            "ar - fjol",
            assessed_by="lagre_battre",
            help_="I år − i fjol. Färre är bättre.",
            role="forandring",
        ),
    ),
    unit="antal",
    list_=True,
    sign="Färre är bättre; differens = i år − i fjol.",
    heading_label="Rapporterade incidenter",
    help_="Rapporterade arbetsskador och tillbud.",
    subject="incidenter",
)

REHABILITATION = replace(
    INCIDENTS,
    id="personal.rehabilitering",
    heading="Rehabiliteringsärenden",
    rows=(Row("pagaende", "Pågående ärenden"), Row("nya", "Nya ärenden")),
    heading_label="Rehabilitering",
    help_="Rehabiliteringsärenden i år och i fjol.",
    subject="rehabilitering",
)
STAFF_SURVEY = replace(
    STATISTICS,
    id="personal.enkat",
    heading="Medarbetarenkät",
    columns=(*STATISTICS.columns[:2], replace(STATISTICS.columns[2], assessed_by="hogre_battre")),
    sign="Högre är bättre; differens = i år − i fjol.",
    heading_label="Fråga",
    help_="Medarbetarnas svar, som index eller andel nöjda.",
    subject="enkat",
)

COMPOSITION = template(
    "personal.sammansattning",
    "personal",
    "Personalsammansättning",
    (
        Column(
            "personer",
            "Antal personer",
            "tal",
            help_="Antal månadsavlönade personer.",
            role="personer",
        ),
        Column(
            "anstallningar",
            "Antal anställningar",
            "tal",
            help_="Antal anställningar.",
            role="antal",
        ),
        Column(
            "arsarbetare", "Antal årsarbetare", "tal", decimals=1, help_="Omräknat.", role="antal"
        ),
        Column("medelalder", "Medelålder", "tal", decimals=1, help_="År.", role="snitt"),
        Column(
            "grad",
            "Sysselsättningsgrad (snitt)",
            "procent",
            decimals=0,
            help_="Snitt i procent.",
            role="snitt",
        ),
    ),
    unit="antal",
    list_=True,
    heading_label="AID-struktur",
    help_="Månadsavlönade efter yrkesgrupp. Personer kan ha flera anställningar.",
    subject="sammansattning",
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
    Column("ar", "År", "text", help_="Året som målet gäller.", inherit="arstal"),
    kept("matning", "Följs upp med", "text", "Hur målet mäts."),
    Column("utfall", "Utfall", "text", help_="Utfallet i korthet.", role="utfall"),
)

TEMPLATES = (
    SJUKFRANVARO,
    STATISTICS,
    INCIDENTS,
    REHABILITATION,
    STAFF_SURVEY,
    COMPOSITION,
    PERSONAL_NUMBERS,
    WORK_ENVIRONMENT_MAL,
)
