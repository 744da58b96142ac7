"""The tables of the tab *Mål & nyckeltal*."""

from tui.domain.arv import KVAR, UTFALL, UTFALL_I_FJOL, UTKAST
from tui.domain.bedomning import MALREGEL, malforslag, nyckeltalsstatus, takt_mal
from tui.domain.berakning import Kalkyl
from tui.domain.prosa import prosauppgifter, register
from tui.domain.tabell import Kolumn, Mall, Rad, Tabell
from tui.domain.uttryck import Egen, Kvot
from tui.domain.varde import Varde, tal_i
from tui.svenska.format import belopp


def _manader(kalkyl: Kalkyl) -> int:
    return kalkyl.sammanhang.period.manader if kalkyl.sammanhang.period else 12


def status_for(kalkyl: Kalkyl, rad: Rad) -> Varde:
    """The status of one nyckeltal's row, None where it has neither target nor outcome."""
    mal, utfall = rad.celler.get("mal"), rad.celler.get("utfall")
    if mal is None and utfall is None:
        return None
    return nyckeltalsstatus(
        mal,
        utfall,
        str(rad.celler.get("riktning") or ""),
        kumulativ=rad.celler.get("kumulativ") == "Ja",
        manader=_manader(kalkyl),
        trosklar=kalkyl.sammanhang.installningar.trosklar,
    )


def status_forklaring(kalkyl: Kalkyl, rad: Rad) -> str:
    """The rule behind a status, in words."""
    nara = belopp(kalkyl.sammanhang.installningar.trosklar.nara_andel, None)
    text = f"utfallet mot målet, målets tecken eller riktning avgör; nära från {nara} % av målet"
    mal = tal_i(rad.celler.get("mal"))
    if rad.celler.get("kumulativ") == "Ja" and mal is not None:
        manader = _manader(kalkyl)
        takt = belopp(takt_mal(mal, manader))
        text += f"; växer under året och bedöms därför i takt: {takt} efter {manader} månader"
    return text


def nyckeltal_for(tabell: Tabell | None, mal_id: str) -> tuple[Rad, ...]:
    """The rows of the nyckeltal table that belong to a goal."""
    if tabell is None:
        return ()
    return tuple(rad for rad in tabell.rader if rad.celler.get("namndmal") == mal_id)


def forslag_for(kalkyl: Kalkyl, rad: Rad) -> Varde:
    """The proposed assessment of one goal out of its nyckeltal, None where there are none."""
    tabell = kalkyl.sammanhang.tabeller.get("nyckeltal")
    if tabell is None:
        return None
    syskon = Kalkyl(tabell, kalkyl.sammanhang)
    statusar = [str(status_for(syskon, n) or "") for n in nyckeltal_for(tabell, rad.id)]
    return malforslag(statusar) or None


def forslag_forklaring(kalkyl: Kalkyl, rad: Rad) -> str:
    """Which nyckeltal the proposal rests on, and the rule."""
    tabell = kalkyl.sammanhang.tabeller.get("nyckeltal")
    if tabell is None or not nyckeltal_for(tabell, rad.id):
        return "målet har inga nyckeltal att bedöma efter"
    rader = nyckeltal_for(tabell, rad.id)
    delar = [f"{n.etikett}: {status_for(kalkyl, n) or 'inte ifyllt'}" for n in rader]
    return "; ".join(delar) + f" ({MALREGEL})"


MAL = Mall(
    "mal.mal",
    "mal",
    "Nämndens mål",
    (
        Kolumn(
            "forslag",
            "Förslag",
            "text",
            Egen(forslag_for, forslag_forklaring),
            bedoms="status",
            hjalp="Programmets förslag efter nyckeltalen. Du bestämmer.",
        ),
        Kolumn(
            "bedomning",
            "Bedömning",
            "val",
            skala="mal",
            bedoms="status",
            hjalp="Din bedömning. Mellanslag byter till nästa steg på skalan.",
        ),
        Kolumn(
            "skal",
            "Skäl",
            "langtext",
            hjalp="Varför bedömningen avviker från förslaget.",
            alltid=True,
        ),
        Kolumn("kf_mal", "KF-mål", "text", hjalp="Kommunfullmäktiges prioriterade mål.", arv=KVAR),
        Kolumn("indikator", "Indikator", "text", hjalp="Fullmäktiges indikator.", arv=KVAR),
        Kolumn(
            "agenda",
            "Agenda 2030",
            "text",
            hjalp="Globala mål som nämndmålet bidrar till.",
            arv=KVAR,
        ),
        Kolumn(
            "kommentar",
            "Kommentar/analys",
            "langtext",
            hjalp="Kommentaren i rapporten.",
            arv=UTKAST,
        ),
    ),
    enhet="",
    lista=True,
    tecken="Bedömningen är din; förslaget följer regeln.",
    rubrik_etikett="Nämndens mål",
    hjalp="Nämndens mål under fullmäktiges mål, med förslag och bedömning.",
)

NYCKELTAL = Mall(
    "mal.nyckeltal",
    "mal",
    "Nyckeltal",
    (
        Kolumn(
            "mal",
            "Mål {ar}",
            "mal",
            decimaler=None,
            hjalp="Målvärdet, gärna med < > ≤ ≥.",
            arv=KVAR,
        ),
        Kolumn("utfall", "Utfall {ar}", "utfall", decimaler=None, hjalp="Utfallet.", arv=UTFALL),
        Kolumn(
            "foregaende",
            "Utfall {fjol}",
            "utfall",
            decimaler=None,
            hjalp="I fjol.",
            arv=UTFALL_I_FJOL,
        ),
        Kolumn(
            "status",
            "Status",
            "text",
            Egen(status_for, status_forklaring),
            bedoms="status",
            hjalp="Utfallet mot målet, av programmet.",
        ),
        Kolumn(
            "riktning",
            "Riktning",
            "val",
            skala="riktning",
            hjalp="Om ett högre eller ett lägre värde är bättre.",
            arv=KVAR,
        ),
        Kolumn(
            "kumulativ",
            "Växer under året",
            "val",
            skala="ja_nej",
            hjalp="Ja: bedöms i takt med året och inte mot hela årets mål.",
            arv=KVAR,
        ),
        Kolumn(
            "namndmal",
            "Hör till mål",
            "val",
            hanvisar="mal",
            hjalp="Nämndens mål som måttet hör till.",
            arv=KVAR,
        ),
        Kolumn("kalla", "Källa", "text", hjalp="System, Kolada-id eller undersökning.", arv=KVAR),
    ),
    enhet="",
    lista=True,
    tecken="Målets tecken (<, >, ≤, ≥) eller riktningen avgör vad som är bättre.",
    rubrik_etikett="Nyckeltal",
    hjalp="Nyckeltal med mål, utfall, källa och status.",
)

ATAGANDEN = Mall(
    "mal.ataganden",
    "mal",
    "Prioriterade mål och åtaganden",
    (
        Kolumn("prioriterat_mal", "Prioriterat mål", "text", hjalp="Fullmäktiges mål.", arv=KVAR),
        Kolumn("indikator", "Indikator", "text", hjalp="Fullmäktiges indikator.", arv=KVAR),
        Kolumn("namndens", "Nämndens åtagande", "text", hjalp="Vad nämnden åtar sig.", arv=KVAR),
        Kolumn(
            "forvaltningens",
            "Förvaltningens åtagande",
            "text",
            hjalp="Vad förvaltningen gör.",
            arv=KVAR,
        ),
        Kolumn("antal", "Antal", "tal", decimaler=None, hjalp="Utfall i antal."),
        Kolumn("av", "Av", "tal", decimaler=None, hjalp="Av hur många."),
        Kolumn("mal", "Mål", "mal", decimaler=None, hjalp="Målvärdet.", arv=KVAR),
        Kolumn("utfall", "Utfall", "utfall", decimaler=None, hjalp="Utfallet som det skrivs."),
        Kolumn(
            "andel",
            "Andel %",
            "procent",
            Kvot("antal", "av"),
            decimaler=1,
            hjalp="Antal av det hela, räknat av programmet.",
        ),
        Kolumn(
            "riktning", "Riktning", "val", skala="riktning", hjalp="Vad som är bättre.", arv=KVAR
        ),
        Kolumn("bedomning", "Bedömning", "text", bedoms="status", hjalp="Bedömningen i löptexten."),
    ),
    enhet="",
    lista=True,
    tecken="Bedömningen är hämtad ur löptexten.",
    rubrik_etikett="Nyckeltal",
    hjalp="Åtaganden under de prioriterade målen, med nyckeltal och utfall.",
)


FOKUSOMRADEN = register(
    "mal.fokusomraden",
    "mal",
    "Fokusområden",
    "Fokusområde",
    Kolumn("status", "Läge", "text", hjalp="Hur arbetet går, enligt texten."),
)
UPPDRAG = register(
    "mal.uppdrag",
    "mal",
    "Uppdrag från kommunfullmäktige",
    "Uppdrag",
    Kolumn("till", "Till", "text", hjalp="Vilken nämnd uppdraget gäller.", arv=KVAR),
    Kolumn("lage", "Läge", "langtext", hjalp="Vad som har gjorts, i korthet."),
)
INRIKTNINGAR = register(
    "mal.inriktningar",
    "mal",
    "Politiska inriktningar",
    "Inriktning",
    Kolumn("beskrivning", "Beskrivning", "langtext", hjalp="Inriktningen i korthet.", arv=KVAR),
    Kolumn("beslut", "Beslut", "text", hjalp="Styrande beslut.", arv=KVAR),
)
HALLBARHET = register(
    "mal.hallbarhet",
    "mal",
    "Hållbarhetsprinciper",
    "Princip",
    Kolumn("nr", "Nr", "tal", hjalp="Principens nummer.", arv=KVAR),
    Kolumn("beslut", "Beslut", "text", hjalp="Styrande beslut.", arv=KVAR),
)
AGENDA = register(
    "mal.agenda",
    "mal",
    "Agenda 2030",
    "Globalt mål",
    Kolumn("nr", "Nr", "tal", hjalp="Målets nummer, 1–17.", arv=KVAR),
    Kolumn("namndmal", "Nämndmål", "val", hanvisar="mal", hjalp="Nämndmål som bidrar.", arv=KVAR),
)
MALTAL = prosauppgifter(
    "mal.uppgifter", "mal", "Tal ur måltexten", "Tal som står i texten om målen."
)

MALLAR = (
    MAL,
    NYCKELTAL,
    ATAGANDEN,
    FOKUSOMRADEN,
    UPPDRAG,
    INRIKTNINGAR,
    HALLBARHET,
    AGENDA,
    MALTAL,
)
