"""What headings and labels say of a column and a row: hints, for the figures to prove."""

import re
from collections.abc import Sequence
from typing import Literal, TypeAlias

ColumnRole: TypeAlias = Literal[
    "", "budget", "prognos", "utfall", "avvikelse", "förändring", "andel", "intäkt", "kostnad",
    "netto", "summa", "mål", "ram",
]  # fmt: skip
RowKind: TypeAlias = Literal["", "intäkt", "kostnad", "netto", "resultat", "summa", "bidrag"]

_COLUMN_ROLES: tuple[tuple[str, ColumnRole], ...] = (
    (r"\bandel|\bförbruk|\bprocent\b(?!uell)|^%$|\bav % ", "andel"),
    (r"avvik|\bavv\b|över-? ?/ ?underskott|\bresultat\b", "avvikelse"),
    (r"\bdiff|förändr|ändring|utveckl|ökning|minskning|\bfön?r\.", "förändring"),
    (r"\bnetto|\bsaldo\b", "netto"),
    (r"\bsumma\b|\btotal|\bhela\b|\bsamtliga\b", "summa"),
    (r"prognos", "prognos"),
    (r"budget", "budget"),
    (r"\bram\b|\bram\w*\b", "ram"),
    (r"utfall|bokslut|redovisa|t\.? ?o\.? ?m|\bjan", "utfall"),
    (r"intäkt|inkomst|^i$", "intäkt"),
    (r"kostnad|utgift|^u$", "kostnad"),
    (r"\bmål", "mål"),
)
_ROW_KINDS: tuple[tuple[str, RowKind], ...] = (
    (r"\bsumma|\btotal|\bsa:|\bhela nämnden|^alla\b|samtliga", "summa"),
    (r"resultat|överskott|underskott", "resultat"),
    (r"netto", "netto"),
    (r"kommunbidrag|anslag|skattemedel", "bidrag"),
    (r"intäkt|avgifter|bidrag|inkomst", "intäkt"),
    (r"kostnad|utgift|hyror|köp\b|lön", "kostnad"),
)
_COMPUTED = re.compile(
    r"summa|total|\bnetto|resultat|avvik|\bavv\b|\bdiff|förändr|ändring|saldo|kvar\b|återst"
    r"|\bsa:|ny ram|\bram \d|hela|samtliga|alla\b|balans",
    re.IGNORECASE,
)
_SUM = re.compile(
    r"summa|total|\bsa:|netto|resultat|\b(?:ny|nya) ram|\bhela\b|samtliga|\balla\b|saldo|balans",
    re.IGNORECASE,
)
_DARAV = re.compile(r"\W*(?:därav|varav|i detta ingår|av vilka)\b", re.IGNORECASE)
_SHARE = re.compile(
    r"%|\bandel|\bprocent\b|\bkvot\b|\bprocentenhet|\bp\. ?e\b|\bprocent-?enh", re.IGNORECASE
)
# What is counted in whole, and what is worked out of time or rounded though it seems counted.
_COUNTED = re.compile(
    r"\bantal|\bst\b|anställda|medarbetare|personer|elever|\bbarn\b|brukare|klienter|hushåll"
    r"|ärenden|insatser|besök|larm\b|bygglov|beslut|ansökningar|deltagare|medlemmar|händelser",
    re.IGNORECASE,
)
_NOT_COUNTED = re.compile(
    r"årsarb|års(?:elev|plats|tjänst|verk)|heltids|tjänster|\btusen|tusental|miljon|1 ?000-|\bca\b"
    r"|cirka|uppskatt|beräkna|\btim|dagar|dygn|\bton\b|\bk?m[²³23]?\b|kvm|kwh|mwh|\bkg\b|kost|pris"
    r"|intäkt|budget|belopp|\b[tk]?kr\b|mnkr|\bmkr\b|kronor",
    re.IGNORECASE,
)
_CODES = re.compile(
    r"(?:ansvar|konto(?:grupp|klass)?|kto|kod|nr|nummer|id|projekt|objekt|aktivitet|enhet|slag"
    r"|verksamhet|vht|kst|kostnadsställe)(?:s?nr|s?nummer|s?kod|skonto)?\.?",
    re.IGNORECASE,
)
_MEAN = re.compile(
    r"snitt|medel(?:ålder|värde|tal|lön)|median|genomsnitt|per (?:invånare|brukare|plats|dygn)",
    re.IGNORECASE,
)
# "Kostnad per plats", but no "utfall per augusti", "per den 31/8" or "resultat per verksamhet".
_PER = re.compile(
    r"\bper (?!den\b|månad|kvartal|tertial|halvår|år\b|jan|feb|mars|apr|maj|jun|jul|aug|sep|okt|nov"
    r"|dec|verksamhet|nämnd|område|kontogrupp|konto\b|projekt|förvaltning|avdelning|ansvar|kategori)"
    r"[^\W\d]|\bkr ?/ ?[^\W\d]",
    re.IGNORECASE,
)
_UNITS = (
    (r"\bmnkr\b|\bmkr\b|\bmsek\b|miljoner", "mnkr"),
    (r"\b[tk](?:kr|sek)\b|tusen kr|tusental|\b1 ?000(?:[- ]?tals?)? ?kr", "tkr"),
    (r"\bkr\b|\bkronor\b|\bsek\b", "kr"),
    (r"%|\bprocent\b", "%"),
    (r"\bantal\b", "antal"),
)
_MEASURES = (
    (r"index\b", "index"),
    (r"\bkwh\b|/ ?m²|/ ?kvm\b", "per yta"),
    (r"betygspoäng|meritpoäng|meritvärde|[,(] ?poäng\b", "poäng"),
    (r"[,(] ?(?:dagar|dygn|timmar|minuter|månader|veckor)\b", "tid"),
    (r"[,(] ?st\b", "antal"),
)
_NEVER_ADDED = ("index", "poäng", "per yta", "snitt")
_MONTH = r"(?:jan|feb|mars|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*"
_YEAR = re.compile(r"(?:19|20)\d\d")


def column_role(heading: str) -> ColumnRole:
    """What a column is, "" where its heading does not say."""
    text = heading.lower()
    return next((role for words, role in _COLUMN_ROLES if re.search(words, text)), "")


def row_kind(label: str) -> tuple[RowKind, bool]:
    """What a row is, and whether it only tells a part of the row above (*därav*)."""
    text = label.lower()
    kind: RowKind = next((one for words, one in _ROW_KINDS if re.search(words, text)), "")
    return kind, _DARAV.match(label) is not None


def is_computed(words: str) -> bool:
    """Whether the words say that a row or a column is worked out of others."""
    return _COMPUTED.search(words) is not None


def is_sum(words: str) -> bool:
    """Whether a row's words say that it adds up others."""
    return _SUM.search(words) is not None


def is_share(words: str) -> bool:
    """Whether the words say that the figures are per cent."""
    return _SHARE.search(words) is not None


def is_counted(words: str) -> bool:
    """Whether the words say that whole persons or things are counted, which no sum rounds."""
    counted = _COUNTED.search(words) is not None and not has_uncounted(words)
    return counted and not (may_be_rate(words) or is_share(words))


def has_uncounted(words: str) -> bool:
    """Whether the words speak of time, money or measures, which are rounded though whole."""
    return _NOT_COUNTED.search(words) is not None


def is_code_heading(words: str) -> bool:
    """Whether a heading is of accounts, units or other numbers that only name the row."""
    return _CODES.fullmatch(words.strip()) is not None


def is_mean(words: str) -> bool:
    """Whether the words say that the figures are means, which no sum has."""
    return _MEAN.search(words) is not None


def may_be_rate(words: str) -> bool:
    """Whether the words may say so much for each: a mean, or an amount parted on what is named."""
    return is_mean(words) or _PER.search(words) is not None


def unit_in(words: str) -> str:
    """The unit that the words name, "" for none."""
    text = words.lower()
    return next((unit for pattern, unit in _UNITS if re.search(pattern, text)), "")


def measure(label: str) -> str:
    """The unit or the kind of measure that a row's label names, "" for none."""
    if is_mean(label):
        return "snitt"
    named = (one for pattern, one in _MEASURES if re.search(pattern, label.lower()))
    return next(named, "") or unit_in(label)


def is_never_added(label: str) -> bool:
    """Whether a row's label names what no sum has: an index, a mean."""
    return measure(label) in _NEVER_ADDED


def may_add_up(measures: Sequence[str], label: str) -> bool:
    """Whether rows that measure so, the computed one with its ``label`` first, may be worked out
    of each other.

    What is counted, paid and measured does not belong together; indices and means never add up,
    and shares of a whole only where the first one says that it is their sum.
    """
    named = {one for one in measures if one}
    if len(named) > 1 or named.intersection(_NEVER_ADDED):
        return False
    return "%" not in named or is_computed(label)


_ENDS: tuple[ColumnRole, ...] = ("utfall", "prognos")
_DECIDED: tuple[ColumnRole, ...] = ("budget", "ram")


def is_told(roles: Sequence[ColumnRole]) -> bool:
    """Whether the words of three columns say that the first is the difference of the two others,
    or what they are together.
    """
    computed, *others = roles
    ends = sum(role in _ENDS for role in others)
    decided = sum(role in _DECIDED for role in others)
    match computed:
        case "avvikelse":
            return ends == decided == 1
        case "förändring":
            return ends + decided == 2
        case "netto":
            return set(others) == {"intäkt", "kostnad"}
    return False


def period(heading: str) -> str:
    """The months and the year that the heading names, "" for none."""
    months = re.search(rf"{_MONTH}\s*[-–]\s*{_MONTH}|\b\d\d? {_MONTH}\b", heading, re.IGNORECASE)
    years = _YEAR.findall(heading)
    return " ".join([*([months[0].lower()] if months else []), *years[:2]])
