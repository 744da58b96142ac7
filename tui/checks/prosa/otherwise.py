"""How else a claim may be read: a sentence of several rows, figures or times leaves a choice.

A claim is called wrong only where none of these agrees. They are made of the sentence's own words:
what it does not name is no reasonable reading of it.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from tui.checks.prosa.claim import Claim
from tui.checks.prosa.frame import GAP, Frame, Meaning
from tui.checks.prosa.naming import Named
from tui.checks.prosa.reading import Reading

_ROLES = {"b": "budget", "p": "prognos", "g": "mal"}
_MEANINGS: tuple[tuple[Meaning, str], ...] = (("deviation", "kao"), ("change", "ce"))
_DIRECT = re.compile(rf"[bpug][{GAP}]*$")


def other_rows(reading: Reading, claim: Claim, told: Sequence[Named]) -> list[Named]:
    """The rows that a claim may be of beside those that it was read of.

    Those named since the claim before it, or where there is none all of the sentence.
    """
    before = [t for t in reading.tokens if t.start < claim.place]
    last = max((at for at, t in enumerate(before) if t.kind == "#"), default=-1)
    near = [t.mention.named for t in before[last + 1 :] if t.mention is not None]
    rows = near or [t.mention.named for t in reading.tokens if t.mention is not None]
    return [one for one in dict.fromkeys(rows) if one not in told and _is_another(one, told)]


def _is_another(row: Named, told: Sequence[Named]) -> bool:
    """Whether a row is none that "kostnaderna" is, and none that stands over those told."""
    return not (row.is_money or row.weak or any(one.is_within(row) for one in told))


def other_frames(reading: Reading, frame: Frame, claim: Claim) -> Iterator[Frame]:
    """What a claim may say beside what it was read as, by the words before it and its own after."""
    at = next(n for n, token in enumerate(reading.tokens) if token.start >= claim.place)
    before = reading.kinds[:at]
    after = set(re.split("[#,;&x]", reading.kinds[at + 1 :])[0])
    times = set(re.split("[#,;&]", before)[-1]) | after
    frames = [frame]
    several = "#" in before and frame.role not in ("to", "from", "was")
    if frame.meaning == "level" and several and not _DIRECT.search(before):
        roles = ["", *(role for kind, role in _ROLES.items() if kind in {*before, *after})]
        frames += [replace(frame, role=role) for role in roles]
    elif frame.meaning in ("deviation", "change"):
        told = (one for one, signs in _MEANINGS if set(before) & set(signs))
        frames += [replace(frame, meaning=one, role="") for one in told]
    for one in frames:
        yield one
        if times & set("HEI") and times & set("Wp"):
            yield replace(one, forecast=False, whole_year=False, so_far=True)
            yield replace(one, forecast=True, whole_year=True, so_far=False)
