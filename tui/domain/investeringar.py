"""The tables of the tab *Investeringar*.

Signs: outgoings plus, avvikelse = budget − prognos (or bokslut), so plus is better than budget.
The difference between the years is current − previous in a delårsbokslut and previous − current
in an årsbokslut: so the board's own reports print it.
"""

from tui.domain.prosa import COMMENT, prosa_facts, template
from tui.domain.rule import CHILDREN
from tui.domain.table import Column, Row

CATEGORIES = (
    Row("expansion", "Expansionsinvestering", "summa", rule=CHILDREN),
    Row("image", "Imageinvestering", "summa", rule=CHILDREN),
    Row("reinvestering", "Reinvestering", "summa", rule=CHILDREN),
    Row("anpassning", "Anpassningsinvestering", "summa", rule=CHILDREN),
)
TOTAL = Row(
    "totalt",
    "Totala utgifter",
    "summa",
    rule="expansion + image + reinvestering + anpassning",
    role="total",
)
SIGN = "Utgifter +. Avv. = budget − {against}, plus = bättre. {diff}"

INVESTERINGAR_PARTS = template(
    "investeringar.delar",
    "investeringar",
    "Investeringar",
    (
        Column("budget", "Budget {ar}", help_="Årets investeringsbudget.", role="budget"),
        Column(
            "prognos", "Prognos helår {ar}", help_="Väntade utgifter för hela året.", role="prognos"
        ),
        Column(
            "avvikelse",
            "Avv. prognos/budget {ar}",
            rule="budget - prognos",
            assessed_by="avvikelse",
            help_="Budget − prognos. Plus är bättre än budget.",
            role="avvikelse",
        ),
        Column("utfall", "Delårsbokslut {ar}", help_="Utgifter från årets början.", role="utfall"),
        Column(
            "foregaende",
            "Delårsbokslut {fjol}",
            help_="Utgifter samma tid förra året.",
            role="utfall",
            year=-1,
        ),
        Column(
            "diff",
            "Diff. utfall {fjol}/{ar}",
            rule="utfall - foregaende",
            help_="Årets utgifter − förra årets. Utan egen färg.",
            role="forandring",
        ),
        COMMENT,
    ),
    (*CATEGORIES, TOTAL),
    list_=True,
    sign=SIGN.format(against="prognos", diff="Diff. = i år − i fjol."),
    heading_label="Belopp i tkr",
    help_="Investeringar per kategori och post.",
    subject="investeringar",
)

INVESTERINGAR_BOKSLUT = template(
    "investeringar.bokslut",
    "investeringar",
    "Investeringar",
    (
        Column("budget", "Budget {ar}", help_="Årets investeringsbudget.", role="budget"),
        Column("utfall", "Bokslut {ar}", help_="Årets utgifter.", role="utfall"),
        Column(
            "avvikelse",
            "Avv. bokslut/budget {ar}",
            rule="budget - utfall",
            assessed_by="avvikelse",
            help_="Budget − bokslut. Plus är bättre än budget.",
            role="avvikelse",
        ),
        Column(
            "foregaende",
            "Bokslut {fjol}",
            help_="Förra årets utgifter.",
            role="utfall",
            year=-1,
        ),
        Column(
            "diff",
            "Diff. bokslut {ar}/{fjol}",
            rule="foregaende - utfall",
            help_="Förra årets utgifter − årets (omvänt mot delårsbokslutet). Utan egen färg.",
            role="forandring",
        ),
        COMMENT,
    ),
    (*CATEGORIES, TOTAL),
    list_=True,
    sign=SIGN.format(against="bokslut", diff="Diff. = i fjol − i år."),
    heading_label="Belopp i tkr",
    help_="Årets investeringar per kategori och post.",
    subject="investeringar",
)

INVESTERINGAR_PLAN = template(
    "investeringar.plan",
    "investeringar",
    "Investeringsbudget",
    (
        Column(
            "foregaende",
            "Budget {fjol}",
            help_="Innevarande års budget.",
            role="budget",
            year=-1,
        ),
        Column("budget", "Budget {ar}", help_="Budgetåret.", role="budget", inherit="plan"),
        Column("plan1", "Plan {ar1}", help_="Planår 1.", role="plan", year=1),
        Column("plan2", "Plan {ar2}", help_="Planår 2.", role="plan", year=2),
        Column("plan3", "Plan {ar3}", help_="Planår 3.", role="plan", year=3),
        Column("plan4", "Plan {ar4}", help_="Planår 4.", role="plan", year=4),
    ),
    (*CATEGORIES, TOTAL),
    list_=True,
    sign="Utgifter +.",
    heading_label="Belopp i tkr",
    help_="Investeringsbudget för budgetåret och planåren.",
    subject="investeringar",
)

INVESTERINGAR_NUMBERS = prosa_facts(
    "investeringar.uppgifter",
    "investeringar",
    "Tal ur investeringstexten",
    "Tal som står i texten om investeringarna.",
)

TEMPLATES = (INVESTERINGAR_PARTS, INVESTERINGAR_BOKSLUT, INVESTERINGAR_PLAN, INVESTERINGAR_NUMBERS)
