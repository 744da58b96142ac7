"""The tables of the tab *Personal*.

Sick leave: seven statutory measures (facts of the field); lower is better. The documents print
the day band "Dag 59>" as a share of working time, which is not the statutory measure 2 (its
share of the sick time): that one is computed here as a row of its own.
"""

from tui.domain.arv import ARSTAL, KVAR, UTFALL, UTFALL_I_FJOL
from tui.domain.prosa import prosauppgifter, register
from tui.domain.tabell import Kolumn, Mall, Rad
from tui.domain.uttryck import Kvot, differens

SJUKFRANVARO = Mall(
    "personal.sjukfranvaro",
    "personal",
    "Sjukfrånvaro",
    (
        Kolumn(
            "ar",
            "{ar}",
            "procent",
            decimaler=1,
            hjalp="Andel av ordinarie arbetstid, %.",
            arv=UTFALL,
        ),
        Kolumn(
            "fjol",
            "{fjol}",
            "procent",
            decimaler=1,
            hjalp="Samma mått förra året.",
            arv=UTFALL_I_FJOL,
        ),
        Kolumn(
            "diff",
            "Differens",
            "procent",
            differens("ar", "fjol", tomt_som_noll=False),
            decimaler=1,
            bedoms="lagre_battre",
            hjalp="I år − i fjol, i procentenheter. Minus är bättre.",
        ),
    ),
    (
        Rad("total", "Total sjukfrånvaro"),
        Rad("kvinnor", "Kvinnor"),
        Rad("man", "Män"),
        Rad("alder_1", "<29 år"),
        Rad("alder_2", "30-49 år"),
        Rad("alder_3", "50 år>"),
        Rad("dag_1", "Dag 1-14"),
        Rad("dag_2", "Dag 15-59"),
        Rad("dag_3", "Dag 59>"),
        Rad(
            "langtid",
            "Långtid, andel av sjuktiden",
            "darav",
            regel=Kvot("dag_3", "total"),
        ),
    ),
    enhet="%",
    tecken="Andel av arbetstiden. Lägre är bättre; differens = i år − i fjol.",
    rubrik_etikett="Sjukfrånvaro (%)",
    hjalp="Sjukfrånvaron i lagens grupper. Långtidens andel av sjuktiden räknas av programmet.",
    slag=("delarsbokslut", "arsbokslut"),
)

STATISTIK = Mall(
    "personal.statistik",
    "personal",
    "Personalstatistik",
    (
        Kolumn("ar", "{ar}", "tal", decimaler=None, hjalp="Årets värde.", arv=UTFALL),
        Kolumn(
            "fjol", "{fjol}", "tal", decimaler=None, hjalp="Förra årets värde.", arv=UTFALL_I_FJOL
        ),
        Kolumn(
            "diff",
            "Differens",
            "tal",
            differens("ar", "fjol", tomt_som_noll=False),
            decimaler=None,
            hjalp="I år − i fjol.",
        ),
    ),
    enhet="",
    lista=True,
    tecken="Differens = i år − i fjol.",
    rubrik_etikett="Nyckeltal",
    hjalp="Anställda, årsarbetare, medelålder, timavlönade, övertid och omsättning.",
    slag=("delarsbokslut", "arsbokslut"),
)

INCIDENTER = Mall(
    "personal.incidenter",
    "personal",
    "Arbetsskador och tillbud",
    (
        Kolumn("fjol", "{fjol}", "tal", hjalp="Antal förra året.", arv=UTFALL_I_FJOL),
        Kolumn("ar", "{ar}", "tal", hjalp="Antal i år.", arv=UTFALL),
        Kolumn(
            "diff",
            "Differens",
            "tal",
            differens("ar", "fjol", tomt_som_noll=False),
            bedoms="lagre_battre",
            hjalp="I år − i fjol. Färre är bättre.",
        ),
    ),
    enhet="antal",
    lista=True,
    tecken="Färre är bättre; differens = i år − i fjol.",
    rubrik_etikett="Rapporterade incidenter",
    hjalp="Rapporterade arbetsskador och tillbud.",
    slag=("delarsbokslut", "arsbokslut"),
)

SAMMANSATTNING = Mall(
    "personal.sammansattning",
    "personal",
    "Personalsammansättning",
    (
        Kolumn("personer", "Antal personer", "tal", hjalp="Antal månadsavlönade personer."),
        Kolumn("anstallningar", "Antal anställningar", "tal", hjalp="Antal anställningar."),
        Kolumn("arsarbetare", "Antal årsarbetare", "tal", decimaler=1, hjalp="Omräknat."),
        Kolumn("medelalder", "Medelålder", "tal", decimaler=1, hjalp="År."),
        Kolumn(
            "grad",
            "Sysselsättningsgrad (snitt)",
            "procent",
            decimaler=0,
            hjalp="Snitt i procent.",
        ),
    ),
    enhet="antal",
    lista=True,
    rubrik_etikett="AID-struktur",
    hjalp="Månadsavlönade efter yrkesgrupp. Personer kan ha flera anställningar.",
)

PERSONALTAL = prosauppgifter(
    "personal.uppgifter",
    "personal",
    "Tal ur personaltexten",
    "Rehab, PULS, rekrytering och andra tal i texten om personal.",
)

ARBETSMILJOMAL = register(
    "personal.arbetsmiljomal",
    "personal",
    "Arbetsmiljömål",
    "Arbetsmiljömål",
    Kolumn("ar", "År", "text", hjalp="Året som målet gäller.", arv=ARSTAL),
    Kolumn("matning", "Följs upp med", "text", hjalp="Hur målet mäts.", arv=KVAR),
    Kolumn("utfall", "Utfall", "text", hjalp="Utfallet i korthet."),
)

MALLAR = (SJUKFRANVARO, STATISTIK, INCIDENTER, SAMMANSATTNING, PERSONALTAL, ARBETSMILJOMAL)
