"""Finding numeric claims in running text: amounts, per cent, counts, shares.

Dates, years, ages, paragraphs, numbering and rows of figures are no claims.
"""

import re
from collections.abc import Iterator, Sequence, Set
from decimal import Decimal
from itertools import pairwise

from tui.checks.prosa.claim import DIRECTION, Claim, TextSource, Unit
from tui.checks.prosa.paragraphs import TextBody, text_body
from tui.checks.prosa.words import (
    NUMBER_WORD_MONSTER,
    PARTS_MONSTER,
    fraction_of,
    hedge_before,
    number_word,
    word_pattern,
)
from tui.svenska.format import MONTHS

# No report has as many; a text that is made to have more is not worth the time.
MAX_CLAIMS = 2_000
_BLOCK = 100_000
_BLANK = r"[ \u00a0\u202f\u2009]"
_NUMBER = (
    rf"(?:(?<![\w,.§:/&\-−–])|(?<=\s[-−–])|(?<=\s[-−–]{_BLANK})|(?<=^[-−–])|(?<=\([-−–]))"
    rf"(?:[1-9]\d{{0,2}}(?:{_BLANK}\d{{3}}){{1,4}}(?:,\d{{1,6}})?"
    r"|[1-9]\d{0,2}(?:\.\d{3}){1,4}(?![\d,])"
    r"|\d{1,12}(?:[,.]\d{1,6})?)"
)
_NUMBER_WORD = rf"(?<!\w)(?:{NUMBER_WORD_MONSTER}|hundra)(?!\w)"
_UNIT = (
    r"(?P<mnkr>mnkr|mkr|mnk(?!\w)|milj(?:oner|on|\.)?\s+kr(?:onor)?|miljoner)(?!\w)"
    r"|(?P<tkr>tkr|kkr|tusen\s+kr(?:onor)?)(?!\w)"
    r"|(?P<kr>kr|kronor|:-)(?!\w)"
    r"|(?P<procentenheter>%?-?\s?procentenhet(?:er)?|%-enheter|p\.e\.)"
    r"|(?P<procent>%|procent(?:ig|iga)?)(?!\w)"
)
_ONE = rf"(?:{_NUMBER}|{_NUMBER_WORD}|(?<!\w)en(?=\s+miljon))"
WITH_UNIT = re.compile(rf"(?P<tal>{_ONE})[\s\u00a0]*(?:{_UNIT})", re.MULTILINE)
# "52 respektive 72 procent", "mellan 5 och 7 procent": the unit stands after the last only.
SPLIT = re.compile(
    rf"(?P<tal>{_ONE})[\s\u00a0]+(?P<bindeord>respektive|resp\.?|och|till|–|-)[\s\u00a0]+$",
    re.MULTILINE,
)
OF = re.compile(
    rf"(?P<tal>{_ONE}|(?<!\w)(?:en|ett|ingen|inga)(?!\w))[\s\u00a0]+(?:[a-zåäö]+[\s\u00a0]+){{0,2}}av[\s\u00a0]+"
    rf"(?:(?:totalt|de|sammanlagt|samtliga|alla|dessa)[\s\u00a0]+)*(?P<av>{_ONE})(?!\s*(?:%|procent|kr|tkr|mnkr))"
    r"(?!\s+(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec))"
)
COUNT = re.compile(rf"(?P<tal>{_ONE})(?=[\s\u00a0]+(?P<ord>[^\W\d_][\w\-]*))", re.MULTILINE)

# "Från 1 388 till 1 467", "var 61 under 2023": what is counted has been told before.
_BARE = re.compile(
    rf"(?<!\w)(?:(?:från|till|med)\s+(?P<ord>{_ONE})|(?:var|är|blev|budgeterade)\s+(?P<siffror>{_NUMBER}))"
    rf"(?=\s+(?:till|under|i\s+(?:{'|'.join(MONTHS)}))(?!\w)|\s*[.,;)](?!\d)|\s*$)",
    re.MULTILINE,
)
# Words that say which way a row went, in sentences without a figure.
_WAY = re.compile(
    r"(?<!\w)(?:(?:öka|minska|förbättra|försämra)(?:de|t|ts)|steg|stigit|sjönk|sjunkit|ökar|minskar"
    r"|(?:över|under)(?:st|skr)\w+|(?:högre|lägre|större|mindre|fler|färre|bättre|sämre)(?=\s+(?:än|jämfört))"
    r"|(?:över|under)skott|(?:över|under)(?=\s+(?:periodens\s+)?(?:års)?budget))(?!\w)"
)
_AFTER_NOT = re.compile(
    r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sep|okt|nov|dec|år(?!s?arb)|åring|kap|§|st\.? stycket"
    r"|kvartal|paragraf|och|eller|till|samt|respektive|i|på|för|med|som|nr)"
    r"(?![^\W\d_])"
)
_BEFORE_NOT = re.compile(
    r"(?:§+|kap\.?|mål|bilaga|tabell|diagram|agenda|sfs|sosfs|nr|dnr|punkt|prio|fas|steg|nivå|skala"
    r"|sida|sid\.?|vecka|kl\.?|version|årskurs|åk|typ|lag|fotnot|delår|år|dag|dagarna|covid-?"
    r"|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    r"|sedan|under|från|hösten|våren|sommaren|vintern|budget|plan|bokslut|delårsbokslut)"
    r"[\s\u00a0]*$"
)
_BEFORE_YEAR = re.compile(r"(?:plan|budget|bokslut|år|prognos|utfall)\s+$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MINUS = ("-", "−", "–", "minus")
# "Inom tio veckor", "efter åtta månader": a span of time is no claim.
_SPAN_BEFORE = re.compile(r"(?<!\w)(?:inom|efter|under|om|i|på|de|senaste|varje|första|sista)\s+$")
_SPAN_AFTER = re.compile(r"(?:dag(?:ar|ars)?|dygn|veckor|månader|månaders|timmar|minuter)(?!\w)")


def claims(source: TextSource) -> tuple[Claim, ...]:
    """Every numeric claim of the text's prose, in order."""
    return found(text_body(source))


def found(body: TextBody) -> tuple[Claim, ...]:
    """Every numeric claim of a text that is cut up already, the first ``MAX_CLAIMS``."""
    all_: list[Claim] = []
    for start, end in pairwise(_block_bounds(body)):
        all_ += _in_block(body, start, end)
        if len(all_) >= MAX_CLAIMS:
            break
    return tuple(all_[:MAX_CLAIMS])


def _block_bounds(body: TextBody) -> list[int]:
    """Where to pause and count: at the beginning of a sentence, so that no claim is cut."""
    bounds = [0]
    for sentence in body.sentences:
        if sentence.start - bounds[-1] >= _BLOCK:
            bounds.append(sentence.start)
    return [*bounds, len(body.source.lower_case)]


def _in_block(body: TextBody, start: int, end: int) -> list[Claim]:
    own_ones: list[Claim] = []
    busy: set[int] = set()
    for one in _all(body, start, end, busy):
        places = range(one.place, one.end_place)
        if busy.isdisjoint(places) and not _in_table(body, one):
            busy.update(places)
            own_ones.append(one)
    return sorted(own_ones, key=lambda p: p.place)


def _in_table(body: TextBody, one: Claim) -> bool:
    return one.row_in_file - 1 in body.table_rows


def _all(body: TextBody, start: int, end: int, busy: Set[int]) -> Iterator[Claim]:
    """Claims in order of how sure their form is; what a surer form has taken is left out."""
    lower_case = body.source.lower_case
    for hit in OF.finditer(lower_case, start, end):
        if not (_YEAR.fullmatch(hit["av"]) or _YEAR.fullmatch(hit["tal"])):
            yield _claim(body, hit.start(), hit.end(), hit["tal"], "antal", hit["av"])
    for hit in WITH_UNIT.finditer(lower_case, start, end):
        if _YEAR.fullmatch(hit["tal"]) and _BEFORE_YEAR.search(
            lower_case, hit.start() - 12, hit.start()
        ):
            continue
        unit = _unit(hit)
        yield from _shared(body, hit, unit)
        yield _claim(body, hit.start(), hit.end(), hit["tal"], unit)
    for hit in PARTS_MONSTER.finditer(lower_case, start, end):
        yield _share(body, hit)
    yield from _count(body, start, end, busy)
    for hit in _BARE.finditer(lower_case, start, end):
        number = hit["ord"] or hit["siffror"]
        place = hit.start("ord") if hit["ord"] else hit.start("siffror")
        if not _YEAR.fullmatch(number) and not number.startswith("0"):
            yield _claim(body, place, place + len(number), number, "antal")


def ways(body: TextBody, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Words that say which way a row went, where their sentence has no figure."""
    last = claims[-1].place if len(claims) >= MAX_CLAIMS else len(body.source.lower_case)
    taken = {body.sentence_for(one.place) for one in claims}
    found = []
    for hit in _WAY.finditer(body.source.lower_case, 0, last):
        row = body.source.row_for(hit.start())
        if body.sentence_for(hit.start()) not in taken and row not in body.table_rows:
            found.append(
                _build(body, hit.start(), hit.end(), Decimal(0), DIRECTION, Decimal(1), None)
            )
    return tuple(found[:MAX_CLAIMS])


def _unit(hit: re.Match[str]) -> Unit:
    units: tuple[Unit, ...] = ("mnkr", "tkr", "kr", "procentenheter", "procent")
    return next(unit for unit in units if hit[unit])


def _shared(body: TextBody, hit: re.Match[str], unit: Unit) -> Iterator[Claim]:
    """The figures before "respektive" or "och" that share the unit after the last one."""
    lower_case, end = body.source.lower_case, hit.start()
    while before := SPLIT.search(lower_case, max(0, end - 40), end):
        if _YEAR.fullmatch(before["tal"]) or number_word(before["tal"]) is not None:
            return
        yield _claim(body, before.start("tal"), before.end("tal"), before["tal"], unit)
        end = before.start()


def _count(body: TextBody, start: int, end: int, busy: Set[int]) -> Iterator[Claim]:
    lower_case = body.source.lower_case
    for hit in COUNT.finditer(lower_case, start, end):
        free = hit.start() not in busy
        if free and _is_count(body.source.text, lower_case, hit):
            yield _claim(body, hit.start(), hit.end(), hit["tal"], "antal")


def _is_count(text: str, lower_case: str, hit: re.Match[str]) -> bool:
    number, before = hit["tal"], lower_case[max(0, hit.start() - 20) : hit.start()]
    if _YEAR.fullmatch(number) or "." in number or (number.startswith("0") and "," not in number):
        return False
    if before.endswith("|"):
        return False
    if _is_numbering(text, before, hit):
        return False
    if _BEFORE_NOT.search(before) and not number.isalpha():
        return False
    after = lower_case[hit.start("ord") : hit.start("ord") + 24]
    if word_pattern("år(?:s|en)?(?!\\w)", "åring", "årig").match(after):
        return False
    if _SPAN_AFTER.match(after) and _SPAN_BEFORE.search(before) and "," not in number:
        return False
    if _AFTER_NOT.match(after):
        return (
            "," in number
            or before.endswith("varav ")
            or (not number.isalpha() and len(number) <= 3 and after.startswith("respekt"))
        )
    return True


def _is_numbering(text: str, before: str, hit: re.Match[str]) -> bool:
    """Whether a figure stands first on its line to number it: a list, a footnote, a heading."""
    first_of_all = not before.rsplit("\n", 1)[-1].strip() and ("\n" in before or hit.start() == 0)
    if not first_of_all or hit["tal"].isalpha():
        return False
    new_sentence = before.rstrip()[-1:] in ("", ".", ":", "!", "?")
    return new_sentence or text[hit.start("ord")].isupper()


def _share(body: TextBody, hit: re.Match[str]) -> Claim:
    start = hit.start()
    return _build(body, start, hit.end(), fraction_of(hit[0]), "andel", Decimal("0.05"), None)


def _claim(body: TextBody, start: int, end: int, number: str, unit: Unit, of: str = "") -> Claim:
    value, precision = number_value(number)
    if body.source.lower_case[max(0, start - 6) : start].strip().endswith(_MINUS) and start:
        value = -value
    if unit == "procent" and body.source.lower_case[end:].startswith("enhet"):
        unit = "procentenheter"
    whole = number_value(of)[0] if of else None
    return _build(body, start, end, value, unit, precision, whole)


def number_value(number: str) -> tuple[Decimal, Decimal]:
    """A figure as it is written, and what its last written place is worth."""
    word = number_word(number)
    if word is not None:
        return word, Decimal(1)
    digits = re.sub(r"[\s\u00a0\u202f\u2009]", "", number)
    if re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+", digits):
        digits = digits.replace(".", "")
    value = Decimal(digits.replace(",", "."))
    exponent = value.as_tuple().exponent
    return value, Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _build(
    body: TextBody,
    start: int,
    end: int,
    value: Decimal,
    unit: Unit,
    precision: Decimal,
    of: Decimal | None,
) -> Claim:
    source = body.source
    hedge, _, hedge_start = hedge_before(source.lower_case[max(0, start - 24) : start])
    word_start = start - min(start, 24) + hedge_start if hedge else start
    if value < 0:
        word_start = min(
            word_start,
            source.lower_case.rfind(source.lower_case[start - 1 : start].strip() or " ", 0, start),
        )
    row, end_row = source.row_for(start), source.row_for(end - 1)
    return Claim(
        " ".join(source.text[word_start:end].split()),
        value,
        unit,
        row + 1,
        start - source.row_start[row],
        end - source.row_start[end_row],
        start,
        end,
        hedge,
        precision,
        of,
        end_row + 1,
        source,
    )
