"""The tables of the tab *Investeringar*.

Signs: outgoings plus, avvikelse = budget − prognos (or bokslut), so plus is better than budget.
The difference between the years is current − previous in a delårsbokslut and previous − current
in an årsbokslut: so the board's own reports print it.
"""

from tui.domain.arv import (
    BUDGET,
    BUDGET_I_FJOL,
    BUDGETFORSLAG,
    PLAN1,
    PLAN2,
    PLAN3,
    PLAN4,
    UTFALL,
    UTFALL_I_FJOL,
)
from tui.domain.prosa import KOMMENTAR, prosauppgifter
from tui.domain.tabell import Kolumn, Mall, Rad
from tui.domain.uttryck import Barn, differens, plus

KATEGORIER = (
    Rad("expansion", "Expansionsinvestering", "summa", regel=Barn()),
    Rad("image", "Imageinvestering", "summa", regel=Barn()),
    Rad("reinvestering", "Reinvestering", "summa", regel=Barn()),
    Rad("anpassning", "Anpassningsinvestering", "summa", regel=Barn()),
)
TOTALT = Rad(
    "totalt",
    "Totala utgifter",
    "summa",
    regel=plus("expansion", "image", "reinvestering", "anpassning"),
)
TECKEN = "Utgifter +. Avv. = budget − {mot}, plus = bättre. {diff}"

INVESTERINGAR_DELAR = Mall(
    "investeringar.delar",
    "investeringar",
    "Investeringar",
    (
        Kolumn("budget", "Budget {ar}", hjalp="Årets investeringsbudget.", arv=BUDGET),
        Kolumn("prognos", "Prognos helår {ar}", hjalp="Väntade utgifter för hela året."),
        Kolumn(
            "avvikelse",
            "Avv. prognos/budget {ar}",
            regel=differens("budget", "prognos"),
            bedoms="avvikelse",
            hjalp="Budget − prognos. Plus är bättre än budget.",
        ),
        Kolumn("utfall", "Delårsbokslut {ar}", hjalp="Utgifter från årets början.", arv=UTFALL),
        Kolumn(
            "foregaende",
            "Delårsbokslut {fjol}",
            hjalp="Utgifter samma tid förra året.",
            arv=UTFALL_I_FJOL,
        ),
        Kolumn(
            "diff",
            "Diff. utfall {fjol}/{ar}",
            regel=differens("utfall", "foregaende"),
            hjalp="Årets utgifter − förra årets. Utan egen färg.",
        ),
        KOMMENTAR,
    ),
    (*KATEGORIER, TOTALT),
    lista=True,
    tecken=TECKEN.format(mot="prognos", diff="Diff. = i år − i fjol."),
    rubrik_etikett="Belopp i tkr",
    hjalp="Investeringar per kategori och post.",
    slag=("delarsbokslut",),
    familj="investeringar.poster",
)

INVESTERINGAR_BOKSLUT = Mall(
    "investeringar.bokslut",
    "investeringar",
    "Investeringar",
    (
        Kolumn("budget", "Budget {ar}", hjalp="Årets investeringsbudget.", arv=BUDGET),
        Kolumn("utfall", "Bokslut {ar}", hjalp="Årets utgifter.", arv=UTFALL),
        Kolumn(
            "avvikelse",
            "Avv. bokslut/budget {ar}",
            regel=differens("budget", "utfall"),
            bedoms="avvikelse",
            hjalp="Budget − bokslut. Plus är bättre än budget.",
        ),
        Kolumn("foregaende", "Bokslut {fjol}", hjalp="Förra årets utgifter.", arv=UTFALL_I_FJOL),
        Kolumn(
            "diff",
            "Diff. bokslut {ar}/{fjol}",
            regel=differens("foregaende", "utfall"),
            hjalp="Förra årets utgifter − årets (omvänt mot delårsbokslutet). Utan egen färg.",
        ),
        KOMMENTAR,
    ),
    (*KATEGORIER, TOTALT),
    lista=True,
    tecken=TECKEN.format(mot="bokslut", diff="Diff. = i fjol − i år."),
    rubrik_etikett="Belopp i tkr",
    hjalp="Årets investeringar per kategori och post.",
    slag=("arsbokslut",),
    familj="investeringar.poster",
)

INVESTERINGSPLAN = Mall(
    "investeringar.plan",
    "investeringar",
    "Investeringsbudget",
    (
        Kolumn("foregaende", "Budget {fjol}", hjalp="Innevarande års budget.", arv=BUDGET_I_FJOL),
        Kolumn("budget", "Budget {ar}", hjalp="Budgetåret.", arv=BUDGETFORSLAG),
        Kolumn("plan1", "Plan {ar1}", hjalp="Planår 1.", arv=PLAN1),
        Kolumn("plan2", "Plan {ar2}", hjalp="Planår 2.", arv=PLAN2),
        Kolumn("plan3", "Plan {ar3}", hjalp="Planår 3.", arv=PLAN3),
        Kolumn("plan4", "Plan {ar4}", hjalp="Planår 4.", arv=PLAN4),
    ),
    (*KATEGORIER, TOTALT),
    lista=True,
    tecken="Utgifter +.",
    rubrik_etikett="Belopp i tkr",
    hjalp="Investeringsbudget för budgetåret och planåren.",
    slag=("budget", "underlag"),
    familj="investeringar.poster",
)

INVESTERINGSTAL = prosauppgifter(
    "investeringar.uppgifter",
    "investeringar",
    "Tal ur investeringstexten",
    "Tal som står i texten om investeringarna.",
)

MALLAR = (INVESTERINGAR_DELAR, INVESTERINGAR_BOKSLUT, INVESTERINGSPLAN, INVESTERINGSTAL)
