"""The tables of the tab *Drift*: declared once, as data.

Signs: income plus, costs minus, avvikelse = prognos (or bokslut) − budget, so plus is better
than budget. Rows and signs are those of the board's own reports.
"""

from tui.domain.prognos import PROGNOS_LOG, PROGNOSSAKERHET, PROGNOSTILLFALLEN
from tui.domain.prosa import COMMENT, kept, prosa_facts, register, template
from tui.domain.rule import CHILDREN
from tui.domain.table import Column, Row

SIGN_DRIFT = "Intäkter +, kostnader −. Avvikelse = {against} − budget, plus = bättre."

INTAKTER = Row("intakter", "Verksamhetens intäkter", role="intakt")
KONTOGRUPPER = (
    Row("personal", "Personalkostnader", parent="kostnader", role="kostnad"),
    Row("lokalhyror", "Lokalhyror", parent="kostnader", role="kostnad"),
    Row("kop_av_tjanster", "Köp av tjänster", parent="kostnader", role="kostnad"),
    Row("ovriga_kostnader", "Övriga kostnader", parent="kostnader", role="kostnad"),
)
KOSTNADER = Row("kostnader", "Verksamhetens kostnader", "summa", rule=CHILDREN, role="kostnad")
RESULTAT_PART = (
    Row(
        "nettokostnader",
        "Verksamhetens nettokostnader",
        "summa",
        rule="intakter + kostnader",
        role="netto",
    ),
    Row("kommunbidrag", "Kommunbidrag", role="kommunbidrag"),
    Row("finansnetto", "Finansnetto", role="finansnetto", without_share=True),
    Row(
        "resultat",
        "Årets resultat",
        "summa",
        rule="nettokostnader + kommunbidrag + finansnetto",
        without_share=True,
        role="resultat",
    ),
)
DRIFT_ROWS = (INTAKTER, *KONTOGRUPPER, KOSTNADER, *RESULTAT_PART)
RAM_ROWS = (INTAKTER, Row("kostnader", "Verksamhetens kostnader", role="kostnad"), *RESULTAT_PART)

AVVIKELSE_PERCENT = Column(
    "avvikelse_procent",
    "Avv. %",
    "procent",
    "avvikelse / belopp(budget) * 100",
    decimals=1,
    assessed_by="avvikelse",
    help_="Avvikelsen i procent av budgeten. Plus är bättre än budget.",
    role="avvikelse_andel",
)
CONSUMED = Column(
    "forbrukat",
    "Förbrukat (riktpunkt {riktpunkt} %)",
    "procent",
    "utfall / budget * 100",
    assessed_by="forbrukning",
    help_="Utfallet i procent av årets budget, mot den andel av året som har gått.",
    role="forbrukning",
)
DEVELOPMENT = Column(
    "utveckling",
    "Utv. %",
    "procent",
    "forandring(utfall; foregaende)",
    decimals=1,
    help_="Ändring mot i fjol i procent. På nettokostnadsraden är det nettokostnadsutvecklingen: "
    "kostnaderna minus alla intäkter, mot samma period förra året.",
    role="utveckling",
)
PACE = (
    Column(
        "takt_hittills",
        "Takt/mån hittills",
        rule="utfall / manader_gatt",
        help_="Utfallet delat med de månader som har gått.",
        role="takt",
    ),
    Column(
        "takt_kvar",
        "Takt/mån kvar",
        rule="(prognos - utfall) / manader_kvar",
        help_="Vad resten av året får kosta per månad om prognosen ska hålla.",
        role="takt_kvar",
    ),
    Column(
        "takt_forandring",
        "Takt-ändring %",
        "procent",
        "forandring(takt_kvar; takt_hittills)",
        decimals=0,
        help_="Hur mycket takten måste ändras: −37 betyder 37 procent lägre per månad.",
        role="takt_andring",
    ),
)

DRIFT_PARTS = template(
    "drift.delar",
    "drift",
    "Drift",
    (
        Column("budget", "Budget {ar}", help_="Årets budget.", role="budget"),
        Column(
            "prognos", "Prognos helår {ar}", help_="Väntat utfall för hela året.", role="prognos"
        ),
        Column(
            "avvikelse",
            "Avv. prognos/budget {ar}",
            rule="prognos - budget",
            assessed_by="avvikelse",
            help_="Prognos − budget. Plus är bättre än budget.",
            role="avvikelse",
        ),
        AVVIKELSE_PERCENT,
        Column("utfall", "Delårsbokslut {ar}", help_="Utfall från årets början.", role="utfall"),
        Column(
            "foregaende",
            "Delårsbokslut {fjol}",
            help_="Utfall samma tid förra året.",
            role="utfall",
            year=-1,
        ),
        Column(
            "diff",
            "Diff. utfall {fjol}/{ar}",
            rule="utfall - foregaende",
            help_="Årets utfall − förra årets. Utan egen färg: mer är varken bra eller dåligt.",
            role="forandring",
        ),
        CONSUMED,
        DEVELOPMENT,
        *PACE,
        COMMENT,
    ),
    DRIFT_ROWS,
    sign=SIGN_DRIFT.format(against="prognos"),
    heading_label="Belopp i tkr",
    help_="Resultaträkningen per kontogrupp: budget, prognos, utfall och jämförelse med i fjol.",
    subject="resultat",
)

DRIFT_BOKSLUT = template(
    "drift.bokslut",
    "drift",
    "Drift",
    (
        Column("budget", "Budget {ar}", help_="Årets budget.", role="budget"),
        Column("utfall", "Bokslut {ar}", help_="Årets utfall.", role="utfall"),
        Column(
            "avvikelse",
            "Avv. bokslut/budget {ar}",
            rule="utfall - budget",
            assessed_by="avvikelse",
            help_="Bokslut − budget. Plus är bättre än budget.",
            role="avvikelse",
        ),
        AVVIKELSE_PERCENT,
        Column(
            "foregaende",
            "Bokslut {fjol}",
            help_="Förra årets utfall.",
            role="utfall",
            year=-1,
        ),
        Column(
            "diff",
            "Diff. bokslut {ar}/{fjol}",
            rule="utfall - foregaende",
            help_="Årets bokslut − förra årets. Utan egen färg.",
            role="forandring",
        ),
        DEVELOPMENT,
        COMMENT,
    ),
    DRIFT_ROWS,
    sign=SIGN_DRIFT.format(against="bokslut"),
    heading_label="Belopp i tkr",
    help_="Årets resultaträkning per kontogrupp mot budget och förra året.",
    subject="resultat",
)

RAM_PLAN = template(
    "drift.plan",
    "drift",
    "Ekonomiska ramar",
    (
        Column(
            "foregaende",
            "Budget {fjol}",
            help_="Innevarande års budget.",
            role="budget",
            year=-1,
        ),
        Column("budget", "Budget {ar}", help_="Budgetåret.", role="budget", inherit="plan"),
        Column("plan1", "Plan {ar1}", help_="Första planåret.", role="plan", year=1),
        Column("plan2", "Plan {ar2}", help_="Andra planåret.", role="plan", year=2),
    ),
    DRIFT_ROWS,
    sign="Intäkter +, kostnader −. Resultatet ska vara noll eller bättre.",
    heading_label="Belopp i tkr",
    help_="Driftramen för budgetåret och planåren.",
    subject="resultat",
)

RAM_BESLUTAD = template(
    "drift.ram",
    "drift",
    "Driftbudget",
    (
        Column(
            "beslutad",
            "Beslutad ram {ar}",
            help_="Den ram som kommunfullmäktige beslutat.",
            role="ram",
        ),
        Column(
            "prognos", "Prognos ram {ar}", help_="Den ram som nämnden ser behov av.", role="prognos"
        ),
        Column(
            "avvikelse",
            "Avvikelse",
            rule="prognos - beslutad",
            assessed_by="avvikelse",
            help_="Prognos − beslutad ram. Minus är behov utöver ramen.",
            role="avvikelse",
        ),
    ),
    RAM_ROWS,
    sign="Intäkter +, kostnader −. Avvikelse = prognos − beslutad ram.",
    heading_label="Belopp i tkr",
    help_="Beslutad ram mot den ram som behövs.",
    subject="ram",
)

RAMFORANDRING = template(
    "drift.ramforandring",
    "drift",
    "Ramökningar",
    (Column("belopp", "Belopp", help_="Sökt ändring av ramen.", role="belopp"),),
    (
        Row("permanenta", "Summa permanenta utökningar", "summa", rule=CHILDREN),
        Row("tillfalliga", "Summa tillfälliga utökningar", "summa", rule=CHILDREN),
        Row("totalt", "Totalt", "summa", rule="permanenta + tillfalliga", role="total"),
    ),
    list_=True,
    sign="Ökning av ramen +, minskning −.",
    heading_label="Ändring",
    help_="Ansökta ökningar eller minskningar av ramen.",
    subject="ramforandring",
)

BUDGETRAM = template(
    "drift.budgetram",
    "drift",
    "Budgetram AME",
    (Column("belopp", "Belopp", help_="Verksamhetens ram.", role="belopp"),),
    (
        Row("intakt", "Intäkt", role="intakt"),
        Row("kostnad", "Kostnad", role="kostnad"),
        Row("nettokostnad", "Nettokostnad", "summa", rule="intakt + kostnad", role="netto"),
        Row("kommunbidrag", "Kommunbidrag", role="kommunbidrag"),
        Row(
            "resultat",
            "Årets resultat",
            "summa",
            rule="nettokostnad + kommunbidrag",
            role="resultat",
        ),
    ),
    sign="Intäkter +, kostnader −.",
    heading_label="Belopp i tkr",
    help_="En verksamhets del av ramen.",
    subject="delram",
)

UPPRAKNING = template(
    "drift.upprakning",
    "drift",
    "Uppräkning av kommunbidraget",
    (
        Column(
            "belopp",
            "Belopp",
            "tal",
            decimals=None,
            help_="Ökning på föregående år, mnkr.",
            optional=True,
            role="belopp",
        ),
        Column(
            "procent",
            "Procent",
            "procent",
            decimals=1,
            help_="Index eller ökning i procent.",
            optional=True,
            role="andel",
        ),
    ),
    unit="mnkr",
    list_=True,
    sign="Ökning +.",
    heading_label="År och orsak",
    help_="Hur kommunbidraget ändras år för år, och varför. Uppgifterna står i löptexten.",
    subject="upprakning",
)

PART_ITEMS = prosa_facts(
    "drift.delposter", "drift", "Delposter ur texten", "Därav-belopp och andra tal i ekonomitexten."
)
VOLYMER = prosa_facts(
    "drift.volymer", "drift", "Volymer ur texten", "Volymer och antal i verksamhetstexten."
)

VOLYMER_TABLE = template(
    "drift.volymtabell",
    "drift",
    "Volymer",
    (
        Column(
            "klienter",
            "Antal klienter",
            "tal",
            help_="Antal klienter, utan uppdelning.",
            role="antal",
        ),
        Column("vuxna", "Antal klienter vuxna", "tal", help_="Antal vuxna.", role="antal"),
        Column("barn", "Antal klienter barn", "tal", help_="Antal barn.", role="antal"),
        Column("kostnad", "Kostnad tkr", help_="Kostnad i tkr.", role="kostnad"),
    ),
    unit="antal",
    list_=True,
    sign="Antal och kostnad skrivs utan minus.",
    heading_label="År",
    help_="Antal klienter och kostnad per år.",
    subject="volymer",
)

VOLUMES_AGAINST_BUDGET = template(
    "drift.volymer_budget",
    "drift",
    "Volymer mot budget",
    (
        Column(
            "foregaende",
            "Utfall {fjol}",
            "tal",
            help_="Antal samma period i fjol.",
            role="utfall",
            year=-1,
            optional=True,
        ),
        Column("budget", "Budget {ar}", "tal", help_="Budgeterat antal.", role="budget"),
        Column("utfall", "Utfall {ar}", "tal", help_="Antal i år.", role="utfall"),
        Column(
            "diff",
            "Differens",
            "tal",
            "utfall - budget",
            help_="Utfall − budget, i antal.",
            role="forandring",
        ),
        Column(
            "andel",
            "Av budget %",
            "procent",
            "utfall / budget * 100",
            decimals=0,
            help_="Utfallet i procent av budgeten.",
            role="andel",
        ),
        COMMENT,
    ),
    unit="antal",
    list_=True,
    sign="Antal; differens = utfall − budget. Fler är varken bättre eller sämre.",
    heading_label="Volym",
    help_="Volymer som nämnden följer varje år: antal mot budget och mot i fjol.",
    subject="volymer_budget",
)

ACTION_PLAN = register(
    "drift.handlingsplan",
    "drift",
    "Handlingsplan",
    "Åtgärd",
    kept("syfte", "Syfte", "text", "Vad åtgärden ska leda till, i korthet."),
    Column(
        "varde",
        "Värde",
        "tal",
        decimals=None,
        help_="Tal som texten anger; minskning −.",
        optional=True,
        role="varde",
    ),
    kept("enhet", "Enhet", "text", "Enheten i texten.", role="enhet"),
    kept("beslut", "Beslut", "text", "Nämndens beslut om handlingsplanen."),
)

TEMPLATES = (
    DRIFT_PARTS,
    DRIFT_BOKSLUT,
    RAM_PLAN,
    RAM_BESLUTAD,
    RAMFORANDRING,
    BUDGETRAM,
    UPPRAKNING,
    PROGNOSSAKERHET,
    PROGNOSTILLFALLEN,
    PROGNOS_LOG,
    PART_ITEMS,
    VOLYMER,
    VOLYMER_TABLE,
    VOLUMES_AGAINST_BUDGET,
    ACTION_PLAN,
)
