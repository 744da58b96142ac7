"""The settings as fields to edit: what each is called, how it is shown, what it takes.

A text that cannot be taken gives an ``Refusal`` with what to type instead; nothing is guessed.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.amount_form import AMOUNT_UNITS, SIGNS
from tui.domain.conditions import FORMS
from tui.domain.risk_matrix import BANDS, SQUARES, read_squares
from tui.domain.scale import (
    ASSESSED,
    COLOURS,
    GOOD,
    HIGHER,
    LOWER,
    MEANINGS,
    NO,
    YES,
    Step,
    Steps,
    parsed_step,
    written_step,
)
from tui.domain.settings import STORED_THRESHOLDS, AccountLine, Settings, Thresholds
from tui.domain.settings_cells import (
    ACCOUNT_TABLE,
    CHOICE_TABLE,
    SCALE_TABLE,
    TEXTS,
    THRESHOLD_TABLE,
)
from tui.svenska.format import amount
from tui.svenska.parse import Dash, Refusal, parse_number

MAX_TEXT = 120
LARGEST = Decimal(1_000_000)
ACCOUNT_MAP = "Kontokarta"
"""What the map of accounts is called."""
SCALE_NAME = {
    "mal": "Bedömning av mål",
    "kontroll": "Bedömning av internkontroll",
    "status": "Status för nyckeltal",
    "utveckling": "Utveckling sedan förra gången",
    "riktning": "Nyckeltalets riktning",
    "ja_nej": "Ja eller nej",
    "sannolikhet": "Riskmatrisens axel uppåt",
    "vasentlighet": "Riskmatrisens axel åt höger",
    BANDS: "Risknivåer",
    "hantering": "Hantering av risk",
}
"""The scales that are edited, and what each is called."""


class Field(Struct, frozen=True):
    """One setting: its name, its unit, help in one sentence, how it is shown and what it takes.

    ``id`` is its name among ``settings_cells``.
    """

    id: str
    name: str
    unit: str
    help_: str
    shown: Callable[[Settings], str]
    parsed: Callable[[Settings, str], Settings | Refusal]
    several: bool = False


def _text_field(name: str, heading: str, help_: str) -> Field:
    def parsed(now: Settings, text: str) -> Settings | Refusal:
        clean = " ".join(text.split())
        if not clean or len(clean) > MAX_TEXT:
            return Refusal(f"Skriv ett namn, högst {MAX_TEXT} tecken.")
        return replace(now, namnd=clean) if name == "namnd" else replace(now, kommun=clean)

    id_ = f"{CHOICE_TABLE}/{name}"
    return Field(id_, heading, "", help_, lambda now: str(getattr(now, name)), parsed)


def _choice_field(name: str, heading: str, help_: str, choices: Mapping[str, str]) -> Field:
    """A setting that is one of few, typed by its words or their number."""
    attribute = TEXTS[name]
    numbered = " ".join(f"{i} {words}." for i, words in enumerate(choices.values(), 1))

    def shown(now: Settings) -> str:
        return choices.get(str(getattr(now, attribute)), next(iter(choices.values())))

    def parsed(now: Settings, text: str) -> Settings | Refusal:
        wanted = " ".join(text.replace("-", "−").casefold().split())
        for number, (id_, words) in enumerate(choices.items(), 1):
            if wanted in (str(number), words.casefold()):
                return replace(now, **{attribute: id_})
        return Refusal(f"Skriv numret på en av dem: {numbered}")

    return Field(f"{CHOICE_TABLE}/{name}", heading, "", f"{help_} {numbered}", shown, parsed)


# The smaller limit of each pair may not be above the larger.
_PAR = (
    ("avvikelse_share_small", "avvikelse_share_large"),
    ("avvikelse_amount_small", "avvikelse_amount_large"),
    ("forbrukning_small", "forbrukning_large"),
    ("risk_medium", "risk_high"),
    ("risk_high", "risk_very_high"),
)


def _threshold_field(name: str, heading: str, unit: str, help_: str) -> Field:
    def shown(now: Settings) -> str:
        return amount(getattr(now.thresholds, name), None)

    def parsed(now: Settings, text: str) -> Settings | Refusal:
        answer = parse_number(text, unit=unit if unit in ("%", "tkr") else None)
        if isinstance(answer, Refusal):
            return answer
        if isinstance(answer, Dash) or answer.number is None or answer.unit not in (None, unit):
            return Refusal(f"Skriv ett tal{f' i {unit}' if unit else ''}, som 5 eller 7,5.")
        return _with_threshold(now, name, answer.number, unit)

    return Field(
        f"{THRESHOLD_TABLE}/{STORED_THRESHOLDS[name]}", heading, unit, help_, shown, parsed
    )


def _with_threshold(now: Settings, name: str, number: Decimal, unit: str) -> Settings | Refusal:
    largest = Decimal(100) if unit in ("%", "procentenheter") else LARGEST
    if not 0 <= number <= largest:
        return Refusal(f"Skriv ett tal från 0 till {amount(largest)}.")
    thresholds: Thresholds = replace(now.thresholds, **{name: number})
    for small, big in _PAR:
        if name in (small, big) and getattr(thresholds, small) > getattr(thresholds, big):
            bound = amount(getattr(thresholds, big if name == small else small), None)
            return Refusal(
                f"Gränsen får inte vara {'över' if name == small else 'under'} {bound}, "
                "som nästa steg har; ändra det först."
            )
    return replace(now, thresholds=thresholds)


def _scale_field(name: str) -> Field:
    def shown(now: Settings) -> str:
        return "\n".join(written_step(step) for step in now.steps(name))

    def parsed(now: Settings, text: str) -> Settings | Refusal:
        steps = parsed_steps(name, _lines(text))
        if isinstance(steps, Refusal):
            return steps
        if [written_step(step) for step in now.steps(name)] == [*map(written_step, steps)]:
            return now
        return _with_scale(now, name, tuple(map(written_step, steps)))

    heading = f"Skala: {SCALE_NAME[name]}"
    return Field(f"{SCALE_TABLE}/{name}", heading, "", _scale_help(name), shown, parsed, True)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(" ".join(row.split()) for row in text.splitlines() if row.strip())


def _scale_help(name: str) -> str:
    """What a line of the scale may hold."""
    meanings = MEANINGS.get(name, ())
    parts = ["Ett steg på varje rad" if meanings else "Ett steg på varje rad, lägst först"]
    if meanings:
        parts.append(f"namn; tecken; betydelse ({', '.join(meanings)})")
    if meanings == ASSESSED:
        parts.append(
            f"en annan färg skrivs efter betydelsen, som nästan, grå ({', '.join(COLOURS)})"
        )
    if forms := FORMS.get(name):
        parts.append(f"sist villkoret för förslag: {'; '.join(f.example for f in forms)}")
    return ". ".join(part[0].upper() + part[1:] for part in parts) + "."


def parsed_steps(name: str, lines: tuple[str, ...]) -> Steps | Refusal:
    """The steps that the lines of a scale mean, or why they cannot be its steps."""
    if not lines:
        return Refusal("Skalan behöver minst ett steg.")
    steps: list[Step] = []
    for line in lines:
        step = parsed_step(name, line)
        if isinstance(step, Refusal):
            return step
        steps.append(step)
    if len({step.name.casefold() for step in steps}) < len(steps):
        return Refusal("Samma steg står två gånger.")
    conditions = [(s.when.kind, s.when.number, s.when.threshold) for s in steps if s.when]
    if len(set(conditions)) < len(conditions):
        return Refusal("Samma villkor står vid två steg.")
    lacking = [m for m in _NEEDED.get(name, ()) if all(s.meaning != m for s in steps)]
    if lacking:
        may = ", ".join(MEANINGS[name])
        return Refusal(
            f"Skriv efter namnet vad stegen betyder ({may}); inget steg betyder {lacking[0]}, "
            f"som i ”{steps[0].name}; ; {lacking[0]}”."
        )
    return tuple(steps)


_NEEDED = {
    **dict.fromkeys(("mal", "kontroll", "status"), (GOOD,)),
    "riktning": (HIGHER, LOWER),
    "ja_nej": (YES, NO),
}
"""What some step of a scale must mean, for anything to be judged by it."""


def _with_scale(now: Settings, name: str, lines: tuple[str, ...]) -> Settings | Refusal:
    """The settings with another scale; bands given square by square must still fit it."""
    new = replace(now, scales={**now.scales, name: lines})
    fits = read_squares(new, new.scales.get(SQUARES, ()))
    if isinstance(fits, Refusal) and name != SQUARES:
        return Refusal(
            f"”{SQUARES_NAME}” passar inte längre: {fits.sentence} Töm den inställningen först."
        )
    return fits if isinstance(fits, Refusal) else new


SQUARES_NAME = "Risknivåer ruta för ruta"


def _squares_field() -> Field:
    def shown(now: Settings) -> str:
        return "\n".join(now.scales.get(SQUARES, ()))

    def parsed(now: Settings, text: str) -> Settings | Refusal:
        lines = _lines(text)
        if lines:
            return _with_scale(now, SQUARES, lines)
        return replace(now, scales={n: s for n, s in now.scales.items() if n != SQUARES})

    help_ = (
        "Tom: nivån följer riskvärdet. Annars en rad för varje steg uppåt i matrisen, högst först, "
        "med nivåernas namn från vänster och semikolon emellan."
    )
    return Field(f"{SCALE_TABLE}/{SQUARES}", SQUARES_NAME, "", help_, shown, parsed, True)


_OF_BUDGET, _OF_YEAR = "Andel av budgeten.", "Procentenheter över den andel av året som har gått."
_OF_RISK = "Riskvärde: stegen på de två axlarna gångrade."
_POINTS = "procentenheter"
_THRESHOLDS = (
    ("avvikelse_share_small", "Avvikelse att se över, andel", "%", _OF_BUDGET),
    ("avvikelse_share_large", "Avvikelse som är stor, andel", "%", _OF_BUDGET),
    ("avvikelse_amount_small", "Avvikelse att se över, belopp", "tkr", "I tkr."),
    ("avvikelse_amount_large", "Avvikelse som är stor, belopp", "tkr", "I tkr."),
    ("forbrukning_small", "Förbrukat över riktpunkten, att se över", _POINTS, _OF_YEAR),
    ("forbrukning_large", "Förbrukat över riktpunkten, stort", _POINTS, _OF_YEAR),
    ("near_share", "Nära målet från", "%", "Hur stor del av målet som räknas som nära."),
    ("anmarkning_share", "Försumbar andel anmärkningar till", "%", "Andel av stickprovet."),
    ("risk_medium", "Medelhög risk från", "", _OF_RISK),
    ("risk_high", "Hög risk från", "", _OF_RISK),
    ("risk_very_high", "Mycket hög risk från", "", _OF_RISK),
    ("takt_change", "Ändrad takt att se över", "%", "Hur mycket takten måste ändras."),
)
"""Each threshold with what it is called, its unit, and its help."""
FIELD = (
    _text_field("namnd", "Nämnd", "Nämndens namn, som det trycks."),
    _text_field("kommun", "Kommun", "Kommunens namn, som det trycks."),
    _choice_field("tecken", "Tecken i nya dokument", "Hur ett nytt dokument skriver dem.", SIGNS),
    _choice_field(
        "enhet",
        "Enhet i nya dokument",
        "Enheten för belopp i ett nytt dokument.",
        {id_: unit.words for id_, unit in AMOUNT_UNITS.items()},
    ),
    *(_threshold_field(*declared) for declared in _THRESHOLDS),
    *(_scale_field(name) for name in SCALE_NAME),
    _squares_field(),
)


def setting_words(settings: Settings, name: str) -> tuple[str, str]:
    """What a setting is called, and how it stands, with its unit."""
    field = next((f for f in FIELD if f.id == name), None)
    table, _, number = name.partition("/")
    if table == ACCOUNT_TABLE:
        return ACCOUNT_MAP, line_words(settings.account_map.get(number, ()))
    if field is None:
        return name, ""
    shown = " · ".join(field.shown(settings).splitlines())
    return field.name, f"{shown} {field.unit}".rstrip()


def line_words(line: AccountLine) -> str:
    """A line of the map of accounts in words, "" for none."""
    row, accounts, from_, to = line or ("", "", "", "")
    days = (f"från {from_}" if from_ else "", f"till {to}" if to else "")
    named = f"{row}: {accounts or 'inga konton'}" if row else accounts
    return " ".join(filter(None, (named, *days)))
