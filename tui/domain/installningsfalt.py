"""The settings as fields to edit: what each is called, how it is shown, what it takes.

A text that cannot be taken gives an ``Avslag`` with what to type instead; nothing is guessed.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from tui.domain.inmatning import tolkat_datum
from tui.domain.installningar import SKALOR, Installningar, Sammantrade, Trosklar
from tui.svenska.format import belopp
from tui.svenska.tal import Avslag, Streck, parse_tal

MAX_TEXT = 120
STORST = Decimal(1_000_000)
FRI_SKALA = ("sannolikhet", "vasentlighet", "hantering")
SKALNAMN = {
    "mal": "Bedömning av mål",
    "kontroll": "Bedömning av internkontroll",
    "riktning": "Nyckeltalets riktning",
    "ja_nej": "Ja eller nej",
    "sannolikhet": "Sannolikhet",
    "vasentlighet": "Väsentlighet",
    "hantering": "Hantering av risk",
    "uppgiftsslag": "Uppgifter ur texten",
}


@dataclass(frozen=True, slots=True)
class Falt:
    """One setting: its name, its unit, help in one sentence, how it is shown and what it takes."""

    id: str
    namn: str
    enhet: str
    hjalp: str
    visat: Callable[[Installningar], str]
    tolkat: Callable[[Installningar, str], Installningar | Avslag]
    flera: bool = False


def _textfalt(namn: str, rubrik: str, hjalp: str) -> Falt:
    def tolkat(nu: Installningar, text: str) -> Installningar | Avslag:
        ren = " ".join(text.split())
        if not ren or len(ren) > MAX_TEXT:
            return Avslag(f"Skriv ett namn, högst {MAX_TEXT} tecken.")
        return replace(nu, namnd=ren) if namn == "namnd" else replace(nu, kommun=ren)

    return Falt(namn, rubrik, "", hjalp, lambda nu: str(getattr(nu, namn)), tolkat)


# The smaller limit of each pair may not be above the larger.
_PAR = (
    ("avvikelse_andel_liten", "avvikelse_andel_stor"),
    ("avvikelse_belopp_liten", "avvikelse_belopp_stor"),
    ("forbrukning_liten", "forbrukning_stor"),
    ("risk_medel", "risk_hog"),
    ("risk_hog", "risk_mycket_hog"),
)


def _troskelfalt(namn: str, rubrik: str, enhet: str, hjalp: str) -> Falt:
    def visat(nu: Installningar) -> str:
        return belopp(getattr(nu.trosklar, namn), None)

    def tolkat(nu: Installningar, text: str) -> Installningar | Avslag:
        svar = parse_tal(text, enhet=enhet if enhet in ("%", "tkr") else None)
        if isinstance(svar, Avslag):
            return svar
        if isinstance(svar, Streck) or svar.tal is None or svar.enhet not in (None, enhet):
            return Avslag(f"Skriv ett tal{f' i {enhet}' if enhet else ''}, som 5 eller 7,5.")
        return _med_troskel(nu, namn, svar.tal, enhet)

    return Falt(f"t:{namn}", rubrik, enhet, hjalp, visat, tolkat)


def _med_troskel(nu: Installningar, namn: str, tal: Decimal, enhet: str) -> Installningar | Avslag:
    storst = Decimal(100) if enhet in ("%", "procentenheter") else STORST
    if not 0 <= tal <= storst:
        return Avslag(f"Skriv ett tal från 0 till {belopp(storst)}.")
    trosklar: Trosklar = replace(nu.trosklar, **{namn: tal})
    for liten, stor in _PAR:
        if namn in (liten, stor) and getattr(trosklar, liten) > getattr(trosklar, stor):
            grans = belopp(getattr(trosklar, stor if namn == liten else liten), None)
            return Avslag(
                f"Gränsen får inte vara {'över' if namn == liten else 'under'} {grans}, "
                "som nästa steg har; ändra det först."
            )
    return replace(nu, trosklar=trosklar)


def _skalfalt(namn: str) -> Falt:
    def visat(nu: Installningar) -> str:
        return "\n".join(nu.skala(namn))

    def tolkat(nu: Installningar, text: str) -> Installningar | Avslag:
        steg = tuple(" ".join(rad.split()) for rad in text.splitlines() if rad.strip())
        if nej := skalfel(namn, steg):
            return Avslag(nej)
        return replace(nu, skalor={**nu.skalor, namn: steg})

    hjalp = "Ett steg på varje rad, lägst först."
    rubrik = f"Skala: {SKALNAMN.get(namn, namn)}"
    return Falt(f"s:{namn}", rubrik, "", hjalp, visat, tolkat, flera=True)


def skalfel(namn: str, steg: tuple[str, ...]) -> str:
    """Why these cannot be the steps of a scale, "" when they can."""
    if not steg:
        return "Skalan behöver minst ett steg."
    if len(set(steg)) < len(steg):
        return "Samma steg står två gånger."
    if any(len(ett) > MAX_TEXT for ett in steg):
        return f"Ett steg får ha högst {MAX_TEXT} tecken."
    # The program's own rules and colours know these words.
    saknas = [s for s in SKALOR.get(namn, ()) if s not in steg and namn not in FRI_SKALA]
    return (
        f"Steget ”{saknas[0]}” används av programmets regler och ska vara kvar." if saknas else ""
    )


FALT = (
    _textfalt("namnd", "Nämnd", "Nämndens namn, som det trycks."),
    _textfalt("kommun", "Kommun", "Kommunens namn, som det trycks."),
    _troskelfalt(
        "avvikelse_andel_liten", "Avvikelse att se över, andel", "%", "Andel av budgeten."
    ),
    _troskelfalt("avvikelse_andel_stor", "Avvikelse som är stor, andel", "%", "Andel av budgeten."),
    _troskelfalt("avvikelse_belopp_liten", "Avvikelse att se över, belopp", "tkr", "I tkr."),
    _troskelfalt("avvikelse_belopp_stor", "Avvikelse som är stor, belopp", "tkr", "I tkr."),
    _troskelfalt(
        "forbrukning_liten",
        "Förbrukat över riktpunkten, att se över",
        "procentenheter",
        "Procentenheter över den andel av året som har gått.",
    ),
    _troskelfalt(
        "forbrukning_stor",
        "Förbrukat över riktpunkten, stort",
        "procentenheter",
        "Procentenheter över den andel av året som har gått.",
    ),
    _troskelfalt(
        "nara_andel", "Nära målet från", "%", "Hur stor del av målet som räknas som nära."
    ),
    _troskelfalt(
        "anmarkning_andel", "Försumbar andel anmärkningar till", "%", "Andel av stickprovet."
    ),
    _troskelfalt("risk_medel", "Medelhög risk från", "", "Riskvärde, 1–16."),
    _troskelfalt("risk_hog", "Hög risk från", "", "Riskvärde, 1–16."),
    _troskelfalt("risk_mycket_hog", "Mycket hög risk från", "", "Riskvärde, 1–16."),
    _troskelfalt("takt_andring", "Ändrad takt att se över", "%", "Hur mycket takten måste ändras."),
    *(_skalfalt(namn) for namn in SKALOR),
)


def med_mote(nu: Installningar, plats: int | None, mote: Sammantrade | None) -> Installningar:
    """The settings with a meeting changed, added (no place) or removed (no meeting), by date."""
    moten = [m for i, m in enumerate(nu.sammantraden) if i != plats]
    moten += [mote] if mote is not None else []
    return replace(nu, sammantraden=tuple(sorted(moten, key=lambda m: m.datum)))


def motesdatum(text: str) -> date | Avslag:
    """The date of a meeting as typed."""
    svar = tolkat_datum(text)
    return svar if isinstance(svar, Avslag) else date.fromisoformat(str(svar))
