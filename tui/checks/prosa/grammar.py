"""The meaning of a claim, by the word that governs it.

A claim is a level ("uppgick till 71,6"), a deviation ("översteg budget med 14,3"), a change
("ökade med 11,2", "från 60,4 till 71,6") or a share of something. The word that governs it is
looked for to its left, across words that say nothing; what stands to its right may say that it is
a comparison. What the rules do not know makes the claim doubtful. The letters are ``lexicon``'s.
"""

import re
from collections.abc import Callable

from msgspec.structs import replace

from tui.checks.prosa.frame import (
    A_PART,
    BRACKETS,
    ELSE,
    GAP,
    GOAL,
    LEAVES,
    OF_ALL,
    PART,
    SOME,
    UNKNOWN,
    UNSAID,
    Around,
    Frame,
    doubtful,
)
from tui.checks.prosa.reading import Token

_GAP_BEFORE = re.compile(rf"[{GAP}V]*$")
_COMPARED = re.compile(rf"[{GAP}]*h[{GAP}]*(?P<than>[jx]?)(?P<rest>.*)")
_IN_SURPLUS = re.compile(rf"[{GAP}]*-?[{GAP}]*k")
_IN_ROLE = re.compile(rf"[{GAP}]*-[{GAP}]*(?P<role>[bpu])(?![^,;#R&]*[sK.])")
_ABOVE = re.compile(rf"[{GAP}]*v[{GAP}]*b")
_OUT_OF = re.compile(rf"(?:^|[,;&])[{GAP}]*Q[{GAP}]*$")
_ANOTHER_ROW = re.compile(rf"[{GAP}]*[&,][{GAP}]*s[{GAP}s-]*")
_ENDS_ABOVE = re.compile(r"~*v(?:[,;)&R]|$)")
_OF = re.compile(
    rf"[{GAP}]*Q(?:[{GAP}pu]*(?P<all>K)|[{GAP}puK]*(?P<row_first>s)~*b|[{GAP}puK]*(?P<what>[bs])"
    rf"(?:[{GAP}-]*(?P<row>s))?|[{GAP}]*n[{GAP}T]*(?P<of_board>[pu.]|$))"
)
_OF_FORECAST = re.compile(rf"[{GAP}]*Q[{GAP}]*p(?![{GAP}]*[Ks])")
_BUDGETED = re.compile(rf"[{GAP}]*(?P<role>b)[{GAP}]*(?=[,;]|$)")
_OF_THE_BUDGET_USED = re.compile(rf"Q[{GAP}]*s?[{GAP}]*b[{GAP}]*l[{GAP}]*$")
# "Underskottet inom hamnen motsvarar 2,2 procent av …", "Hamnen står för 46 procent av …".
_DEVIATION_IS = re.compile(rf"[ka][^#,;lcoU]*[LAl][{GAP}]*$")
_STANDS_FOR = re.compile(rf"A[{GAP}]*$|l[{GAP}]*-[{GAP}]*$")
_SHARE_OF_BUDGET = re.compile(rf"A[{GAP}]*Q[{GAP}]*b[{GAP}]*l?[{GAP}]*$")
_OF_BUDGET_BEFORE = re.compile(rf"Q[{GAP}]*b[{GAP}s-]*l?[{GAP}]*$")
_COUNTED = re.compile(rf"[{GAP}]*s")
_ALL_OF_THEM = re.compile(rf"[VT]|lQ$|[sn][{GAP}]*l[{GAP}]*$|^~*E~*l~*$")
_ALL_AFTER = re.compile(
    rf"#[^,;]*[VT]|#[{GAP}]*s[{GAP}]*,?[{GAP}]*(?:x[{GAP}]*#|#[{GAP}]*h[{GAP}]*[jx])[{GAP}@-]*[yz]"
)
_MOVING = re.compile(r"[oceakdD](?=[^oceakdDl,;#]*$)")
# "Störst överskott har hamnen med 4,0", "lägre än budget med 4,0", "över budget med 4,0".
_STANDING = (
    ("qk", re.compile(rf"[ak][^#]*l[{GAP}]*s[{GAP}]*$")),
    ("h", re.compile(rf"h[{GAP}]*j[{GAP}]*b[{GAP}]*$")),
    ("v", re.compile(r"v~*b[^oceakdl,;#]*$")),
)
_NOUN = re.compile(rf"(?P<noun>[keabpugdsKD])[{GAP}]*[-Q]?[{GAP}]*s?[{GAP}x]*b?[{GAP}]*$")
_WIDER_NOUN = re.compile(rf"(?P<noun>[keabpugd])[{GAP}KQ]*[-Q]?[{GAP}K]*$")
_OF_WHICH = re.compile(rf",?[{GAP}]*X[{GAP}]*s[{GAP}K]*(?:l[{GAP}]*[-t@]?)?[{GAP}]*$")
_ADVERB = ("igt", "ärt", "vis", "lagt", "räknat")
_ALSO = re.compile(rf"[&,]+[{GAP}]*[sK][{GAP}sK-]*t?[{GAP}]*$")
_ANOTHER_YEAR = re.compile(rf"[&,]+[{GAP}]*-?[{GAP}]*$")
_PART_NAMED = re.compile(rf"(?:^|[@,&Q;-])[{GAP}]*h?[{GAP}]*(?:K[{GAP}]*-[{GAP}]*)?s$")


def meaning(around: Around) -> Frame:
    """What a claim says, without its time and its rows."""
    compared = _compared_after(around)
    if compared is not None:
        return compared
    if around.counts and _COUNTED.match(around.after):
        return _counted(around)
    if around.percent and _OF_BUDGET_BEFORE.search(around.before):
        if _SHARE_OF_BUDGET.search(around.before):
            return Frame("share", role="budget", whole=OF_ALL)
        return Frame("share", whole="b")
    if around.percent and _OF_FORECAST.match(around.after):
        # "66 procent av prognosen": of what is foreseen, which no rule works out.
        return doubtful(ELSE)
    frame = _told_after(around, _governed(around))
    row = _share_row(around)
    if row is not None and (frame.doubt or frame.meaning == "level"):
        # "97 procent av besluten fattades inom tio veckor": the row is a share itself.
        return Frame("level", role="mal" if "g" in around.leading else "", subjects=(row,))
    share = _OF.match(around.after)
    if share is None or (frame.doubt and not (around.percent and frame.doubt == UNSAID)):
        return frame
    if not around.percent:
        # "22,4 mnkr av bibliotekens nettokostnad" is a part of it.
        return frame if share["what"] == "b" or around.counts else doubtful(PART)
    return _of_whole(around, Frame() if frame.doubt else frame, share)


def _told_after(around: Around, frame: Frame) -> Frame:
    """A level whose role stands after it: "32,1 mnkr i prognosen", "142,3 mnkr budgeterat"."""
    if frame.meaning != "level" or frame.role not in ("", "to"):
        return frame
    used = _OF_THE_BUDGET_USED.search(around.before) and "U" in around.after
    if used or around.counts:
        return frame
    told = _IN_ROLE.match(around.after) or _BUDGETED.match(around.after)
    return replace(frame, role=around.sense_after(told["role"], told.end())) if told else frame


def _of_budget(around: Around, share: re.Match[str]) -> Frame | None:
    """Whose share of whose budget: a row's of the nämnd's, or a deviation of the row's own."""
    of_board = re.search("n", share[0]) is not None
    if _DEVIATION_IS.search(around.before):
        direction = around.sense("qk", 0, len(around.before))
        return Frame("deviation", direction=direction, whole=OF_ALL if of_board else "b")
    if "U" in around.leading or "U" in around.after:
        return None
    if of_board or _STANDS_FOR.search(around.before):
        return Frame("share", role="budget", whole=OF_ALL)
    return None


def _of_whole(around: Around, frame: Frame, share: re.Match[str]) -> Frame:
    """A share of what "av" is said of: a row, the budget, the nämnd's cost or income."""
    whose = _of_budget(around, share) if share["what"] == "b" and not share["row"] else None
    if whose is not None:
        return whose
    if share["row_first"]:
        row = around.token_after(share.start("row_first"))
        own = frame.subjects if "s" in around.leading else (row,)
        return replace(frame, meaning="share", whole="b", whole_row=row, subjects=own)
    if not frame.meaning and share["what"] == "s" and "s" not in around.leading:
        return doubtful(PART)
    before = around.previous
    if before is not None and re.fullmatch(rf"[{GAP}@-]*,?R?[{GAP}]*[lL][{GAP}]*", around.before):
        # "Ett överskott på 1,3 mnkr, vilket är 12,5 procent av budgeten".
        frame = before if before.meaning == "deviation" else frame
    place = "row" if share["row"] else "what" if share["what"] == "s" else ""
    of = around.token_after(share.start(place)) if place else None
    kind = frame.meaning if frame.meaning == "deviation" else "share"
    side = around.sense_after("K", share.end())
    aspect = side if side in ("intakt", "kostnad", "netto") else frame.aspect
    return replace(frame, meaning=kind, whole=share["what"] or "K", whole_row=of, aspect=aspect)


def _share_row(around: Around) -> Token | None:
    """The row after a percentage that is one of its own: "Andel beslut inom tio veckor"."""
    hit = re.match(r"[^,;#s]*s(?![^,;#]*s)", around.after) if around.percent else None
    row = around.token_after(hit.end() - 1) if hit else None
    last = around.leading.rfind("s")
    if around.percent and row is None and last >= around.first:
        # "Av ansökningarna fick 79 procent svar inom tre dagar": its words stand on both sides.
        row = around.reading.tokens[last]
        row = row if row.mention and row.mention.places[-1] > around.at else None
    return row if row is not None and row.mention is not None and row.mention.named.share else None


def way(around: Around) -> Frame:
    """What a word of direction says alone: "minskade", "är högre än", "visar ett underskott"."""
    kind, direction = around.reading.kinds[around.at], around.reading.tokens[around.at].sense
    after = around.after
    if kind == "h":
        compared = _COMPARED.match(kind + after)
        return _comparison(direction, compared["rest"] if compared else "")
    if kind == "o" and re.match(rf"[{GAP}HL&]*b", after):
        return Frame("deviation", direction=direction)
    if kind == "k" and re.search(rf"[lp][{GAP}]*$", around.before) and not after.strip(GAP):
        return Frame("deviation", direction=direction)
    if kind == "v" and re.match(rf"[{GAP}]*b", after):
        return Frame("deviation", direction=direction)
    compared_after = re.match(rf"[{GAP}]*x[{GAP}@E-]*[yz]", after) is not None
    if kind == "c" and (compared_after or not after.strip(GAP)):
        return Frame("change", direction=direction)
    return doubtful(UNSAID)


def _counted(around: Around) -> Frame:
    """ "16 tillbud … rapporterats": the row follows the figure, and all of them are told."""
    goal = re.search(rf"g[{GAP}l]*$", around.before)
    if goal:
        return Frame("level", role="mal")
    if _OUT_OF.search(around.before):
        # "Av årets 640 kontroller har 152 genomförts": how many they are is of another time.
        return doubtful(SOME)
    whole = _ALL_OF_THEM.search(around.leading) or _ALL_AFTER.match(around.reading.kinds, around.at)
    return Frame("level") if whole else doubtful(SOME)


def _compared_after(around: Around) -> Frame | None:
    """ "14,3 mnkr högre än budgeterat", "14,3 mnkr över budget", "sämre än föregående år"."""
    if _ENDS_ABOVE.match(around.reading.kinds, around.at + 1):
        # "Nådde inte budget utan stannade 40 tkr under": what it is under may be said before, but
        # in "… mot budget, medan Hamnen får 40 tkr över" another row has that much left.
        way_of_it = around.sense_after("v", len(around.after))
        against = "" if re.search("b[^s]*$", around.before) else ELSE
        return Frame("deviation", direction=way_of_it, doubt=against)
    if _ABOVE.match(around.after):
        return Frame("deviation", direction=around.sense_after("v", len(around.after)))
    surplus = _IN_SURPLUS.match(around.after)
    if surplus is not None:
        return Frame("deviation", direction=around.sense_after("k", surplus.end()))
    role = _IN_ROLE.match(around.after)
    if role is not None and re.search(rf"[lU&,][{GAP}]*$", around.before):
        return Frame("level", role=around.sense_after(role["role"], role.end()))
    hit = _COMPARED.match(around.after)
    if hit is None:
        return None
    direction = around.sense_after("h", hit.start("than") + 1)
    previous, tail = around.previous, around.leading.rfind("x")
    if (
        around.counts
        and not hit["than"]
        and not hit["rest"].strip(GAP)
        and tail < 0
        and previous is None
    ):
        # "Blev 83 fler": than the year before.
        return Frame("change", direction=direction)
    if not hit["than"] and not hit["rest"].strip(GAP) and previous is not None:
        # "…, och intäkterna 1,1 mnkr högre": compared as the claim before it is.
        same = previous.meaning in ("deviation", "change")
        return Frame(previous.meaning, direction=direction, doubt="" if same else ELSE)
    rest = hit["rest"] if hit["than"] else around.leading[tail + 1 :] if tail >= 0 else ""
    return _comparison(direction, rest)


def _comparison(direction: str, rest: str) -> Frame:
    """A deviation or a change, by what it is compared with."""
    with_ = re.match(rf"[{GAP}@R-]*?(?:[lVp][{GAP}-]*(?=b))?(?P<what>[byzp]|[^{GAP}@R-])", rest)
    what = with_["what"] if with_ else rest[:1]
    if what == "b":
        return Frame("deviation", direction=direction)
    if what in ("y", "z", "~") and what:
        return Frame("change", direction=direction)
    return Frame("deviation", direction=direction, doubt=ELSE)


def _governed(around: Around) -> Frame:
    """The meaning that the nearest telling word to the left gives."""
    before = around.before
    if around.previous is not None:
        continued = _continued(around, around.previous)
        if continued is not None:
            return continued
    end = len(before) - len(_GAP_BEFORE.search(before)[0])  # type: ignore[index]
    if re.search(r"[lp]~*\.$", before[:end]) and around.word(end - 1).endswith(_ADVERB):
        end -= 1
    if not end:
        return doubtful(UNSAID)
    rule = _RULES.get(before[end - 1])
    return rule(around, end - 1) if rule else _unknown(around, end - 1)


def _continued(around: Around, previous: Frame) -> Frame | None:
    """A part, another row or another year of what the claim before it says."""
    before = around.before
    part = previous.meaning == "level" and _OF_WHICH.match(before) is not None
    if part and around.reading.sense("X", around.first, around.at) == A_PART:
        return Frame("level", aspect=previous.aspect, of_part=True)
    if previous.meaning and _ALSO.fullmatch(before):
        return replace(previous, subjects=(), listed=False, year="", doubt="")
    if previous.meaning and _ANOTHER_YEAR.fullmatch(before) and "y" in before:
        return replace(previous, year="", base="")
    return None


def _unknown(around: Around, at: int) -> Frame:
    return doubtful(UNKNOWN if around.before[at] == "." else UNSAID)


def _with(around: Around, at: int) -> Frame:
    """ "… med 14,3": a verb or noun of deviation or change stands before."""
    before = around.before[:at]
    hit = _MOVING.search(before)
    if hit is None:
        told = next((kinds for kinds, pattern in _STANDING if pattern.search(before)), "")
        return Frame("deviation", direction=around.sense(told, 0, at)) if told else doubtful(UNSAID)
    if hit[0] == "c" and "s" in before[hit.end() :] and re.search("[.s]", before[: hit.start()]):
        # "Vakanser minskar personalkostnaderna med 1,2": a part of what they changed by.
        return doubtful(UNSAID)
    match hit[0]:
        case "D":
            return Frame("level", role="ram")
        case "o":
            return _exceeded(around, hit.start(), at)
        case "a":
            return Frame("deviation", direction=around.sense("qk", 0, at))
        case "k":
            return Frame("deviation", direction=around.sense("qk", hit.start(), at))
        case "d":
            return _difference(before)
    return _moved(around, hit.start(), around.sense("ceq", hit.start(), at))


def _exceeded(around: Around, verb: int, at: int) -> Frame:
    """ "Översteg budget med": what is exceeded may stand before the verb too."""
    if "g" in around.before[:at]:
        return doubtful(GOAL)
    if "b" not in around.before[:at] and around.before[verb + 1 : at].strip(GAP):
        return doubtful(ELSE)
    return Frame("deviation", direction=around.sense("o", verb, verb + 1))


def _moved(around: Around, at: int, direction: str) -> Frame:
    """A change, unless it is said to be against the budget."""
    rest = around.before[at:] + "#" + around.after
    if re.search(rf"x[{GAP}]*b", rest):
        return Frame("deviation", direction=direction)
    told = around.reading.kinds[around.clause : around.first + at]
    return Frame("change", role="budget" if "b" in told else "", direction=direction)


def _noun(around: Around, at: int) -> Frame:
    """ "Underskott på 5", "budget på 12", "intäkter om 21,7": the noun before "på" governs."""
    before = around.before[:at]
    head = _NOUN.search(before)
    if head is None:
        verb = before.rstrip(GAP + "V")
        if verb[-1:] in ("l", "c", "U"):
            return _RULES[verb[-1]](around, len(verb) - 1)
        return doubtful(UNKNOWN)
    following = around.reading.kinds[around.at + 1 :]
    if head["noun"] == "p" and re.match(rf"[{GAP}]*x[{GAP}]*b(?![{GAP}@-]*#)", following):
        # "En prognos på −0,3 mnkr mot budget".
        return Frame("deviation", direction=around.sense("qk", 0, at))
    wider = _WIDER_NOUN.search(before[: head.start()]) if head["noun"] in "sK" else None
    head = wider or head
    direction = around.sense("qke", max(0, head.start() - 2), at)
    match head["noun"]:
        case "k" | "a":
            return Frame("deviation", direction=direction)
        case "e":
            return _moved(around, head.start(), direction)
        case "d":
            return _difference(before)
        case "b" | "p" | "u" | "g" | "D" as noun:
            return Frame("level", role=around.sense(noun, head.start(), head.start() + 1))
        case "s" if re.search(rf"s~*b[{GAP}]*$", before):
            # "Investeringsbudget på": the row is in the word.
            return Frame("level", role="budget")
    return _of_row(around, before, head.start())


def _of_row(around: Around, before: str, head: int) -> Frame:
    """ "Intäkter på 21,7", "hamnens på 12": the level of a row, where nothing makes it a part."""
    if re.search(rf"h[{GAP}]*(?:K[{GAP}]*-[{GAP}]*)?s[{GAP}]*$", before):
        # "Lägre intäkter på 2,3 mnkr": so much lower than what, and of what, is not said.
        return doubtful(UNSAID)
    if _ANOTHER_ROW.fullmatch(before) and around.previous and around.previous.meaning != "level":
        # "Ett överskott på 0,3 och Trafik ett på 0,2": the noun is left out.
        return doubtful(UNSAID)
    if re.search(r"[coe][^,;#]*$", before[:head]):
        # "Ökade kostnader på 5 mnkr" may be the whole or what came to it.
        return doubtful(UNSAID)
    return Frame("level")


def _difference(before: str) -> Frame:
    """ "Skillnaden mellan budget och utfall", "skillnaden mellan 2022 och 2023"."""
    told = before[before.rfind("d") :]
    if "b" in told:
        return Frame("deviation")
    return Frame("change") if re.search("[yz]", told) else doubtful(ELSE)


def _to(around: Around, at: int) -> Frame:
    """ "Uppgick till 71,6", "ökade till 71,6", "från 60,4 till 71,6", "med 11,2 till 71,6"."""
    before = around.before[:at].rstrip(GAP)
    if not before:
        if around.previous is None:
            return doubtful(UNSAID)
        moved = around.previous.direction if around.previous.role == "from" else ""
        return Frame("level", role="to", direction=moved, subjects=around.previous.subjects)
    if before[-1] == "p":
        return _level(around, len(before) - 1)
    verb = re.search(r"[cei](?=[^l,;#]*$)", before)
    previous = around.previous
    if verb is not None and previous is not None and previous.meaning == "deviation":
        # "Underskottet är 0,7 och beräknas öka till 1,4".
        same = replace(previous, year="", base="", so_far=False)
        return same if "s" not in before else doubtful(UNSAID)
    if verb is not None and "g" in around.leading:
        return doubtful(GOAL)
    if verb is not None and re.search(
        rf"[ak](?:[{GAP}]*-[{GAP}]*s)?[{GAP}p]*$", before[: verb.start()]
    ):
        # "Underskottet väntas växa till 2,5".
        return Frame("deviation", direction=around.sense("qk", 0, at))
    if before[-1] != "l" and verb is not None:
        direction = around.sense("c", verb.start(), at)
        return Frame("level", role=around.sense("bp", 0, at) or "to", direction=direction)
    if "l" not in before:
        return _unknown(around, len(before) - 1)
    # "Totalt uppgår nämndens underskott till": the noun may stand after its verb.
    return _level(around, len(before) - (before[-1] not in "akegbpuK"))


def _from(around: Around, at: int) -> Frame:
    """ "Från 60,4 till 71,6", "71,6, upp från 60,4": the level that it was."""
    after_a_level = around.previous is not None and around.previous.meaning == "level"
    if not (after_a_level or "t" in around.after or re.search(r"[ce]", around.leading)):
        return doubtful(UNSAID)
    # Of a pair the way is judged once, where it ends.
    role = "from" if "t" in around.after else "was"
    return Frame("level", role=role, direction=around.sense("cei", 0, at))


def _level(around: Around, at: int) -> Frame:
    """ "Avvikelsen för … är", "budgeten för … uppgår till": the nouns of the clause tell."""
    before = around.before[:at]
    if (told := _apart(around, at)) is not None:
        return told
    start = len(before) - len(re.split(r",?R|;", before)[-1])
    if not re.search(r"[daekgbpusK]", before[start:]):
        start = 0
    clause = before[start:]
    if "d" in clause:
        return _difference(clause)
    if "a" in clause or "k" in clause:
        return Frame("deviation", direction=around.sense("qk", start, at))
    if "e" in clause:
        return _moved(around, start + clause.rfind("e"), around.sense("e", start, at))
    if "g" in clause:
        return Frame("level", role="mal")
    if "p" in around.before[start:]:
        return _foreseen(around, around.before[start : at + 1])
    if "b" in clause or "u" in clause:
        return Frame("level", role="budget" if "b" in clause else "utfall")
    if "x" in clause and re.search(r"[ce]", around.leading):
        return doubtful(UNSAID)
    return Frame("level")


def _apart(around: Around, at: int) -> Frame | None:
    """What the verb says without the nouns before it: "… och uppgick till"; "hamnen lämnar
    1,3 mnkr" does not say of what; "av budgeten har 36,0 mnkr förbrukats" is used.
    """
    if re.search(rf"&[{GAP}]*$", around.before[:at]) and around.previous is not None:
        return _of_same_subject(around)
    if around.word(at) == LEAVES and not re.search("[akebpugK]", around.before[:at]):
        return doubtful(UNSAID)
    used = _OF_THE_BUDGET_USED.search(around.before[: at + 1]) and "U" in around.after
    return Frame("level", role="utfall") if used else None


def _of_same_subject(around: Around) -> Frame:
    """ "X är 2,4 högre än budget och uppgick till 212,4": of the noun that it began with."""
    subject = re.split("[lcoUip#]", around.leading.lstrip(GAP + "-"))[0]
    if re.search("[ak]", subject):
        return Frame("deviation")
    return Frame("level", role="budget" if "b" in subject else "mal" if "g" in subject else "")


def _foreseen(around: Around, clause: str) -> Frame:
    """ "Väntas bli 14,3"; after "överskottet är 0,7 och" it is of a surplus, or a level."""
    deviates = around.previous is not None and around.previous.meaning == "deviation"
    if deviates and re.search(rf"&[{GAP}]*p[{GAP}l]*$", clause):
        return doubtful(UNSAID)
    return Frame("level", role="prognos")


def _part_of_level(around: Around, at: int) -> Frame:
    """ "Svarar för 21 procent av …", "stod för 42,3 mnkr"."""
    before = around.before[:at].rstrip(GAP)
    return Frame("level") if before[-1:] == "l" else doubtful(UNSAID)


def _row_word(around: Around, at: int) -> Frame:
    """ "I gruppen är sjukfrånvaron 6,6 procent": the verb stands before the row."""
    before = around.before[:at].rstrip(GAP)
    return Frame("level") if before[-1:] == "l" else doubtful(UNSAID)


def _role_word(around: Around, at: int) -> Frame:
    """ "Mot budgeterade 57,3", "utfallet 71,6"; "avvikelsen mot budget −14,3"."""
    if re.search(rf"a[^#,;]*x[{GAP}]*$", around.before[:at]):
        return Frame("deviation", direction=around.sense("qk", 0, at))
    return Frame("level", role=around.sense(around.before[at], at, at + 1))


def _against(around: Around, at: int) -> Frame:
    """ "Mot 57,3 i budget", "jämfört med 60,4 föregående år"."""
    if re.match(rf"[{GAP}]*[-@]?[{GAP}]*b", around.after):
        return Frame("level", role="budget")
    if re.search(rf"p[{GAP}]*$", around.before[:at]):
        # "Prognosen pekar mot 2 640 tkr".
        return Frame("level", role="prognos")
    previous = around.previous
    if previous is None or not previous.meaning:
        return doubtful(ELSE)
    if not re.match(r"[~vHEnTY@-]*[yz]", around.after):
        return doubtful(ELSE)
    if previous.meaning != "level":
        return Frame("level")
    return replace(previous, direction="", year="", base="", doubt="")


def _bracket(around: Around, at: int) -> Frame:
    """ "Avvikelsen (−6 125 tkr)", "underskottet beror på A (5) och B (3)"."""
    before = around.leading[: around.first + at].rstrip(GAP)
    own = around.before[:at].rstrip(GAP)
    listed = around.previous is not None and around.previous.of_part
    told = _PART_NAMED.search(own) and (listed or re.search("[ak].*B", around.leading))
    told = told or re.search(r"a[^.lUcR;]*s$", own)
    if before[-1:] == "a" or re.search(r"a~*-~*p$", before) or told:
        return Frame("deviation", direction=around.sense("q", 0, at), of_part=True)
    return doubtful(BRACKETS)


def _apposition(around: Around, at: int) -> Frame:
    """ "Den största avvikelsen finns inom köp av tjänster, −14,3 mnkr"."""
    told = around.previous is not None and around.previous.meaning == "deviation"
    if around.before.startswith("Q"):
        # "Hälften av underskottet, 1,6 mnkr".
        return doubtful(PART)
    last = around.before[:at].rstrip(GAP + "-")[-1:]
    if last == "b" and re.search(rf"l[{GAP}m]*b[{GAP}]*$", around.before[:at]):
        # "Följer budget, 12,0 mnkr".
        return Frame("level")
    if last == "p" and "k" not in around.leading and "a" not in around.leading:
        # "Prognosen, 12,9 mnkr, ligger över budget".
        return Frame("level", role="prognos")
    if (last in ("k", "a") and "s" in around.leading) or (last == "q" and "a" in around.leading):
        return Frame("deviation", direction=around.sense("qk", 0, at))
    if last == "s" and (told or re.search("[ak]", around.leading)):
        return Frame("deviation", direction=around.sense("qk", 0, at))
    extreme = re.search("J[^,;#]*s[^,;#]*$", around.before[:at])
    if extreme and not re.search("[ceih]", around.leading):
        # "Högst är sjukfrånvaron i gruppen 50 år eller äldre, 7,5 procent".
        return Frame("level")
    return doubtful(UNSAID)


def _link(around: Around, at: int) -> Frame:
    """ "5,0 mnkr eller 8 procent": the same figure in another unit."""
    previous = around.previous
    if previous is None or not re.fullmatch(rf"[{GAP},R]*", around.before[:at]):
        return doubtful(UNSAID)
    if around.percent and previous.meaning == "level" and re.match("Q[^#]*b", around.leading):
        # "Av budgeten på 60,0 mnkr har 36,0 mnkr, eller 60 procent, förbrukats".
        return Frame("share", whole="b", subjects=previous.subjects)
    return previous


def _and(around: Around, at: int) -> Frame:
    """ "16 under 2023 och 18 under 2022", "10,3 respektive 0,7": as the claim before."""
    before = around.before[:at].lstrip("~sy") if around.counts else around.before[:at]
    if around.previous is None or re.search(r"[.lcoeakbs]", before):
        return doubtful(UNSAID)
    return replace(around.previous, year="", base="")


_RULES: dict[str, Callable[[Around, int], Frame]] = {
    **{"m": _with, "@": _noun, "t": _to, "f": _from, "l": _level, "-": _part_of_level},
    **{
        "U": _role_word,
        "b": _role_word,
        "p": _role_word,
        "u": _role_word,
        "g": _role_word,
        "s": _row_word,
    },
    **{"A": _level, "x": _against, "(": _bracket, ",": _apposition, "L": _link, "&": _and},
}
