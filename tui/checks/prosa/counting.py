"""Figures that no single cell holds: shares of a sentence's own counts, rows that are counted.

Each rule gives the answers that its form of sentence allows, none where it is of another form.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property

from msgspec import Struct

from tui.checks.prosa.answers import HUNDRED, Answer, Time
from tui.checks.prosa.claim import Claim
from tui.checks.prosa.reading import Reading
from tui.checks.prosa.sights import Line
from tui.checks.prosa.stems import parts_of, same_word, spelled, words_of
from tui.domain.finding import Address
from tui.svenska.format import amount, percent

_ALL = re.compile("T[^,;]*$|l~*$|v~+$")
NO_REMARK = re.compile(r"utan anm.rkning|f.rsumbar\w* anm.rkning|inte \w+ anm.rkning")
_REMARK = re.compile(r"anm.rkning|brister")
# "Kontogrupper, personalkostnader, lokaler och övriga kostnader."
_ITEM = r"[^\W\d]+(?: [^\W\d]+){0,3}"
_LIST = re.compile(rf"[^\W\d]+[,:] (?P<first>{_ITEM}(?:, {_ITEM})*) (?:och|samt) {_ITEM}\.?")
_LEAST_ROWS = 2
# Half may be 55 per cent: a fraction in words is a round one.
_ROUND = Decimal("0.05")


class Tally(Struct, frozen=True):
    """A kind of rows that a text counts: what it calls them, and how many there are.

    ``without`` is how many of them are without remark, None where that is not assessed of all.
    """

    words: tuple[str, ...]
    count: int
    address: Address
    heading: str
    without: int | None = None


class Sentence(Struct, frozen=True, dict=True):
    """A sentence with its claims: its text in lower case, its signs, and where each claim is.

    ``before`` is what stands before it in its paragraph.
    """

    text: str
    start: int
    reading: Reading
    claims: Sequence[Claim]
    scanned: bool
    before: str = ""

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words as they are compared."""
        return frozenset(p for w in words_of(self.text) for p in parts_of(w, self.scanned))

    @cached_property
    def told(self) -> frozenset[str]:
        """The words before it, as they are compared."""
        return frozenset(spelled(word, self.scanned) for word in words_of(self.before))

    def between(self, first: int, last: int) -> str:
        """The text between two places of the whole text."""
        return self.text[max(0, first - self.start) : max(0, last - self.start)]


def share_of_counts(sentence: Sentence, number: int, address: Address) -> tuple[Answer, ...]:
    """ "28 tjänster, varav 12 …, vilket motsvarar 43 procent": the tables are not needed."""
    claim = sentence.claims[number]
    counts = _part_and_whole(sentence, number)
    if claim.unit != "procent" or counts is None or not 0 < counts[1] >= counts[0] >= 0:
        return ()
    before = sentence.between(sentence.claims[number - 1].end_place, claim.place)
    after = sentence.between(claim.end_place, claim.end_place + 3)
    if not re.search(r"motsvara\w*\s+(?:\w+\s+)?$", before) or not re.match(
        r"\s*(?:[.,;:)<]|$)", after
    ):
        return ()
    part, whole = counts
    share = part / whole * HUNDRED
    text = f"{amount(part, None)} av {amount(whole, None)} är {percent(share)}"
    return (Answer(share, Decimal(0), address, text),)


def _part_and_whole(sentence: Sentence, number: int) -> tuple[Decimal, Decimal] | None:
    """The two counts before a claim: "10 av 17", or "28 …, varav 12 …"."""
    before = [one for one in sentence.claims[:number] if one.unit == "antal"]
    if len(before) < number or any(one.hedge or one.value % 1 for one in before):
        return None
    if number == 1 and before[0].of is not None:
        return before[0].value, before[0].of
    if number != 2 or before[1].of is not None or before[0].of is not None:
        return None
    between = sentence.between(before[0].end_place, before[1].place)
    if not re.search(r"[\s,(]varav\s+$", between):
        return None
    return before[1].value, before[0].value


def counted_rows(sentence: Sentence, number: int, tallies: Sequence[Tally]) -> tuple[Answer, ...]:
    """ "Totalt fyra formulerade mål", "tre av fyra kontrollpunkter utan anmärkning"."""
    claim = sentence.claims[number]
    last = claim.text.split()[-1].lower()
    words = [
        last,
        *re.findall(r"[^\W\d_]+", sentence.between(claim.end_place, claim.end_place + 45)),
    ]
    for tally in tallies:
        place = next(
            (at for at, word in enumerate(words[:4]) if _is_one(word, tally, sentence)), None
        )
        if claim.unit != "antal" or place is None:
            continue
        if claim.of is not None:
            return _with_and_without(sentence, claim, tally)
        if _ALL.search(sentence.reading.kinds.split("#")[number]):
            told = f"{tally.heading} har {tally.count} {tally.words[0]}"
            return (Answer(Decimal(tally.count), Decimal(0), tally.address, told),)
    return ()


def listed(sentence: Sentence, number: int, address: Address) -> tuple[Answer, ...]:
    """ "Tre kontogrupper, personal, lokaler och övriga": as many as are listed after it."""
    claim = sentence.claims[number]
    rows = sentence.reading.kinds.split("#")[number + 1].count("s")
    if claim.unit != "antal" or claim.of is not None or rows < _LEAST_ROWS:
        return ()
    after = sentence.between(claim.end_place, sentence.start + len(sentence.text))
    hit = _LIST.fullmatch(" ".join(after.split()))
    if hit is None or re.search(r" (?:och|samt) ", hit["first"]):
        return ()
    count = hit["first"].count(",") + 2
    text = f"meningen räknar upp {count}:{hit[0].partition(' ')[2]}"
    return (Answer(Decimal(count), Decimal(0), address, text),)


def _is_one(word: str, tally: Tally, sentence: Sentence) -> bool:
    spelled_words = (spelled(one, sentence.scanned) for one in tally.words)
    return any(same_word(spelled(word, sentence.scanned), one) for one in spelled_words)


def _with_and_without(sentence: Sentence, claim: Claim, tally: Tally) -> tuple[Answer, ...]:
    if claim.of != tally.count or tally.without is None or not _REMARK.search(sentence.text):
        return ()
    without = NO_REMARK.search(sentence.text) is not None
    count = tally.without if without else tally.count - tally.without
    what = "utan eller med försumbar anmärkning" if without else "med anmärkning"
    told = f"{count} av {tally.count} {tally.words[0]} är bedömda {what}"
    return (Answer(Decimal(count), Decimal(0), tally.address, told),)


def long_sick_leave(
    sentence: Sentence, number: int, lines: Sequence[Line], time: Time
) -> tuple[Answer, ...]:
    """ "Hälften av sjukfrånvaron är långtidssjukfrånvaro": 60 days or more, of all of it."""
    claim = sentence.claims[number]
    after = sentence.between(claim.end_place, claim.end_place + len(sentence.text))
    of = re.match(r"\s*av\s+(?:\w+\s+){0,3}sjukfr.nvaron?\b(?:\s+inom \w+)?", after)
    if claim.unit not in ("andel", "procent") or of is None or "ngtid" not in after[of.end() :]:
        return ()
    role = "forandring" if re.search("minsk|.k(?:ade|ning)", of[0]) else "utfall"
    sick = [line for line in lines if line.own and any("sjukfrånvaro" in n for n in line.around)]
    long = [line for line in sick if line.names[:1] in (("59",), ("60",)) or "59" in line.names]
    whole = [line for line in sick if line.total]
    if len(sentence.claims) > 1 or len(long) != 1 or len(whole) != 1:
        return ()
    part, all_ = (line[0].of(role, time.year) for line in (long, whole))  # type: ignore[arg-type]
    if len(part) != 1 or len(all_) != 1 or part[0].number * all_[0].number <= 0:
        return ()
    share = part[0].number / all_[0].number
    rounding = Decimal("0.1") if role == "forandring" else Decimal("0.05")
    play = max(rounding * (1 + share) / abs(all_[0].number), _ROUND)
    scale = HUNDRED if claim.unit == "procent" else Decimal(1)
    text = f"{part[0].text} och {all_[0].text}, alltså {percent(share * HUNDRED)}"
    return (Answer(share * scale, play * scale, part[0].address, text),)
