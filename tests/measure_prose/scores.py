"""The program's verdicts against the labels: counted by document and by kind."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from tests.measure_prose.cases import DIRECTION, Case, Labelled
from tests.measure_prose.running import Said, same_figure

NOT_READ = "no claim"
NOT_TRIED = "ej_provad"


class Wrong(Struct, frozen=True):
    """One thing that the program should not have said, or should have: which, of what, in what."""

    fault: str
    case: Case
    claim: str
    why: str = ""


class Score(Struct):
    """What came of the right sentences, and of those that are not, of one document.

    ``right`` and the others count verdicts by kind of phrase; ``altered`` by kind of alteration:
    the verdict, and whether the claim was *stämmer* while it was right. ``confusion`` has every
    claim of both, its label and its verdict; ``reasons`` why a right claim is not checked, and of
    which kind its phrase is.
    """

    right: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    beyond: Counter[str] = field(default_factory=Counter)
    planted: Counter[str] = field(default_factory=Counter)
    unnamed: Counter[str] = field(default_factory=Counter)
    altered: dict[str, Counter[tuple[str, bool]]] = field(
        default_factory=lambda: defaultdict(Counter)
    )
    neighbours: int = 0
    wrongs: list[Wrong] = field(default_factory=list)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)


def verdicts(case: Case, said: Sequence[Said]) -> tuple[list[Said | None], list[Said]]:
    """What is said of each labelled claim, None where it was not read, and what is left over."""
    left = list(said)
    found: list[Said | None] = []
    for claim in case.claims:
        hit = next((one for one in left if _is_same(one, claim)), None)
        if hit is not None:
            left.remove(hit)
        found.append(hit)
    return found, left


def _is_same(said: Said, claim: Labelled) -> bool:
    by_word = said.value is None or said.unit == DIRECTION
    if claim.unit == DIRECTION:
        return by_word and claim.text.lower() in said.text.lower()
    return not by_word and same_figure(said, claim.text)


def count_unaltered(score: Score, case: Case, said: Sequence[Said]) -> list[str]:
    """Count a sentence as it was written. Returns the verdict on each of its claims."""
    found, left = verdicts(case, said)
    results = [NOT_READ if one is None else one.verdict for one in found]
    for claim, one, result in zip(case.claims, found, results, strict=True):
        _count(score, case, claim, result)
        score.confusion[claim.verdict, result] += 1
        if claim.verdict == "stammer" and result in (NOT_READ, NOT_TRIED):
            why = "not read as a claim" if one is None else one.reason or "no reason told"
            score.reasons[why, case.kind] += 1
            score.wrongs.append(Wrong("not checked", case, claim.text, why))
    for one in left:
        score.unnamed[one.verdict] += 1
        if one.verdict == "avviker":
            score.wrongs.append(Wrong("right accused", case, one.text, one.place))
    return results


def _count(score: Score, case: Case, claim: Labelled, result: str) -> None:
    match claim.verdict:
        case "stammer":
            score.right[case.kind][result] += 1
            fault = "right accused" if result == "avviker" else ""
        case "ej_provad":
            score.beyond[result] += 1
            fault = {"avviker": "right accused", "stammer": "cleared by another figure"}.get(
                result, ""
            )
        case _:
            score.planted[result] += 1
            fault = {"avviker": ""}.get(result, f"wrong one {result}")
    if fault:
        score.wrongs.append(Wrong(fault, case, claim.text))


def count_altered(score: Score, case: Case, said: Sequence[Said], before: Sequence[str]) -> None:
    """Count an altered sentence; ``before`` is what was said of its claims while it was right."""
    found, left = verdicts(case, said)
    results = [NOT_READ if one is None else one.verdict for one in found]
    news = [i for i, result in enumerate(results) if result == "avviker" and before[i] != "avviker"]
    told = bool(news) or any(one.verdict == "avviker" for one in left)
    told = told or any(results[i] == "avviker" for i in case.aimed)
    by_word = case.altered == "direction" and told
    for i, (claim, result) in enumerate(zip(case.claims, results, strict=True)):
        score.confusion[claim.verdict, "avviker" if by_word and i in case.aimed else result] += 1
    if by_word:
        # The mark may stand on the word, or on the other figure that the word stands between.
        _count_one(score, case, case.aimed[0], "avviker", before)
        return
    for index in case.aimed:
        _count_one(score, case, index, results[index], before)
    score.neighbours += len(set(news) - set(case.aimed))


def _count_one(score: Score, case: Case, index: int, result: str, before: Sequence[str]) -> None:
    score.altered[case.altered][result, before[index] == "stammer"] += 1
    if result == "stammer":
        score.wrongs.append(Wrong("altered cleared", case, case.claims[index].text))
    elif result != "avviker" and before[index] == "stammer":
        score.wrongs.append(Wrong("altered not caught", case, case.claims[index].text))


def merged(scores: Sequence[Score]) -> Score:
    """All of them as one."""
    total = Score()
    for one in scores:
        for kind, counts in one.right.items():
            total.right[kind].update(counts)
        for kind, pairs in one.altered.items():
            total.altered[kind].update(pairs)
        total.beyond.update(one.beyond)
        total.planted.update(one.planted)
        total.unnamed.update(one.unnamed)
        total.reasons.update(one.reasons)
        total.confusion.update(one.confusion)
        total.neighbours += one.neighbours
        total.wrongs += one.wrongs
    return total


def right_total(score: Score) -> Counter[str]:
    """The verdicts on all right claims that a table can tell of."""
    return sum(score.right.values(), Counter())


def accused(score: Score) -> int:
    """How many right claims are accused: those of a table, of none, and what is no claim."""
    return right_total(score)["avviker"] + score.beyond["avviker"] + score.unnamed["avviker"]


def all_right(score: Score) -> int:
    """How many claims could have been accused wrongly."""
    return sum((right_total(score) + score.beyond + score.unnamed).values())


def caught(score: Score, kinds: Sequence[str], of_cleared: bool = False) -> tuple[int, int]:
    """How many altered claims are accused, and of how many; or of those that were *stämmer*."""
    pairs: Counter[tuple[str, bool]] = sum(
        (score.altered[kind] for kind in kinds if kind in score.altered), Counter()
    )
    fit = {key: n for key, n in pairs.items() if key[1] or not of_cleared}
    return sum(n for key, n in fit.items() if key[0] == "avviker"), sum(fit.values())


def by_fault(score: Score) -> Iterator[tuple[str, list[Wrong]]]:
    """The faults, gathered by what is wrong."""
    for fault in dict.fromkeys(one.fault for one in score.wrongs):
        yield fault, [one for one in score.wrongs if one.fault == fault]
