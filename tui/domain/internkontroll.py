"""The tables of the tab *Internkontroll*: risks, plan, follow-up and private providers.

Source of the duty: kommunallagen 6:6 (each nämnd answers for its own internal control).
"""

from decimal import Decimal

from msgspec.structs import replace

from tui.domain.calculation import Calculation, table_about
from tui.domain.proposals import control_proposal, control_words
from tui.domain.prosa import kept, prosa_facts, register, template
from tui.domain.rule import Own
from tui.domain.scale import NO, YES
from tui.domain.table import Column, Row, RowSource
from tui.domain.value import Value, number_in
from tui.svenska.format import amount


def sample_for(calculation: Calculation, row: Row) -> tuple[Decimal | None, Decimal | None]:
    """The sample and its remarks, added up over a control point's rows in *stickprov*."""
    table = table_about("stickprov", calculation.context)
    if table is None:
        return None, None
    rows = [r for r in table.rows if table.entered(r, "hor_till") == row.id]
    par = [
        (number_in(table.entered(r, "antal")), number_in(table.entered(r, "anmarkningar")))
        for r in rows
    ]
    known = [(count, remark) for count, remark in par if count is not None and remark is not None]
    if not known:
        return None, None
    return sum((a for a, _ in known), Decimal(0)), sum((b for _, b in known), Decimal(0))


def control_for(calculation: Calculation, row: Row) -> Value:
    """The proposed assessment of one control point, None where nothing can be counted.

    A control without a sample is proposed by its stated result: yes or no in *uppfylld*.
    """
    sample, remarks = sample_for(calculation, row)
    settings = calculation.context.settings
    fulfilled = settings.meaning("ja_nej", calculation.table.entered(row, "uppfylld"))
    if sample is None and fulfilled in (YES, NO):
        sample, remarks = Decimal(1), Decimal(int(fulfilled == NO))
    return control_proposal(sample, remarks, settings) or None


def control_explanation(calculation: Calculation, row: Row) -> str:
    """The figures behind the proposal, in words."""
    sample, remarks = sample_for(calculation, row)
    limits = control_words(calculation.context.settings.steps("kontroll"))
    if not sample or remarks is None:
        return "utan stickprov avgör om kontrollen anges som uppfylld"
    percent = amount(remarks / sample * 100, 1)
    count = f"{amount(remarks)} av {amount(sample)} med anmärkning"
    return "; ".join(filter(None, (f"{count} = {percent} %", limits)))


CONTROL_PROPOSAL = Own("förslag efter stickproven", control_for, control_explanation)

RISKS = template(
    "internkontroll.risker",
    "internkontroll",
    "Risk- och väsentlighetsanalys",
    (
        kept("beskrivning", "Riskbeskrivning", "text", "Vad som kan hända.", role="beskrivning"),
        kept(
            "sannolikhet",
            "Sannolikhet",
            "tal",
            "Steg på skalan i inställningarna, som tal eller ord: 3 eller 3 - Möjlig.",
            scale="sannolikhet",
            role="sannolikhet",
        ),
        kept(
            "vasentlighet",
            "Väsentlighet",
            "tal",
            "Steg på skalan i inställningarna, som tal eller ord: 3 eller 3 - Kännbar.",
            scale="vasentlighet",
            role="vasentlighet",
        ),
        Column(
            "riskvarde",
            "Riskvärde",
            "tal",
            "sannolikhet * vasentlighet",
            assessed_by="risk",
            help_="Sannolikhet × väsentlighet.",
            role="riskvarde",
        ),
        kept(
            "hantering",
            "Hantering",
            "val",
            "Hur risken hanteras.",
            scale="hantering",
            role="hantering",
        ),
    ),
    unit="",
    list_=True,
    sign="Riskvärde = sannolikhet × väsentlighet, 1–16. Högre är allvarligare.",
    heading_label="Risk",
    help_="Nämndens risker, bedömda efter sannolikhet och väsentlighet.",
    subject="risker",
)

RISK_ANALYSIS = replace(
    RISKS,
    id="internkontroll.riskanalys",
    heading="Riskanalys",
    columns=tuple(
        replace(c, heading="Konsekvens") if c.role == "vasentlighet" else c for c in RISKS.columns
    ),
    sign="Riskvärde = sannolikhet × konsekvens. Högre är allvarligare.",
    help_="Nämndens risker, bedömda efter sannolikhet och konsekvens.",
)

PLAN = template(
    "internkontroll.plan",
    "internkontroll",
    "Internkontrollplan",
    (
        kept("beskrivning", "Riskbeskrivning", "text", "Vad som kan hända.", role="beskrivning"),
        Column(
            "riskvarde",
            "Riskvärde",
            "tal",
            assessed_by="risk",
            help_="Som i riskanalysen.",
            inherit="kvar",
            role="riskvarde",
        ),
        kept("metod", "Metod", "text", "Hur det kontrolleras.", role="metod"),
        kept("ansvarig", "Ansvarig", "text", "Vem som svarar för kontrollen.", role="ansvarig"),
    ),
    unit="",
    list_=True,
    sign="Riskvärde 1–16, högre är allvarligare.",
    heading_label="Risk",
    help_="De risker som ska kontrolleras under året.",
    subject="plan",
)

UPPFOLJNING = template(
    "internkontroll.uppfoljning",
    "internkontroll",
    "Uppföljning av internkontroll",
    (
        Column(
            "forslag",
            "Förslag",
            "text",
            CONTROL_PROPOSAL,
            scale="kontroll",
            assessed_by="status",
            help_="Programmets förslag efter andelen anmärkningar. Du bestämmer.",
            role="forslag",
        ),
        Column(
            "bedomning",
            "Bedömning",
            "val",
            scale="kontroll",
            assessed_by="status",
            help_="Din bedömning. Mellanslag byter.",
            role="bedomning",
        ),
        kept("risk", "Identifierad risk", "text", "Risken som kontrollen svarar mot.", role="risk"),
        kept("frekvens", "Frekvens", "text", "När kontrollen följs upp.", role="frekvens"),
        kept("metod", "Metod", "text", "Hur kontrollen görs.", role="metod"),
        Column(
            "uppfylld",
            "Uppfylld",
            "val",
            scale="ja_nej",
            help_="För en kontroll utan stickprov: om den är uppfylld.",
            role="uppfylld",
        ),
        Column(
            "skal",
            "Skäl",
            "langtext",
            help_="Varför bedömningen avviker från förslaget.",
            always=True,
            role="skal",
        ),
        Column(
            "resultat",
            "Resultat och åtgärder",
            "langtext",
            help_="Resultatet i korthet.",
            role="resultat",
        ),
    ),
    unit="",
    list_=True,
    sign="Bedömningen är din; förslaget följer regeln.",
    heading_label="Vad kontrolleras?",
    help_="Årets kontrollpunkter med resultat.",
    rows_from=RowSource("plan", {"etikett": "etikett", "risk": "etikett", "metod": "metod"}),
    subject="uppfoljning",
)

SAMPLE = template(
    "internkontroll.stickprov",
    "internkontroll",
    "Stickprov",
    (
        kept(
            "punkt",
            "Kontrollpunkt",
            "val",
            "Kontrollpunkten.",
            refers="uppfoljning",
            role="hor_till",
        ),
        Column("antal", "Kontrollerade", "tal", help_="Antal i stickprovet.", role="antal"),
        Column(
            "anmarkningar",
            "Med anmärkning",
            "tal",
            help_="Antal med anmärkning.",
            role="anmarkningar",
        ),
        Column(
            "utan",
            "Utan anmärkning",
            "tal",
            help_="Antal utan, om texten anger det.",
            optional=True,
            role="utan_anmarkning",
        ),
        Column(
            "andel",
            "Andel med anm. %",
            "procent",
            "anmarkningar / antal * 100",
            decimals=1,
            help_="Anmärkningar av kontrollerade.",
            role="andel",
        ),
        Column("tillfalle", "Tillfälle", "text", help_="När kontrollen gjordes.", role="period"),
    ),
    unit="antal",
    list_=True,
    sign="Fler anmärkningar är sämre.",
    heading_label="Stickprov",
    help_="Stickprovens storlek och anmärkningar, ur texten om resultatet.",
    subject="stickprov",
)

SCALE = template(
    "internkontroll.skala",
    "internkontroll",
    "Skala",
    (
        kept("varde", "Värde", "tal", "Steg på skalan.", role="varde"),
        kept("forklaring", "Förklaring", "text", "Vad steget betyder.", role="forklaring"),
    ),
    unit="",
    list_=True,
    sign="1 lägst, 4 högst.",
    heading_label="Steg",
    help_="Skalans steg och deras betydelse.",
    subject="skala",
)

EXECUTOR = register(
    "internkontroll.utforare",
    "internkontroll",
    "Uppföljning av privata utförare",
    "Berört avtal",
    kept("vad", "Vad har följts upp?", "text", "Mål, krav eller lagstiftning."),
    Column(
        "uppfyllt",
        "Uppfyllt",
        "val",
        scale="ja_nej",
        help_="Har leverantören uppfyllt kraven?",
        role="uppfylld",
    ),
    Column("brister", "Brister", "text", help_="Vilka brister som har iakttagits."),
    Column("paverkan", "Påverkan", "text", help_="Hur bristerna påverkar verksamheten."),
    Column("atgarder", "Åtgärder", "text", help_="Vidtagna åtgärder.", role="atgarder"),
)

KONTROLLPUNKTER = register(
    "internkontroll.punkter",
    "internkontroll",
    "Kontrollpunkter",
    "Kontrollpunkt",
    Column(
        "grupp", "Grupp", "text", help_="Från vilket års plan, och när den redovisas.", role="grupp"
    ),
    Column("lage", "Läge", "text", help_="Läget enligt texten.", role="lage"),
)

CONTROL_NUMBER = prosa_facts(
    "internkontroll.uppgifter",
    "internkontroll",
    "Tal ur kontrolltexten",
    "Tal som står i texten om internkontrollen.",
)

TEMPLATES = (
    RISKS,
    RISK_ANALYSIS,
    PLAN,
    UPPFOLJNING,
    SAMPLE,
    SCALE,
    EXECUTOR,
    KONTROLLPUNKTER,
    CONTROL_NUMBER,
)
