"""What a claim is about, read from the signs around it: its meaning, before any table is asked.

A claim is a level ("uppgick till 71,6"), a deviation ("översteg budget med 14,3"), a change
("ökade med 11,2", "från 60,4 till 71,6") or a share of something. The word that governs it is
looked for to its left, across words that say nothing; what stands to its right may say that it is
a comparison. Whatever the rules do not know makes the claim doubtful, with a reason.
"""

import re
from collections.abc import Sequence
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from tui.checks.prosa.claim import Claim
from tui.checks.prosa.reading import Reading, Token

Meaning: TypeAlias = Literal["", "level", "deviation", "change", "share"]

# Signs that say nothing of what a claim is: plain words, time, the nämnd itself.
_GAP = "~yzZWHwnvTE"
_TO_THE_LEFT = re.compile(rf"[{_GAP}V]*$")
_CLAUSE_END = re.compile(r"[;#]|,R|&(?=[^#]*[locUae])")
_COMPARED = re.compile(rf"^[{_GAP}]*h[{_GAP}]*(?P<than>[jx]?)(?P<rest>.*)")
_ABOVE = re.compile(rf"^[{_GAP}]*(?P<over>v)[{_GAP}]*b")
_OF = re.compile(rf"^[{_GAP}]*Q[{_GAP}K]*(?P<what>[bspuKn])(?:[{_GAP}-]*(?P<row>s))?")
_COUNTED = re.compile(rf"^[{_GAP}]*s")
_SUBJECT_AFTER = re.compile(rf"^[{_GAP}V.]?[{_GAP}]*l?[{_GAP}]*[-Q]?[{_GAP}]*(?P<s>s)")
_LIMITED_AFTER = re.compile(rf"^[{_GAP}]*(?:[-@Qm][{_GAP}]*)?\.")
_LIMITED_BETWEEN = re.compile(r"[-Q@]~*\.")
_PART_BEFORE = re.compile(r"\.~*[-Q]~*s")
_LIST = re.compile(r"s(?:[~,]*[,&][~K]*s)+$")


class Frame(Struct, frozen=True):
    """What a claim says: of which figure, of when, and which way.

    ``role`` is that of a level, ``against`` what a deviation is held against; ``year`` and
    ``base`` are told years ("" where none is), counted from the document's own where they are
    short: "-1". ``subjects`` are signs of the sentence that name rows; ``doubt`` tells why the
    claim cannot be held against a table.
    """

    meaning: Meaning = ""
    role: str = ""
    against: str = ""
    direction: str = ""
    year: str = ""
    base: str = ""
    subjects: tuple[Token, ...] = ()
    listed: bool = False
    forecast: bool = False
    whole_year: bool = False
    whole: str = ""
    whole_row: Token | None = None
    per_month: bool = False
    so_far: bool = False
    doubt: str = ""


class Around(Struct, frozen=True):
    """A claim's place among the signs: ``first`` and ``last`` bound what is its own alone."""

    reading: Reading
    at: int
    first: int
    last: int
    counts: bool

    @property
    def before(self) -> str:
        """The signs between the claim before it, or the sentence's beginning, and the claim."""
        return self.reading.kinds[self.first : self.at]

    @property
    def after(self) -> str:
        """The signs between the claim and the next one."""
        return self.reading.kinds[self.at + 1 : self.last]

    @property
    def leading(self) -> str:
        """The whole sentence before the claim."""
        return self.reading.kinds[: self.at]

    def sense(self, kinds: str, first: int, last: int) -> str:
        """What the last word of some kinds says between two places before the claim."""
        return self.reading.sense(kinds, self.first + first, self.first + last)

    def sense_after(self, kinds: str, first: int, last: int) -> str:
        """What the first word of some kinds says between two places after the claim."""
        tokens = self.reading.tokens[self.at + 1 + first : self.at + 1 + last]
        return next((t.sense for t in tokens if t.kind in kinds and t.sense), "")


def frames(reading: Reading, claims: Sequence[Claim]) -> list[Frame]:
    """What each of the sentence's claims says, in order."""
    places = [at for at, token in enumerate(reading.tokens) if token.kind == "#"]
    told: list[Frame] = []
    for number, at in enumerate(places):
        first = places[number - 1] + 1 if number else 0
        last = places[number + 1] if number + 1 < len(places) else len(reading.tokens)
        around = Around(reading, at, first, last, claims[number].unit == "antal")
        previous = told[-1] if told else None
        frame = _meaning(around, previous)
        frame = _with_time(around, frame, previous)
        frame = _with_subject(around, frame, previous)
        told.append(_with_doubts(around, frame))
    return _paired(told, Around(reading, places[0], 0, 0, False)) if places else told


# ---- The meaning --------------------------------------------------------------------------------


def _meaning(around: Around, previous: Frame | None) -> Frame:
    compared = _compared_after(around)
    if compared is not None:
        return compared
    if around.counts and _COUNTED.match(around.after):
        return _counted(around)
    share = _OF.match(around.after)
    frame = _governed(around, previous)
    if share is None or frame.doubt:
        return frame
    whole = around.reading.tokens[around.at + 1 + share.start("row")] if share["row"] else None
    meaning = frame.meaning if frame.meaning == "deviation" else "share"
    return replace(frame, meaning=meaning, whole=share["what"], whole_row=whole)


def _counted(around: Around) -> Frame:
    """ "16 tillbud … rapporterats": the row follows the figure, and all of them are told."""
    if re.search("[VT]|lQ$", around.leading) or re.search(
        "^[^,;]*[VT]", around.reading.kinds[around.at :]
    ):
        return Frame("level")
    return Frame(doubt="talet kan vara några av dem")


def _compared_after(around: Around) -> Frame | None:
    """ "14,3 mnkr högre än budgeterat", "14,3 mnkr över budget", "sämre än föregående år"."""
    above = _ABOVE.match(around.after)
    if above is not None:
        return Frame("deviation", direction=around.sense_after("v", 0, len(around.after)))
    hit = _COMPARED.match(around.after)
    if hit is None:
        return None
    direction = around.sense_after("h", 0, hit.start("than") + 1)
    against = _against(hit["rest"]) if hit["than"] else _against(_tail_of_comparison(around))
    return _comparison(direction, against)


def _tail_of_comparison(around: Around) -> str:
    """What "jämfört med" before the claim compares with, "" for nothing."""
    at = around.leading.rfind("x")
    return around.leading[at + 1 :] if at >= 0 else ""


def _against(rest: str) -> str:
    """What a comparison is with: a budget, a prognosis, a time, or something else."""
    hit = re.match(rf"[{_GAP}@]*?(?P<what>[bpyz]|[^{_GAP}@])", rest + ".")
    what = hit["what"] if hit else "."
    if what == "." and rest[:1] == "~":
        return "~"
    return what


def _comparison(direction: str, against: str) -> Frame:
    match against:
        case "b":
            return Frame("deviation", direction=direction)
        case "p":
            return Frame("deviation", against="prognos", direction=direction)
        case "y" | "z" | "~":
            return Frame("change", direction=direction)
    return Frame("deviation", direction=direction, doubt="det jämförs med något annat")


def _governed(around: Around, previous: Frame | None) -> Frame:
    """The meaning that the governing word to the left gives."""
    before = around.before
    gap = _TO_THE_LEFT.search(before)
    end = gap.start() if gap else len(before)
    if end and before[end - 1] == "v":
        end = _TO_THE_LEFT.search(before[: end - 1]).start()  # type: ignore[union-attr]
    if not end:
        return _ungoverned(around, previous)
    governor = before[end - 1]
    rule = _RULES.get(governor)
    return rule(around, end - 1, previous) if rule else _unknown(around, end - 1, previous)


def _unknown(around: Around, at: int, previous: Frame | None) -> Frame:
    if around.before[at] == ".":
        return Frame(doubt="talet hör till ett ord som ingen tabell har")
    return Frame(doubt="meningen säger inte vad talet är")


def _ungoverned(around: Around, previous: Frame | None) -> Frame:
    """A claim that begins the sentence or follows another at once."""
    if previous is not None:
        return Frame(doubt="talet står efter ett annat tal")
    counted = re.match(rf"[{_GAP}]*s", around.after)
    return Frame("level") if counted else Frame(doubt="meningen säger inte vad talet är")


def _with(around: Around, at: int, previous: Frame | None) -> Frame:
    """ "… med 14,3": a verb or noun of deviation or change stands before."""
    before = around.before[:at]
    hit = re.search(r"[oceakdD](?=[^oceakdl,;#]*$)", before)
    if hit is not None and hit[0] == "D":
        return Frame("level", role="ram")
    if hit is None and (above := re.search(r"v~*b[^oceakdl,;#]*$", before)):
        return Frame("deviation", direction=around.sense("v", above.start(), above.start() + 1))
    if hit is None:
        return Frame(doubt="meningen säger inte vad talet är")
    found, between = hit[0], before[hit.end() :]
    sense = around.sense("oceaqk", hit.start(), at)
    if found == "o":
        frame = Frame("deviation", direction=around.sense("o", hit.start(), hit.end()))
        if "g" in between or "g" in around.before[: hit.start()]:
            return replace(frame, doubt="det jämförs med ett mål")
        if "b" not in between and not re.search(r"b", before[: hit.start()]):
            return replace(frame, doubt="det jämförs med något annat")
        return frame
    if found in "ak":
        direction = around.sense("qk", 0, at) if found == "a" else sense
        return Frame("deviation", direction=direction)
    if found == "d":
        return _difference(around, before)
    return _change_or_deviation(around, hit.start(), sense)


def _change_or_deviation(around: Around, at: int, direction: str) -> Frame:
    """A change, unless it is said to be against the budget."""
    rest = around.before[at:] + "#" + around.after.split("#")[0]
    if re.search(rf"x[{_GAP}]*b", rest):
        return Frame("deviation", direction=direction)
    return Frame("change", direction=direction)


def _noun(around: Around, at: int, previous: Frame | None) -> Frame:
    """ "underskott på 5", "budget på 12", "intäkter om 21,7": the noun before "på" governs."""
    before = around.before[:at]
    head = re.search(rf"(?P<noun>[keabpugdsKD])(?P<of>[{_GAP}]*[-Q]?[{_GAP}]*s?[{_GAP}x]*b?[{_GAP}]*)$", before)
    if head is None:
        gap = before.rstrip(_GAP + "V")
        if gap and gap[-1] in "lcU":
            return _RULES[gap[-1]](around, len(gap) - 1, previous)
        return Frame(doubt="talet hör till ett ord som ingen tabell har")
    noun = head["noun"]
    if noun in "sK":
        wider = re.search(rf"(?P<noun>[keabpugd])[{_GAP}KQ]*[-Q]?[{_GAP}K]*$", before[: head.start()])
        noun = wider["noun"] if wider else noun
        start = wider.start() if wider else head.start()
        return _of_noun(around, noun, start, at, previous)
    return _of_noun(around, noun, head.start(), at, previous)


def _of_noun(around: Around, noun: str, start: int, at: int, previous: Frame | None) -> Frame:
    direction = around.sense("qke", max(0, start - 2), at)
    match noun:
        case "k" | "a":
            return Frame("deviation", direction=direction)
        case "e":
            return _change_or_deviation(around, start, direction)
        case "d":
            return _difference(around, around.before[:at])
        case "b" | "p" | "u" | "g" | "D":
            return Frame("level", role=around.sense(noun, start, start + 1))
    changed = re.search(r"[coe][^,;#]*$", around.before[:start])
    if changed:
        return Frame(doubt="meningen säger inte vad talet är")
    return Frame("level")


def _difference(around: Around, before: str) -> Frame:
    """ "Skillnaden mellan budget och utfall", "skillnaden mellan 2022 och 2023"."""
    told = before[before.rfind("d") :]
    if "b" in told:
        return Frame("deviation")
    return Frame("change") if re.search("[yz]", told) else Frame(doubt="det jämförs med något annat")


def _to(around: Around, at: int, previous: Frame | None) -> Frame:
    """ "uppgick till 71,6", "ökade till 71,6", "från 60,4 till 71,6", "med 11,2 till 71,6"."""
    before = around.before[:at].rstrip(_GAP)
    if not before:
        if previous is None:
            return Frame(doubt="meningen säger inte vad talet är")
        moved = previous.direction if previous.role == "from" else ""
        return Frame("level", role="to", direction=moved, subjects=previous.subjects)
    if before[-1] == "l":
        return _level(around, len(before) - 1, previous)
    hit = re.search(r"[ce](?=[^l,;#]*$)", before)
    if hit is None:
        return _level(around, len(before) - 1, previous) if "l" in before else _unknown(
            around, len(before) - 1, previous
        )
    role = around.sense("bp", 0, at)
    return Frame("level", role=role or "to", direction=around.sense("c", hit.start(), at))


def _from(around: Around, at: int, previous: Frame | None) -> Frame:
    """ "från 60,4 till 71,6": the level that it was."""
    direction = around.sense("c", 0, at)
    if "t" not in around.after and not re.search(r"[ce]", around.leading):
        return Frame(doubt="meningen säger inte vad talet är")
    return Frame("level", role="from", direction=direction)


def _level(around: Around, at: int, previous: Frame | None) -> Frame:
    """ "Avvikelsen för … är", "Budgeten för … uppgår till": the nouns of the clause tell."""
    before = around.before[:at]
    clause = re.split(r",R|;|R", before)[-1]
    start = len(before) - len(clause)
    if not re.search(r"[daekgbpusK]", clause) and start:
        clause, start = before, 0
    forecast = bool(re.search("p", around.before[start:]))
    if "d" in clause:
        return _difference(around, clause)
    if "a" in clause or "k" in clause:
        return Frame("deviation", direction=around.sense("qk", start, at))
    if "e" in clause:
        return _change_or_deviation(around, start + clause.rfind("e"), around.sense("e", start, at))
    if "g" in clause and "o" not in clause:
        return Frame("level", role="mal")
    for kind, role in (("p", "prognos"), ("b", "budget"), ("u", "utfall")):
        if kind in clause or (kind == "p" and forecast):
            return Frame("level", role=role)
    if "x" in clause and re.search(r"[ce]", around.leading):
        return Frame(doubt="meningen säger inte vad talet är")
    return Frame("level")


def _role_word(around: Around, at: int, previous: Frame | None) -> Frame:
    """ "mot budgeterade 57,3", "utfallet 71,6"."""
    return Frame("level", role=around.sense(around.before[at], at, at + 1))


def _against_level(around: Around, at: int, previous: Frame | None) -> Frame:
    """ "mot 57,3 i budget", "jämfört med 60,4 föregående år"."""
    if re.match(rf"[{_GAP}]*[-@]?[{_GAP}]*b", around.after):
        return Frame("level", role="budget")
    if previous is not None and re.match(r"[~@-]*[yz]", around.after):
        return replace(previous, direction="", year="", base="", doubt="") if (
            previous.meaning == "level"
        ) else Frame("level")
    return Frame(doubt="det jämförs med något annat")


def _parenthesis(around: Around, at: int, previous: Frame | None) -> Frame:
    """ "avvikelsen (−6 125 tkr)"; "71,6 mnkr (60,4)" may be last year's or last month's."""
    before = around.before[:at].rstrip(_GAP)
    if before[-1:] == "a":
        return Frame("deviation", direction=around.sense("q", 0, at))
    if re.search(r"a[^.lUcR;]*s$", around.leading[: around.first + len(before)]):
        return Frame("deviation", direction=around.sense("q", 0, at))
    return Frame(doubt="ett tal inom parentes kan vara ett annat års eller en annan månads")


def _apposition(around: Around, at: int, previous: Frame | None) -> Frame:
    """ "den största avvikelsen finns inom köp av tjänster, −14,3 mnkr"."""
    before = around.before[:at].rstrip(_GAP)
    if before[-1:] == "s" and (re.search("a", around.leading) or (
        previous is not None and previous.meaning == "deviation"
    )):
        return Frame("deviation", direction=around.sense("qk", 0, at))
    return Frame(doubt="meningen säger inte vad talet är")


def _link(around: Around, at: int, previous: Frame | None) -> Frame:
    """ "5,0 mnkr eller 8 procent": the same figure in another unit."""
    if previous is None or re.search(r"[.lcoeakb]", around.before[:at]):
        if previous is None or not re.fullmatch(rf"[{_GAP},R]*", around.before[:at]):
            return Frame(doubt="meningen säger inte vad talet är")
    return previous


def _and(around: Around, at: int, previous: Frame | None) -> Frame:
    """ "16 under 2023 och 18 under 2022", "10,3 respektive 0,7": as the claim before."""
    if previous is None or re.search(r"[.lcoeakbs]", around.before[:at]):
        return Frame(doubt="meningen säger inte vad talet är")
    return replace(previous, year="", base="")


def _row_word(around: Around, at: int, previous: Frame | None) -> Frame:
    """A row at once before a claim: "… och personalkostnader 10,3 mnkr" in a list."""
    return Frame(doubt="meningen säger inte vad talet är")


_RULES = {
    "m": _with,
    "@": _noun,
    "t": _to,
    "f": _from,
    "l": _level,
    "U": _role_word,
    "b": _role_word,
    "p": _role_word,
    "u": _role_word,
    "x": _against_level,
    "(": _parenthesis,
    ",": _apposition,
    "L": _link,
    "&": _and,
    "s": _row_word,
}


# ---- Time ---------------------------------------------------------------------------------------


def _with_time(around: Around, frame: Frame, previous: Frame | None) -> Frame:
    """The years that are told, and whether it is of a whole year or a prognosis."""
    kinds = around.reading.kinds
    year, base = "", ""
    for at, token in enumerate(around.reading.tokens):
        if token.kind not in "yz" or not _is_near(around, at):
            continue
        compared = re.search(r"[jx][~@-]*$", kinds[:at]) is not None and not (
            frame.meaning == "level" and at > around.at
        )
        if compared and frame.meaning != "deviation":
            base = token.sense
        elif not year or at > around.at or at >= around.first:
            year = token.sense
    between = re.search(r"r[~]*y[~]*&[~]*y", around.before)
    if between and frame.meaning == "change":
        told = [t.sense for t in around.reading.tokens[around.first : around.at] if t.kind == "y"]
        year, base = max(told), min(told)
    clause = kinds[_clause_start(around) : around.at]
    return replace(
        frame,
        year=year or (frame.year if frame.year else ""),
        base=base,
        forecast="p" in clause or frame.forecast,
        whole_year="W" in clause or frame.whole_year,
        so_far="H" in kinds[: around.at],
        per_month=re.match(rf"[{_GAP}]*M", around.after) is not None,
    )


def _is_near(around: Around, at: int) -> bool:
    """Whether a year belongs to a claim: not one that the claim before or after it has."""
    kinds = around.reading.kinds
    if at > around.at:
        if at >= around.last:
            return False
        between = kinds[around.at + 1 : at]
        return re.search(r"[;RB]|,[^R]", between) is None and not re.search(r"[locU]", between)
    if at >= around.first:
        taken = around.first and re.fullmatch(r"[~@(-]*", kinds[around.first : at])
        return not taken
    # A year at the sentence's beginning holds for all of it.
    return "#" not in kinds[:at]


# ---- The subject --------------------------------------------------------------------------------


def _with_subject(around: Around, frame: Frame, previous: Frame | None) -> Frame:
    tokens = around.reading.tokens
    if _COUNTED.match(around.after) and around.counts:
        at = around.at + 1 + around.after.index("s")
        return replace(frame, subjects=(tokens[at],))
    if frame.subjects and "s" not in around.before:
        return frame
    before = around.leading.rfind("s")
    if before >= 0:
        group = re.search(r"s(?:[~TQvX.-]*s)*$", around.leading[: before + 1])
        start = group.start() if group else before
        listed = _LIST.search(around.leading[: before + 1])
        if listed is not None and "#" not in around.leading:
            start = listed.start()
        rows = tuple(t for t in tokens[start : before + 1] if t.kind == "s")
        return replace(frame, subjects=rows, listed=listed is not None and len(rows) > 1)
    after = _SUBJECT_AFTER.match(around.after)
    if after is not None and not frame.whole:
        return replace(frame, subjects=(tokens[around.at + 1 + after.start("s")],))
    return frame


def _paired(told: list[Frame], around: Around) -> list[Frame]:
    """Rows that stand side by side: as many figures are one each, one figure is of them all."""
    listed = [number for number, frame in enumerate(told) if frame.listed]
    if not listed:
        return told
    rows = told[listed[0]].subjects
    if len(rows) == len(listed):
        for place, number in enumerate(listed):
            told[number] = replace(told[number], subjects=(rows[place],), listed=False)
    elif len(listed) > 1 or "T" not in around.leading:
        for number in listed:
            told[number] = replace(told[number], doubt="flera rader nämns tillsammans")
    return told


# ---- Doubts -------------------------------------------------------------------------------------


def _with_doubts(around: Around, frame: Frame) -> Frame:
    if frame.doubt:
        return frame
    doubt = _other_figure(around) or _limited(around, frame)
    return replace(frame, doubt=doubt)


def _clause_start(around: Around) -> int:
    """Where the clause of the claim begins."""
    start = 0
    for hit in re.finditer(r"[;]|,R|(?<=#)[,&]", around.leading):
        start = hit.end()
    return start


def _other_figure(around: Around) -> str:
    """A word that makes it another figure than the row's own."""
    tokens = around.reading.tokens
    clause = tokens[_clause_start(around) : around.at]
    near = re.match(rf"[{_GAP}X@-]*", around.after)
    after = tokens[around.at + 1 : around.at + 1 + (near.end() if near else 0)]
    return next((t.sense for t in (*clause, *after) if t.kind in "Xw"), "")


def _limited(around: Around, frame: Frame) -> str:
    """Words that the lexicon does not know, where they narrow the row down."""
    kinds = around.reading.kinds
    after = around.after.split("B")[0].rstrip("@~")
    if frame.meaning != "level" or not re.match(r"\.", after):
        if _LIMITED_AFTER.match(after) and not (frame.meaning == "level" and after[:1] == "."):
            return "talet avser något mer avgränsat"
    elif not re.match(r"\.", after):
        return "talet avser något mer avgränsat"
    subject = next((at for at in range(around.at - 1, -1, -1) if kinds[at] == "s"), None)
    start = _clause_start(around) if subject is None else subject + 1
    if _LIMITED_BETWEEN.search(kinds[start : around.at].split("B")[0]):
        return "talet avser något mer avgränsat"
    if subject is not None and _PART_BEFORE.search(kinds[max(0, subject - 4) : subject + 1]):
        return "talet avser en del av raden"
    if subject and kinds[subject - 1] == ".":
        return "talet avser en del av raden"
    return ""
