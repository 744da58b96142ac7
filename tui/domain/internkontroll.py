"""The tables of the tab *Internkontroll*: risks, plan, follow-up and private providers.

Source of the duty: kommunallagen 6:6 (each nämnd answers for its own internal control).
"""

from decimal import Decimal

from tui.domain.arv import KVAR, Radarv
from tui.domain.bedomning import kontrollforslag
from tui.domain.berakning import Kalkyl
from tui.domain.prosa import prosauppgifter, register
from tui.domain.tabell import Kolumn, Mall, Rad
from tui.domain.uttryck import Egen, Kvot, Produkt
from tui.domain.varde import Varde, tal_i
from tui.svenska.format import belopp


def stickprov_for(kalkyl: Kalkyl, rad: Rad) -> tuple[Decimal | None, Decimal | None]:
    """The sample and its remarks, added up over a control point's rows in *stickprov*."""
    tabell = kalkyl.sammanhang.tabeller.get("stickprov")
    rader = [] if tabell is None else [r for r in tabell.rader if r.celler.get("punkt") == rad.id]
    par = [(tal_i(r.celler.get("antal")), tal_i(r.celler.get("anmarkningar"))) for r in rader]
    kanda = [(antal, anm) for antal, anm in par if antal is not None and anm is not None]
    if not kanda:
        return None, None
    return sum((a for a, _ in kanda), Decimal(0)), sum((b for _, b in kanda), Decimal(0))


def kontroll_for(kalkyl: Kalkyl, rad: Rad) -> Varde:
    """The proposed assessment of one control point, None where nothing can be counted.

    A control without a sample is proposed by its stated result: "Ja" in *uppfylld*.
    """
    stickprov, anmarkningar = stickprov_for(kalkyl, rad)
    if stickprov is None and rad.celler.get("uppfylld") in ("Ja", "Nej"):
        stickprov, anmarkningar = Decimal(1), Decimal(int(rad.celler["uppfylld"] == "Nej"))
    trosklar = kalkyl.sammanhang.installningar.trosklar
    return kontrollforslag(stickprov, anmarkningar, trosklar) or None


def kontroll_forklaring(kalkyl: Kalkyl, rad: Rad) -> str:
    """The figures behind the proposal, in words."""
    stickprov, anmarkningar = stickprov_for(kalkyl, rad)
    grans = belopp(kalkyl.sammanhang.installningar.trosklar.anmarkning_andel, None)
    if not stickprov or anmarkningar is None:
        return "utan stickprov avgör om kontrollen anges som uppfylld"
    procent = belopp(anmarkningar / stickprov * 100, 1)
    antal = f"{belopp(anmarkningar)} av {belopp(stickprov)} med anmärkning"
    return f"{antal} = {procent} %; försumbart till {grans} %"


RISKER = Mall(
    "internkontroll.risker",
    "internkontroll",
    "Risk- och väsentlighetsanalys",
    (
        Kolumn("beskrivning", "Riskbeskrivning", "text", hjalp="Vad som kan hända.", arv=KVAR),
        Kolumn("sannolikhet", "Sannolikhet", "tal", hjalp="1 osannolik – 4 sannolik.", arv=KVAR),
        Kolumn("vasentlighet", "Väsentlighet", "tal", hjalp="1 försumbar – 4 allvarlig.", arv=KVAR),
        Kolumn(
            "riskvarde",
            "Riskvärde",
            "tal",
            Produkt(("sannolikhet", "vasentlighet")),
            bedoms="risk",
            hjalp="Sannolikhet × väsentlighet.",
        ),
        Kolumn(
            "hantering",
            "Hantering",
            "val",
            skala="hantering",
            hjalp="Hur risken hanteras.",
            arv=KVAR,
        ),
    ),
    enhet="",
    lista=True,
    tecken="Riskvärde = sannolikhet × väsentlighet, 1–16. Högre är allvarligare.",
    rubrik_etikett="Risk",
    hjalp="Nämndens risker, bedömda efter sannolikhet och väsentlighet.",
    slag=("budget", "underlag"),
)

PLAN = Mall(
    "internkontroll.plan",
    "internkontroll",
    "Internkontrollplan",
    (
        Kolumn("beskrivning", "Riskbeskrivning", "text", hjalp="Vad som kan hända.", arv=KVAR),
        Kolumn(
            "riskvarde", "Riskvärde", "tal", bedoms="risk", hjalp="Som i riskanalysen.", arv=KVAR
        ),
        Kolumn("metod", "Metod", "text", hjalp="Hur det kontrolleras.", arv=KVAR),
        Kolumn("ansvarig", "Ansvarig", "text", hjalp="Vem som svarar för kontrollen.", arv=KVAR),
    ),
    enhet="",
    lista=True,
    tecken="Riskvärde 1–16, högre är allvarligare.",
    rubrik_etikett="Risk",
    hjalp="De risker som ska kontrolleras under året.",
    slag=("budget", "underlag"),
)

UPPFOLJNING = Mall(
    "internkontroll.uppfoljning",
    "internkontroll",
    "Uppföljning av internkontroll",
    (
        Kolumn(
            "forslag",
            "Förslag",
            "text",
            Egen(kontroll_for, kontroll_forklaring),
            bedoms="status",
            hjalp="Programmets förslag efter andelen anmärkningar. Du bestämmer.",
        ),
        Kolumn(
            "bedomning",
            "Bedömning",
            "val",
            skala="kontroll",
            bedoms="status",
            hjalp="Din bedömning. Mellanslag byter.",
        ),
        Kolumn(
            "risk", "Identifierad risk", "text", hjalp="Risken som kontrollen svarar mot.", arv=KVAR
        ),
        Kolumn("frekvens", "Frekvens", "text", hjalp="När kontrollen följs upp.", arv=KVAR),
        Kolumn("metod", "Metod", "text", hjalp="Hur kontrollen görs.", arv=KVAR),
        Kolumn(
            "uppfylld",
            "Uppfylld",
            "val",
            skala="ja_nej",
            hjalp="För en kontroll utan stickprov: om den är uppfylld.",
        ),
        Kolumn(
            "skal",
            "Skäl",
            "langtext",
            hjalp="Varför bedömningen avviker från förslaget.",
            alltid=True,
        ),
        Kolumn("resultat", "Resultat och åtgärder", "langtext", hjalp="Resultatet i korthet."),
    ),
    enhet="",
    lista=True,
    tecken="Bedömningen är din; förslaget följer regeln.",
    rubrik_etikett="Vad kontrolleras?",
    hjalp="Årets kontrollpunkter med resultat.",
    slag=("delarsbokslut", "arsbokslut"),
    radarv=Radarv(
        "internkontroll.plan", {"etikett": "etikett", "risk": "etikett", "metod": "metod"}
    ),
)

STICKPROV = Mall(
    "internkontroll.stickprov",
    "internkontroll",
    "Stickprov",
    (
        Kolumn(
            "punkt",
            "Kontrollpunkt",
            "val",
            hanvisar="uppfoljning",
            hjalp="Kontrollpunkten.",
            arv=KVAR,
        ),
        Kolumn("antal", "Kontrollerade", "tal", hjalp="Antal i stickprovet."),
        Kolumn("anmarkningar", "Med anmärkning", "tal", hjalp="Antal med anmärkning."),
        Kolumn(
            "utan", "Utan anmärkning", "tal", decimaler=0, hjalp="Antal utan, om texten anger det."
        ),
        Kolumn(
            "andel",
            "Andel med anm. %",
            "procent",
            Kvot("anmarkningar", "antal"),
            decimaler=1,
            hjalp="Anmärkningar av kontrollerade.",
        ),
        Kolumn("tillfalle", "Tillfälle", "text", hjalp="När kontrollen gjordes."),
    ),
    enhet="antal",
    lista=True,
    tecken="Fler anmärkningar är sämre.",
    rubrik_etikett="Stickprov",
    hjalp="Stickprovens storlek och anmärkningar, ur texten om resultatet.",
    slag=("delarsbokslut", "arsbokslut"),
)

SKALA = Mall(
    "internkontroll.skala",
    "internkontroll",
    "Skala",
    (
        Kolumn("varde", "Värde", "tal", hjalp="Steg på skalan.", arv=KVAR),
        Kolumn("forklaring", "Förklaring", "text", hjalp="Vad steget betyder.", arv=KVAR),
    ),
    enhet="",
    lista=True,
    tecken="1 lägst, 4 högst.",
    rubrik_etikett="Steg",
    hjalp="Skalans steg och deras betydelse.",
    slag=("budget", "underlag"),
)

UTFORARE = register(
    "internkontroll.utforare",
    "internkontroll",
    "Uppföljning av privata utförare",
    "Berört avtal",
    Kolumn("vad", "Vad har följts upp?", "text", hjalp="Mål, krav eller lagstiftning.", arv=KVAR),
    Kolumn(
        "uppfyllt", "Uppfyllt", "val", skala="ja_nej", hjalp="Har leverantören uppfyllt kraven?"
    ),
    Kolumn("brister", "Brister", "text", hjalp="Vilka brister som har iakttagits."),
    Kolumn("paverkan", "Påverkan", "text", hjalp="Hur bristerna påverkar verksamheten."),
    Kolumn("atgarder", "Åtgärder", "text", hjalp="Vidtagna åtgärder."),
)

KONTROLLPUNKTER = register(
    "internkontroll.punkter",
    "internkontroll",
    "Kontrollpunkter",
    "Kontrollpunkt",
    Kolumn("grupp", "Grupp", "text", hjalp="Från vilket års plan, och när den redovisas."),
    Kolumn("lage", "Läge", "text", hjalp="Läget enligt texten."),
)

KONTROLLTAL = prosauppgifter(
    "internkontroll.uppgifter",
    "internkontroll",
    "Tal ur kontrolltexten",
    "Tal som står i texten om internkontrollen.",
)

MALLAR = (RISKER, PLAN, UPPFOLJNING, STICKPROV, SKALA, UTFORARE, KONTROLLPUNKTER, KONTROLLTAL)
