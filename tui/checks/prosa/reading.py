"""A sentence as a row of signs: each of its words, claims and named rows is one letter.

The letters are those of ``lexicon``; beside them are "#" a claim, "s" a row that the tables have,
"y" a year, "." a word that is not known, and the signs ",", ";", "(", ")" and "@" for a colon.
"""

import re
from collections.abc import Collection, Sequence

from msgspec import Struct

from tui.checks.prosa.claim import Claim
from tui.checks.prosa.naming import CLAIM, Mention, Names
from tui.checks.prosa.stems import parts_of, spelled
from tui.checks.prosa.vocabulary import kind_of, lexicon

_TOKEN = re.compile(
    r"(?P<year>(?<![\d,.\-/])(?:19|20)\d\d(?!\d|[,:\-]\d))"
    r"|(?P<word>\d+\s?[-–]\s?\d+|[^\W_]+(?:-[^\W\d_]+)*|&\w*)|(?P<sign>[,;:()])"
)
# ", dvs den procentuella utvecklingen av kostnaden," tells the same again.
_APPOSITION = re.compile(r",L[^#,;]*(?=,)")
# "Enheten Hamn" is the row; "enheten för vuxna" is another group.
_UNIT_OF = re.compile(r"[ON](?=~*(?:\.?R?l?~*)s)")
# "Sedan 2022" compares; "sedan delårsbokslutet" is of another prognosis.
_SINCE = re.compile(r"S(?=~*E?~*[yz])")
# "Januari till augusti" is one time.
_MONTHS = re.compile(r"E[t~-]+E")
# "Efter åtta månader" is of the time that has gone.
_AFTER_MONTHS = re.compile(r"B~*Y")
# "Kultur- och fritidsnämnden", "tekniska nämnden".
_OF_BOARD = re.compile(r"(?:\.~*&~*)?\.?n")
TIME_UNIT = "Y"
# "Plus 14,7 mnkr" is a sign that is written out.
SIGNS = ("plus", "minus")
_SIGNS = {":": "@"}


class Token(Struct, frozen=True):
    """One of a sentence's signs: its letter, what its word says, and where it stands."""

    kind: str
    sense: str
    start: int
    end: int
    mention: Mention | None = None
    claim: int = -1


class Reading(Struct, frozen=True):
    """A sentence's signs, and their letters as one text."""

    tokens: tuple[Token, ...]
    kinds: str

    @property
    def named_claims(self) -> frozenset[int]:
        """The claims, by their number, that are words of a row's name."""
        places = (at for t in self.tokens if t.mention is not None for at in t.mention.places)
        return frozenset(self.tokens[at].claim for at in places) - {-1}

    def sense(self, kind: str, first: int, last: int) -> str:
        """What the last word of a kind says among some of the signs."""
        told = [t.sense for t in self.tokens[first:last] if t.kind in kind and t.sense]
        return told[-1] if told else ""


class _Piece(Struct):
    """A word, sign or claim before it is told what it is."""

    text: str
    start: int
    end: int
    kind: str = ""
    claim: int = -1


def read(
    text: str,
    start: int,
    claims: Sequence[Claim],
    names: Names,
    scanned: bool,
    nearby: Collection[str] = (),
) -> Reading:
    """A sentence of a text in lower case, that begins at a place, with the claims in it.

    ``nearby`` are the words of the sentence before and of the heading.
    """
    pieces = _pieces(text, start, claims, scanned)
    words = [_word(one, claims) for one in pieces]
    mentions = names.mentioned(words, scanned, nearby)
    told: list[tuple[str, str, Mention | None]] = []
    at = 0
    while at < len(pieces):
        told_of, length = _kind(pieces, at, scanned)
        told += [(*told_of, None)] + [("~", "", None)] * (length - 1)
        at += length
    for mention in mentions:
        if _is_unbroken(told, mention):
            _put(told, pieces, mention)
    if any(kind in ("y", "z") for kind, *_ in told):
        # "Ökar" alone may be what is to come; with a year it is what the table has.
        told = [("c" if one[0] == "i" else one[0], *one[1:]) for one in told]
    tokens = tuple(
        Token(kind, sense, piece.start, piece.end, mention, piece.claim)
        for piece, (kind, sense, mention) in zip(pieces, told, strict=True)
    )
    kinds = "".join(token.kind for token in tokens)
    kinds = _UNIT_OF.sub("~", _SINCE.sub("x", kinds))
    kinds = _AFTER_MONTHS.sub(lambda hit: "H" * len(hit[0]), kinds)
    kinds = _OF_BOARD.sub(lambda hit: "~" * (len(hit[0]) - 1) + "n", kinds)
    kinds = _APPOSITION.sub(lambda hit: "~" * len(hit[0]), kinds)
    return Reading(tokens, _MONTHS.sub(lambda hit: "E" * len(hit[0]), kinds))


def _word(piece: _Piece, claims: Sequence[Claim]) -> str:
    """What a piece is to the rows' names: a count may stand inside one, another claim not."""
    if piece.claim >= 0:
        claim = claims[piece.claim]
        return claim.text.lower() if claim.unit == "antal" else CLAIM
    return (piece.kind if piece.kind in (",", ";") else "") if piece.kind else piece.text


def _is_unbroken(told: Sequence[tuple[str, str, Mention | None]], mention: Mention) -> bool:
    """Whether no word of its own stands inside a short name: "kostnaden för inhyrd personal"."""
    inside = set(range(mention.places[0], mention.places[-1])) - set(mention.places)
    return mention.is_long or all(told[at][0] in "~-QTV@&lhtfm#" for at in inside)


def _put(
    told: list[tuple[str, str, Mention | None]], pieces: Sequence[_Piece], mention: Mention
) -> None:
    """Put a named row in the place of its words; those among them say nothing of their own."""
    first, last = mention.places[0], mention.places[-1]
    # "Intäkterna" that are a row somewhere are still the side of another.
    side = told[first][1] if told[first][0] == "K" else ""
    told[first] = ("s", side, mention)
    inside = range(first + 1, last + 1) if not mention.is_long else mention.places[1:]
    for at in range(first + 1, last):
        if told[at][0] == "B":
            told[at] = ("~", "", None)
    for at in inside:
        if pieces[at].claim < 0 and (at in mention.places or told[at][0] not in "lh"):
            told[at] = ("~", "", None)


def _pieces(text: str, start: int, claims: Sequence[Claim], scanned: bool) -> list[_Piece]:
    pieces: list[_Piece] = []
    at, waiting = 0, list(enumerate(claims))
    for hit in _TOKEN.finditer(text):
        while waiting and hit.start() + start >= waiting[0][1].place:
            number, claim = waiting.pop(0)
            _without_hedge(pieces, claim.hedge)
            pieces.append(_Piece("", claim.place, claim.end_place, "#", number))
            at = claim.end_place - start
        if hit.start() < at:
            continue
        where = (hit.start() + start, hit.end() + start)
        if hit["sign"]:
            pieces.append(_Piece("", *where, _SIGNS.get(hit["sign"], hit["sign"])))
        elif hit["year"]:
            pieces.append(_Piece(hit["year"], *where, "y"))
        else:
            word = (
                re.sub(r"\s?[-–]\s?", "-", hit["word"]) if hit["word"][0].isdigit() else hit["word"]
            )
            pieces += [_Piece(part, *where) for part in parts_of(word, scanned)]
    pieces += [_Piece("", c.place, c.end_place, "#", number) for number, c in waiting]
    return pieces


def _without_hedge(pieces: list[_Piece], hedge: str) -> None:
    """A hedge belongs to its claim: "mer än 15" compares with nothing."""
    words = hedge.split()
    for piece in pieces[-len(words) - 1 :] if words else ():
        if not piece.kind and spelled(piece.text, True) in {spelled(w, True) for w in words}:
            piece.kind = "~"


def _kind(pieces: Sequence[_Piece], at: int, scanned: bool) -> tuple[tuple[str, str], int]:
    """What a word is, and how many words it takes with it."""
    piece = pieces[at]
    if piece.kind == "#":
        unit = pieces[at + 1].text if at + 1 < len(pieces) else ""
        return ("#", TIME_UNIT if kind_of(unit, scanned)[0] == TIME_UNIT else ""), 1
    if piece.kind:
        return (piece.kind, piece.text), 1
    if scanned and piece.text == "ar" and pieces[at + 1 : at + 2] and pieces[at + 1].kind == "#":
        # "Är" and "år" look the same; a figure stands after the verb.
        return ("l", ""), 1
    if piece.text in SIGNS and pieces[at + 1 : at + 2] and pieces[at + 1].kind == "#":
        return ("~", ""), 1
    for rest, kind, sense in lexicon(scanned).phrases.get(piece.text, ()):
        following = pieces[at + 1 : at + 1 + len(rest)]
        if len(following) == len(rest) and all(
            not one.kind and re.fullmatch(pattern, one.text)
            for pattern, one in zip(rest, following, strict=True)
        ):
            return (kind, sense), 1 + len(rest)
    kind, sense = kind_of(piece.text, scanned)
    return (kind, piece.text if kind == "." else sense), 1


def is_scanned(text: str) -> bool:
    """Whether a text was read by a scanner that knows no å, ä or ö."""
    sample = text[:20_000]
    letters = sum(sign.isalpha() for sign in sample)
    return letters > 200 and sum(sign in "åäö" for sign in sample) < letters / 200
