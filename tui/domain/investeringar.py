"""The tables of the tab *Investeringar*.

Signs: outgoings plus, avvikelse = budget − prognos (or bokslut), so plus is better than budget.
The difference between the years is current − previous in a delårsbokslut and previous − current
in an årsbokslut: so the board's own reports print it.
"""

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
        Kolumn("budget", "Budget {ar}", hjalp="Årets investeringsbudget."),
        Kolumn("prognos", "Prognos helår {ar}", hjalp="Väntade utgifter för hela året."),
        Kolumn(
            "avvikelse",
            "Avv. prognos/budget {ar}",
            regel=differens("budget", "prognos"),
            bedoms="avvikelse",
            hjalp="Budget − prognos. Plus är bättre än budget.",
        ),
        Kolumn("utfall", "Delårsbokslut {ar}", hjalp="Utgifter från årets början."),
        Kolumn("foregaende", "Delårsbokslut {fjol}", hjalp="Utgifter samma tid förra året."),
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
)

INVESTERINGAR_BOKSLUT = Mall(
    "investeringar.bokslut",
    "investeringar",
    "Investeringar",
    (
        Kolumn("budget", "Budget {ar}", hjalp="Årets investeringsbudget."),
        Kolumn("utfall", "Bokslut {ar}", hjalp="Årets utgifter."),
        Kolumn(
            "avvikelse",
            "Avv. bokslut/budget {ar}",
            regel=differens("budget", "utfall"),
            bedoms="avvikelse",
            hjalp="Budget − bokslut. Plus är bättre än budget.",
        ),
        Kolumn("foregaende", "Bokslut {fjol}", hjalp="Förra årets utgifter."),
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
)

INVESTERINGSPLAN = Mall(
    "investeringar.plan",
    "investeringar",
    "Investeringsbudget",
    (
        Kolumn("foregaende", "Budget {fjol}", hjalp="Innevarande års budget."),
        Kolumn("budget", "Budget {ar}", hjalp="Budgetåret."),
        Kolumn("plan1", "Plan {ar1}", hjalp="Planår 1."),
        Kolumn("plan2", "Plan {ar2}", hjalp="Planår 2."),
        Kolumn("plan3", "Plan {ar3}", hjalp="Planår 3."),
        Kolumn("plan4", "Plan {ar4}", hjalp="Planår 4."),
    ),
    (*KATEGORIER, TOTALT),
    lista=True,
    tecken="Utgifter +.",
    rubrik_etikett="Belopp i tkr",
    hjalp="Investeringsbudget för budgetåret och planåren.",
)

INVESTERINGSTAL = prosauppgifter(
    "investeringar.uppgifter",
    "investeringar",
    "Tal ur investeringstexten",
    "Tal som står i texten om investeringarna.",
)

MALLAR = (INVESTERINGAR_DELAR, INVESTERINGAR_BOKSLUT, INVESTERINGSPLAN, INVESTERINGSTAL)
