"""The tables of the tab *Drift*: declared once, as data.

Signs: income plus, costs minus, avvikelse = prognos (or bokslut) − budget, so plus is better
than budget. Rows and signs are those of the board's own reports.
"""

from tui.domain.arv import (
    BUDGET,
    BUDGET_I_FJOL,
    BUDGETFORSLAG,
    KVAR,
    PLAN1,
    PLAN2,
    UTFALL,
    UTFALL_I_FJOL,
)
from tui.domain.prosa import KOMMENTAR, prosauppgifter, register
from tui.domain.tabell import Kolumn, Mall, Rad
from tui.domain.uttryck import Barn, Forandring, Kvot, PerManad, differens, plus

TECKEN_DRIFT = "Intäkter +, kostnader −. Avvikelse = {mot} − budget, plus = bättre."

INTAKTER = Rad("intakter", "Verksamhetens intäkter", intakt=True)
KONTOGRUPPER = (
    Rad("personal", "Personalkostnader", foralder="kostnader"),
    Rad("lokalhyror", "Lokalhyror", foralder="kostnader"),
    Rad("kop_av_tjanster", "Köp av tjänster", foralder="kostnader"),
    Rad("ovriga_kostnader", "Övriga kostnader", foralder="kostnader"),
)
KOSTNADER = Rad("kostnader", "Verksamhetens kostnader", "summa", regel=Barn())
RESULTATDEL = (
    Rad(
        "nettokostnader",
        "Verksamhetens nettokostnader",
        "summa",
        regel=plus("intakter", "kostnader"),
    ),
    Rad("kommunbidrag", "Kommunbidrag", intakt=True),
    Rad("finansnetto", "Finansnetto", intakt=True, utan_andel=True),
    Rad(
        "resultat",
        "Årets resultat",
        "summa",
        regel=plus("nettokostnader", "kommunbidrag", "finansnetto"),
        utan_andel=True,
    ),
)
DRIFTRADER = (INTAKTER, *KONTOGRUPPER, KOSTNADER, *RESULTATDEL)
RAMRADER = (INTAKTER, Rad("kostnader", "Verksamhetens kostnader"), *RESULTATDEL)

AVVIKELSE_PROCENT = Kolumn(
    "avvikelse_procent",
    "Avv. %",
    "procent",
    Kvot("avvikelse", "budget", mot_belopp=True),
    decimaler=1,
    bedoms="avvikelse",
    hjalp="Avvikelsen i procent av budgeten. Plus är bättre än budget.",
)
FORBRUKAT = Kolumn(
    "forbrukat",
    "Förbrukat (riktpunkt {riktpunkt} %)",
    "procent",
    Kvot("utfall", "budget"),
    bedoms="forbrukning",
    hjalp="Utfallet i procent av årets budget, mot den andel av året som har gått.",
)
UTVECKLING = Kolumn(
    "utveckling",
    "Utv. %",
    "procent",
    Forandring("utfall", "foregaende"),
    decimaler=1,
    hjalp="Ändring mot i fjol i procent. På nettokostnadsraden är det nettokostnadsutvecklingen: "
    "kostnaderna minus alla intäkter, mot samma period förra året.",
)
TAKT = (
    Kolumn(
        "takt_hittills",
        "Takt/mån hittills",
        regel=PerManad(((1, "utfall"),), "gatt"),
        hjalp="Utfallet delat med de månader som har gått.",
    ),
    Kolumn(
        "takt_kvar",
        "Takt/mån kvar",
        regel=PerManad(((1, "prognos"), (-1, "utfall")), "kvar"),
        hjalp="Vad resten av året får kosta per månad om prognosen ska hålla.",
    ),
    Kolumn(
        "takt_forandring",
        "Takt-ändring %",
        "procent",
        Forandring("takt_kvar", "takt_hittills"),
        decimaler=0,
        hjalp="Hur mycket takten måste ändras: −37 betyder 37 procent lägre per månad.",
    ),
)

DRIFT_DELAR = Mall(
    "drift.delar",
    "drift",
    "Drift",
    (
        Kolumn("budget", "Budget {ar}", hjalp="Årets budget.", arv=BUDGET),
        Kolumn("prognos", "Prognos helår {ar}", hjalp="Väntat utfall för hela året."),
        Kolumn(
            "avvikelse",
            "Avv. prognos/budget {ar}",
            regel=differens("prognos", "budget"),
            bedoms="avvikelse",
            hjalp="Prognos − budget. Plus är bättre än budget.",
        ),
        AVVIKELSE_PROCENT,
        Kolumn("utfall", "Delårsbokslut {ar}", hjalp="Utfall från årets början.", arv=UTFALL),
        Kolumn(
            "foregaende",
            "Delårsbokslut {fjol}",
            hjalp="Utfall samma tid förra året.",
            arv=UTFALL_I_FJOL,
        ),
        Kolumn(
            "diff",
            "Diff. utfall {fjol}/{ar}",
            regel=differens("utfall", "foregaende"),
            hjalp="Årets utfall − förra årets. Utan egen färg: mer är varken bra eller dåligt.",
        ),
        FORBRUKAT,
        UTVECKLING,
        *TAKT,
        KOMMENTAR,
    ),
    DRIFTRADER,
    tecken=TECKEN_DRIFT.format(mot="prognos"),
    rubrik_etikett="Belopp i tkr",
    hjalp="Resultaträkningen per kontogrupp: budget, prognos, utfall och jämförelse med i fjol.",
    slag=("delarsbokslut",),
    familj="drift.resultat",
)

DRIFT_BOKSLUT = Mall(
    "drift.bokslut",
    "drift",
    "Drift",
    (
        Kolumn("budget", "Budget {ar}", hjalp="Årets budget.", arv=BUDGET),
        Kolumn("utfall", "Bokslut {ar}", hjalp="Årets utfall.", arv=UTFALL),
        Kolumn(
            "avvikelse",
            "Avv. bokslut/budget {ar}",
            regel=differens("utfall", "budget"),
            bedoms="avvikelse",
            hjalp="Bokslut − budget. Plus är bättre än budget.",
        ),
        AVVIKELSE_PROCENT,
        Kolumn("foregaende", "Bokslut {fjol}", hjalp="Förra årets utfall.", arv=UTFALL_I_FJOL),
        Kolumn(
            "diff",
            "Diff. bokslut {ar}/{fjol}",
            regel=differens("utfall", "foregaende"),
            hjalp="Årets bokslut − förra årets. Utan egen färg.",
        ),
        UTVECKLING,
        KOMMENTAR,
    ),
    DRIFTRADER,
    tecken=TECKEN_DRIFT.format(mot="bokslut"),
    rubrik_etikett="Belopp i tkr",
    hjalp="Årets resultaträkning per kontogrupp mot budget och förra året.",
    slag=("arsbokslut",),
    familj="drift.resultat",
)

RAM_PLAN = Mall(
    "drift.plan",
    "drift",
    "Ekonomiska ramar",
    (
        Kolumn("foregaende", "Budget {fjol}", hjalp="Innevarande års budget.", arv=BUDGET_I_FJOL),
        Kolumn("budget", "Budget {ar}", hjalp="Budgetåret.", arv=BUDGETFORSLAG),
        Kolumn("plan1", "Plan {ar1}", hjalp="Första planåret.", arv=PLAN1),
        Kolumn("plan2", "Plan {ar2}", hjalp="Andra planåret.", arv=PLAN2),
    ),
    DRIFTRADER,
    tecken="Intäkter +, kostnader −. Resultatet ska vara noll eller bättre.",
    rubrik_etikett="Belopp i tkr",
    hjalp="Driftramen för budgetåret och planåren.",
    slag=("budget",),
    familj="drift.resultat",
)

RAM_BESLUTAD = Mall(
    "drift.ram",
    "drift",
    "Driftbudget",
    (
        Kolumn("beslutad", "Beslutad ram {ar}", hjalp="Den ram som kommunfullmäktige beslutat."),
        Kolumn("prognos", "Prognos ram {ar}", hjalp="Den ram som nämnden ser behov av."),
        Kolumn(
            "avvikelse",
            "Avvikelse",
            regel=differens("prognos", "beslutad"),
            bedoms="avvikelse",
            hjalp="Prognos − beslutad ram. Minus är behov utöver ramen.",
        ),
    ),
    RAMRADER,
    tecken="Intäkter +, kostnader −. Avvikelse = prognos − beslutad ram.",
    rubrik_etikett="Belopp i tkr",
    hjalp="Beslutad ram mot den ram som behövs.",
    slag=("underlag",),
)

RAMFORANDRING = Mall(
    "drift.ramforandring",
    "drift",
    "Ramökningar",
    (Kolumn("belopp", "Belopp", hjalp="Sökt ändring av ramen."),),
    (
        Rad("permanenta", "Summa permanenta utökningar", "summa", regel=Barn()),
        Rad("tillfalliga", "Summa tillfälliga utökningar", "summa", regel=Barn()),
        Rad("totalt", "Totalt", "summa", regel=plus("permanenta", "tillfalliga")),
    ),
    lista=True,
    tecken="Ökning av ramen +, minskning −.",
    rubrik_etikett="Ändring",
    hjalp="Ansökta ökningar eller minskningar av ramen.",
    slag=("underlag",),
)

BUDGETRAM = Mall(
    "drift.budgetram",
    "drift",
    "Budgetram AME",
    (Kolumn("belopp", "Belopp", hjalp="Verksamhetens ram."),),
    (
        Rad("intakt", "Intäkt", intakt=True),
        Rad("kostnad", "Kostnad"),
        Rad("nettokostnad", "Nettokostnad", "summa", regel=plus("intakt", "kostnad")),
        Rad("kommunbidrag", "Kommunbidrag", intakt=True),
        Rad("resultat", "Årets resultat", "summa", regel=plus("nettokostnad", "kommunbidrag")),
    ),
    tecken="Intäkter +, kostnader −.",
    rubrik_etikett="Belopp i tkr",
    hjalp="En verksamhets del av ramen.",
    slag=("underlag",),
)

UPPRAKNING = Mall(
    "drift.upprakning",
    "drift",
    "Uppräkning av kommunbidraget",
    (
        Kolumn("belopp", "Belopp", "tal", decimaler=None, hjalp="Ökning på föregående år, mnkr."),
        Kolumn("procent", "Procent", "procent", decimaler=1, hjalp="Index eller ökning i procent."),
    ),
    enhet="mnkr",
    lista=True,
    tecken="Ökning +.",
    rubrik_etikett="År och orsak",
    hjalp="Hur kommunbidraget ändras år för år, och varför. Uppgifterna står i löptexten.",
    slag=("budget",),
)

PROGNOSSAKERHET = Mall(
    "drift.prognossakerhet",
    "drift",
    "Prognossäkerhet",
    (
        Kolumn("prognos", "Prognos", hjalp="Prognosen vid tillfället, som avvikelse mot budget."),
        Kolumn("avvikelse", "Avvikelse från bokslut", hjalp="Bokslut − prognos."),
    ),
    lista=True,
    tecken="Avvikelse = bokslut − prognos: plus är bättre än prognosen.",
    rubrik_etikett="Avstämningstillfälle, belopp i tkr",
    hjalp="Hur väl årets prognoser stämde med bokslutet.",
    slag=("arsbokslut",),
)

PROGNOSTILLFALLEN = Mall(
    "drift.prognostillfallen",
    "drift",
    "Prognostillfällen",
    (
        Kolumn("datum", "Sammanträde", "datum", hjalp="Nämndens sammanträde."),
        Kolumn("paragraf", "Paragraf", "text", hjalp="Protokollets paragraf."),
        Kolumn("prognos", "Prognos, avvikelse", hjalp="Prognostiserad avvikelse mot budget."),
    ),
    lista=True,
    tecken="Plus är bättre än budget.",
    rubrik_etikett="Tillfälle",
    hjalp="Årets uppföljningar och den prognos som nämnden fick.",
)

DELPOSTER = prosauppgifter(
    "drift.delposter", "drift", "Delposter ur texten", "Därav-belopp och andra tal i ekonomitexten."
)
VOLYMER = prosauppgifter(
    "drift.volymer", "drift", "Volymer ur texten", "Volymer och antal i verksamhetstexten."
)

VOLYMTABELL = Mall(
    "drift.volymtabell",
    "drift",
    "Volymer",
    (
        Kolumn("klienter", "Antal klienter", "tal", hjalp="Antal klienter, utan uppdelning."),
        Kolumn("vuxna", "Antal klienter vuxna", "tal", hjalp="Antal vuxna."),
        Kolumn("barn", "Antal klienter barn", "tal", hjalp="Antal barn."),
        Kolumn("kostnad", "Kostnad tkr", hjalp="Kostnad i tkr."),
    ),
    enhet="antal",
    lista=True,
    tecken="Antal och kostnad skrivs utan minus.",
    rubrik_etikett="År",
    hjalp="Antal klienter och kostnad per år.",
    slag=("underlag",),
)

HANDLINGSPLAN = register(
    "drift.handlingsplan",
    "drift",
    "Handlingsplan",
    "Åtgärd",
    Kolumn("syfte", "Syfte", "text", hjalp="Vad åtgärden ska leda till, i korthet.", arv=KVAR),
    Kolumn("varde", "Värde", "tal", decimaler=None, hjalp="Tal som texten anger; minskning −."),
    Kolumn("enhet", "Enhet", "text", hjalp="Enheten i texten.", arv=KVAR),
    Kolumn("beslut", "Beslut", "text", hjalp="Nämndens beslut om handlingsplanen.", arv=KVAR),
)

MALLAR = (
    DRIFT_DELAR,
    DRIFT_BOKSLUT,
    RAM_PLAN,
    RAM_BESLUTAD,
    RAMFORANDRING,
    BUDGETRAM,
    UPPRAKNING,
    PROGNOSSAKERHET,
    PROGNOSTILLFALLEN,
    DELPOSTER,
    VOLYMER,
    VOLYMTABELL,
    HANDLINGSPLAN,
)
