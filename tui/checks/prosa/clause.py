"""What each claim of a sentence says: its meaning, its time, its rows, and what makes it doubtful.

``frames`` puts the parts together; the meaning itself is ``grammar``'s.
"""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from tui.checks.prosa.claim import Claim
from tui.checks.prosa.frame import (
    ELSE,
    GAP,
    IF,
    NARROW,
    OTHER_SUBJECT,
    PART,
    REASON,
    SEVERAL,
    UNKNOWN,
    UNSAID,
    Around,
    Frame,
)
from tui.checks.prosa.grammar import meaning, way
from tui.checks.prosa.reading import TIME_UNIT, Reading, Token
from tui.checks.prosa.sights import Aspect

# "Består av lägre bilkostnader med 120 tkr": words of what it is stand before the figure.
_REASONS = re.compile(
    rf"(?:[lA]~*Q|B)(?=[^;]*[^{GAP},;])(?:[^lcoUA;]|c(?=\.))*$|B[^sKubpak,;#]*\.[^sKubpak,;#]*$"
)
# "Når inte budget utan stannar på 14,6".
_REACHED = re.compile(rf"l[{GAP}]*b[^l,;#]*[^{GAP}ls,;#-][{GAP}]*l[^l,;#]*$")
# "… medan stadens krympte till 80".
_OTHER_SUBJECT = re.compile(rf"[&,]~*\.[{GAP}]*[lcoUi][^s]*$")
_SIDE_AFTER = re.compile(rf"[{GAP}]*(?:-[{GAP}]*[Ks]|K)")
_AGAINST_AFTER = re.compile("[^#,;]*?(?:h[^#,;]*[jx]|v)[^#,;]*b")
_AGAINST_BEFORE = re.compile("o[^#,;]*b[^#,;]*$")
_ROW_OF_CLAUSE = re.compile(r"s[^s,;#&]*$")
# "Reserven, 2 procent av ramen": of the word that it stands beside.
_BESIDE_ANOTHER = re.compile(r"\.~*,~*$")
_COUNTED = re.compile(rf"[{GAP}]*s")
_ROW_AFTER = re.compile(rf"[{GAP}V.]?[{GAP}]*[lV]?[{GAP}]*[-Q]?[{GAP}]*(?P<row>s)")
_ONE_ROW = re.compile(r"s(?:[~TQvXf.-]*s)*$")
_SIDE_BY_SIDE = re.compile(r"s(?:[~,]*[,&][~K]*s+)+$")
_OWNER = re.compile(rf"(?P<row>s)[{GAP}]*[lp][^s,;#&]*$")
_LIMITED_AFTER = re.compile(rf"[{GAP}]*l?[{GAP}]*(?:[-@Qmt][{GAP}]*)?\.")
# "… dyrare kött, som stod för 1,9 mnkr", "… vakanta, vilket gav 1,2 mnkr".
_OF_EFFECT = re.compile(rf"[^s#{GAP}],R[^sKubpgak#,;]*$")
_LIMITED_BETWEEN = re.compile(r"[-Q@tfmv]~*\.")
_LIKE_VERB = re.compile(r"(?:[aeiouyåäö]r|ade|ades|dde|te|des|ts)$")
_ENDS = 2
_IDLE = GAP.replace("y", "")
_SPAN = re.compile(rf"[{_IDLE}-]*(?:[rf][~EI-]*y[~EI]*[&t-][~EI]*y|[{_IDLE}HEI-]*y-?y)")
# "… beror på elen, som kostar 1,9 mnkr mer": of the word that it tells of.
_OF_UNKNOWN = re.compile(r"\.~*,R[~lcoU]*$")
_HOW_LONG = re.compile(r"tid|dag(?:ar)?\b|dygn|veck|månad|timm|minut")
_PART_BEFORE = re.compile(r"[.Y]~*[-Qtf]~*s$")


def frames(reading: Reading, claims: Sequence[Claim]) -> list[Frame]:
    """What each of the sentence's claims says, in order."""
    places = [at for at, token in enumerate(reading.tokens) if token.kind == "#"]
    bounds = [*places, len(reading.tokens)]
    told: list[Frame] = []
    for number, (at, claim) in enumerate(zip(places, claims, strict=True)):
        around = Around(
            reading,
            at,
            places[number - 1] + 1 if number else 0,
            bounds[number + 1],
            claim.unit == "antal",
            claim.unit in ("procent", "andel"),
            told[-1] if told else None,
        )
        against = _AGAINST_AFTER.match(around.after) or _AGAINST_BEFORE.search(around.before)
        frame = replace(meaning(around), of_budget=against is not None)
        frame = _with_rows(around, _with_time(around, frame))
        told.append(frame if frame.doubt else replace(frame, doubt=_doubt(around, frame)))
    return _each_its_row(told, reading.kinds[: places[0]]) if places else told


def ways_told(reading: Reading, claims: Sequence[Claim]) -> list[Frame]:
    """What words of direction say, in a sentence without figures."""
    told = []
    for claim in claims:
        places = (n for n, token in enumerate(reading.tokens) if token.start == claim.place)
        at = next(places, None)
        if at is None:
            told.append(Frame(doubt=UNSAID))
            continue
        around = Around(reading, at, 0, len(reading.tokens))
        frame = _with_rows(around, _with_time(around, way(around)))
        doubt = frame.doubt or _doubt(around, frame) or ("" if frame.subjects else UNSAID)
        told.append(replace(frame, doubt=doubt))
    return told


# ---- Time ---------------------------------------------------------------------------------------


def _with_time(around: Around, frame: Frame) -> Frame:
    """With the years that are told, and which part of the year it is of."""
    kinds = around.reading.kinds
    year, base = _years(around, frame)
    clause = kinds[_time_start(around) : around.at]
    clause += re.split("[,;R#(]|&(?=[^,;#]*#)|p(?=[^,;R#(]*#)", kinds[around.at + 1 :])[0]
    previous = around.previous
    if previous is not None and re.match("~*[&,x][^locUR]*$", around.before):
        # "Intäkter på 134 och kostnader på 169": of the same time.
        told = (previous.forecast, previous.whole_year, previous.so_far)
        frame = replace(frame, forecast=told[0], whole_year=told[1], so_far=told[2])
    ahead = re.search(rf"p(?!a|[{GAP}-]*b)", clause) is not None
    so_far, whole_year = re.search("[HEI]", clause) is not None, "W" in clause
    return replace(
        frame,
        year=year or frame.year,
        base=base or frame.base,
        forecast=ahead or (frame.forecast and not so_far),
        whole_year=whole_year or (frame.whole_year and not so_far),
        so_far=so_far or (frame.so_far and not (ahead or whole_year)),
        aspect=frame.aspect if frame.whole == "K" else _aspect(around) or frame.aspect,
        per_month=re.match(rf"[{GAP}]*M", around.after) is not None,
    )


def _time_start(around: Around) -> int:
    """From where in the sentence words of time are the claim's own.

    "0,7 mnkr hittills men väntar 1,4 mnkr": not from before a conjunction that a verb follows.
    """
    parted = re.search(rf"&(?=[^&#]*[lpcoU][^&#]*$)|^[{GAP}-]*[HWEI][{GAP}-]*t", around.before)
    return max(around.clause, around.first + parted.end() if parted else 0)


def _years(around: Around, frame: Frame) -> tuple[str, str]:
    """The year of a claim, and the one that it is compared with."""
    kinds, tokens = around.reading.kinds, around.reading.tokens
    if frame.meaning == "change" and (span := _span_of_years(around)):
        return span
    between = re.match(r"#t#~*r~*y~*&~*y", kinds[around.at :]) if frame.role == "from" else None
    if between is not None:
        # "Från 812 till 903 mellan 2026 och 2028": it went from what it was in the first.
        ends = tokens[around.at : around.at + between.end()]
        return min(t.sense for t in ends if t.kind == "y"), ""
    year = base = ""
    for at, token in enumerate(tokens):
        if token.kind not in "yz" or not _is_near(around, at):
            continue
        follows = frame.meaning == "level" and at > around.at
        compared = re.search(r"[jx][~@EHI-]*$", kinds[:at]) is not None and not follows
        if compared and frame.meaning != "deviation":
            base = token.sense
        elif not year or at >= around.first:
            year = token.sense
    return year, base


def _span_of_years(around: Around) -> tuple[str, str] | None:
    """Both ends of what a change is told over: "mellan 2023 och 2025", "2022–2024"."""
    tokens = around.reading.tokens
    ahead = _SPAN.match(re.split("[,;#]", around.after)[0])
    behind = _SPAN.search(around.before)
    if ahead is not None:
        told = tokens[around.at + 1 : around.at + 1 + ahead.end()]
    elif behind is not None:
        told = tokens[around.first + behind.start() : around.first + behind.end()]
    elif "y" not in around.after:
        # "412 år 2032 och 341 år 2034, en minskning med": over the years of the levels.
        told = tokens[: around.at]
    else:
        return None
    years = {t.sense for t in told if t.kind == "y"}
    return (max(years), min(years)) if len(years) == _ENDS else None


def _is_near(around: Around, at: int) -> bool:
    """Whether a year belongs to a claim: not one that the claim before or after it has."""
    kinds = around.reading.kinds
    if at > around.at:
        between = kinds[around.at + 1 : at]
        if re.search("[&,]", between) and re.match("[~@l]*#", kinds[at + 1 :]):
            # "52,2 år 2033 och 2032 50,3": the next claim's.
            return False
        return at < around.last and not re.search(r"[;RBlocU]|,[^R]|&[^#]*h", between)
    if at >= around.first:
        follows_another = around.first and re.fullmatch(r"[~@(E-]*", kinds[around.first : at])
        return not follows_another
    # A year at the sentence's beginning holds for all of it.
    return "#" not in kinds[:at]


def _aspect(around: Around) -> Aspect:
    """Which side of a row is spoken of: the last word before the claim that says it.

    "2 650 tkr i inkomster" says it after; a clause that names nothing is of the side before.
    """
    after = _SIDE_AFTER.match(around.after)
    told = around.sense_after("Ks", after.end()) if after else ""
    told = told or around.reading.sense("Ks", around.clause, around.at)
    if not told and around.previous is not None and "s" not in around.before:
        return around.previous.aspect
    return told if told in ("intakt", "kostnad", "netto") else ""  # type: ignore[return-value]


# ---- Rows ---------------------------------------------------------------------------------------


def _with_rows(around: Around, frame: Frame) -> Frame:
    """With the signs of the rows that it speaks of; none where the sentence names none."""
    if around.counts and (counted := _COUNTED.match(around.after)):
        return replace(frame, subjects=(around.token_after(counted.end() - 1),))
    if frame.subjects and "s" not in around.before:
        return frame
    last = around.leading.rfind("s")
    if last >= 0:
        return _with_row_before(around, frame, last)
    after = _ROW_AFTER.match(around.after)
    of_all = re.search("n~*K", around.before)
    if after is not None and not frame.whole and not of_all:
        return replace(frame, subjects=(around.token_after(after.start("row")),))
    return frame


def _with_row_before(around: Around, frame: Frame, last: int) -> Frame:
    tokens, leading = around.reading.tokens, around.leading
    group = _ONE_ROW.search(leading, 0, last + 1)
    start = group.start() if group else last
    owner = _OWNER.search(leading, 0, start)
    if owner is not None and _is_kind_of_money(tokens[last]):
        # "Badhusen har en nettokostnad på 11,1 mnkr."
        return replace(frame, subjects=(tokens[owner.start("row")],))
    if owner is None and (wider := _standing_over(around, start, last)) is not None:
        return replace(frame, subjects=wider)
    listed = None if "#" in leading else _SIDE_BY_SIDE.search(leading, 0, last + 1)
    start = listed.start() if listed else start
    rows = tuple(t for t in tokens[start : last + 1] if t.kind == "s")
    if listed is not None:
        # "Personal- och livsmedelskostnaderna": what kind of money is said of both.
        rows = tuple(t for t in rows if not _is_kind_of_money(t)) or rows
    return replace(frame, subjects=rows, listed=len(rows) > 1 and listed is not None)


def _standing_over(around: Around, start: int, last: int) -> tuple[Token, ...] | None:
    """The rows of "i gruppen 30–49 år sjönk sjukfrånvaron", where one is of the other."""
    before = _ROW_OF_CLAUSE.search(around.leading, 0, start)
    tokens = around.reading.tokens
    if before is None or before.start() < around.first:
        return None
    first, second = tokens[before.start()], tokens[last]
    if first.mention is None or second.mention is None:
        return None
    one, other = first.mention.named, second.mention.named
    return (first, second) if one.is_within(other) or other.is_within(one) else None


def _is_kind_of_money(token: Token) -> bool:
    return token.mention is not None and token.mention.named.is_money


def _each_its_row(told: list[Frame], before: str) -> list[Frame]:
    """Rows that stand side by side: as many figures are one each, one figure is of them all."""
    listed = [number for number, frame in enumerate(told) if frame.listed]
    if not listed:
        return told
    rows = told[listed[0]].subjects
    for place, number in enumerate(listed):
        if len(rows) == len(listed):
            told[number] = replace(told[number], subjects=(rows[place],), listed=False)
        elif len(listed) > 1 or "T" not in before:
            told[number] = replace(told[number], doubt=SEVERAL)
    return told


# ---- Doubts -------------------------------------------------------------------------------------


def _doubt(around: Around, frame: Frame) -> str:
    """Why a claim may be of another figure than the row's own, "" where nothing says so."""
    if around.reading.kinds.startswith("@") and around.reading.tokens[0].sense == "om":
        return IF
    of_time = any(_is_of_time(t) for t in frame.subjects)
    if around.counts and around.reading.tokens[around.at].sense == TIME_UNIT and not of_time:
        return "talet är en tid eller en plats"
    if frame.of_part:
        # "Lokalkostnaden avviker (1 405 tkr)" is of no row that "kostnaden" is.
        return PART if re.search(r"\.s[^s]*$", around.leading[around.first :]) else ""
    return _elsewhere(around, frame) or _another_figure(around) or _narrower(around, frame)


def _is_of_time(token: Token) -> bool:
    """Whether a row tells how long something takes: "Väntetid till första besök, dagar"."""
    lines = token.mention.named.lines if token.mention else ()
    return any(_HOW_LONG.search(line.label.lower()) for line in lines)


def _elsewhere(around: Around, frame: Frame) -> str:
    """A figure of a reason, of a subject that no table has, or of several rows as one."""
    if frame.meaning == "level" and _OF_EFFECT.search(around.before):
        return REASON
    if _REASONS.search(around.leading[around.clause :]):
        return REASON
    if _OF_UNKNOWN.search(around.leading) and "B" in around.leading:
        return REASON
    if _OTHER_SUBJECT.search(around.before) and around.previous is not None:
        return OTHER_SUBJECT
    if frame.role == "budget" and _REACHED.search(around.before):
        return UNSAID
    if frame.meaning == "share" and _BESIDE_ANOTHER.search(around.before):
        return UNKNOWN
    of_all = any(line.total for t in frame.subjects if t.mention for line in t.mention.named.lines)
    if frame.role == "budget" and re.search(rf"T~*b[{GAP}@l]*$", around.before) and not of_all:
        # "Totalbudgeten" of a project is of all its years.
        return ELSE
    clause = around.reading.tokens[around.clause : around.at]
    together = any(token.kind == "T" and token.sense for token in clause)
    joined = re.search("[s.][^#]*&[^#]*[s.]", around.leading) is not None
    apart = joined and (around.percent or not frame.listed)
    # "Tillsammans ger de …" is of rows that the sentence before named.
    return SEVERAL if together and (apart or not frame.subjects) else ""


def _another_figure(around: Around) -> str:
    """A word that makes it another figure: an average, a part, what may happen."""
    tokens = around.reading.tokens
    near = re.match(rf"[{GAP}XS@l-]*", around.after)
    after = around.at + 1 + (near.end() if near else 0)
    places = (*range(around.clause, around.at), *range(around.at + 1, after))
    kinds = around.reading.kinds
    return next((tokens[at].sense for at in places if kinds[at] in "XwSO"), "")


def _narrower(around: Around, frame: Frame) -> str:
    """Words that the lexicon does not know, where they narrow the row down."""
    kinds = around.reading.kinds
    after = around.after.split("B")[0].rstrip("@~")
    # The unit of a count is a word that need not be known: "167 medarbetare".
    after = after[1:] if around.counts and after[:1] == "." else after
    shares = all(t.mention and t.mention.named.share for t in frame.subjects)
    if frame.subjects and shares:
        # "… är 82 procent av besöken i tid": what it is a share of is the row's own.
        after = re.sub(r"^~*Q[^,;#]*", "", after)
        kinds = re.sub(r"Q[^,;#s]*", lambda hit: "~" * len(hit[0]), kinds)
    if _LIMITED_AFTER.match(after):
        return NARROW
    if any(token.mention is not None and token.mention.is_long for token in frame.subjects):
        return ""
    row = kinds.rfind("s", 0, around.at)
    between = kinds[row + 1 if row >= 0 else around.clause : around.at]
    if between.lstrip(GAP).startswith(",R"):
        # "… av köpta utbildningar, som blev 4,6 mnkr dyrare": of the whole row.
        return ""
    if _LIMITED_BETWEEN.search(between.split("B")[0]):
        return NARROW
    if row < 0:
        return ""
    # Where no verb follows, the unknown word after the row is one: "underhållet skenar med".
    word = around.reading.tokens[row + 1].sense if between[:1] == "." else ""
    verb = re.match(r"\.[^locUip]*$", between) and _LIKE_VERB.search(word)
    beside = kinds[max(0, row - 1) : row] == "." or (between[:1] == "." and not verb)
    before = kinds[around.clause : row]
    part = (
        re.search("^Q(?!~*s?~*b)|(?<![ub])Q~*$", before)
        and frame.role != "budget"
        and frame.whole != "b"
    )
    # "Stormen kostade parkskötseln 0,3": what an unknown subject cost it.
    caused = re.search(r"\.[^s,;#]*[lpcoU]", before)
    return PART if beside or part or caused or _PART_BEFORE.search(kinds, 0, row + 1) else ""
