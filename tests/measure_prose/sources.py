"""What is measured: the invented nämnder, the phrases that stand beside the code, the seeds."""

import re
import tempfile
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from random import Random
from typing import TypeAlias

import msgspec

from tests.checks.prosa.answer_key_000 import ANSWER_KEY
from tests.checks.prosa.answer_key_others import ANSWER_KEY_001, ANSWER_KEY_004
from tests.measure_prose.alterations import altered
from tests.measure_prose.cases import Case, Labelled, cases, places, tables_text
from tests.measure_prose.in_folder import of_folder
from tests.measure_prose.running import Said, answered, of_document, of_report, same_figure
from tests.measure_prose.scores import Score, count_altered, count_unaltered

SHARED = Path(__file__).resolve().parents[3] / "shared"
PHRASES = SHARED / "cases" / "phrases.json"
SEEDS = SHARED / "seeds"
DATA = Path(__file__).resolve().parents[2] / "data"
_UNITS = {"Mkr": "mnkr", "kronor": "kr", "miljoner kronor": "mnkr"}
_KEYS = {
    "000": ("2024-delar", ANSWER_KEY),
    "001": ("2018-delar", ANSWER_KEY_001),
    "003": ("2025-budget", ()),
    "004": ("2023-bokslut", ANSWER_KEY_004),
}
_ROUNDS = 4
_OWN_TEXT = "the reports' own texts"
_LABELS = {"S": "stammer", "A": "avviker", "-": "ej_provad"}
_IN_PLACE = ("another digit", "digits swapped")
_FIGURE = re.compile(r"\d+(?:[ \u00a0]\d{3})*(?:,\d+)?")
_Key: TypeAlias = tuple[int, str, str, str, str]


def invented(name: str, held_out: bool, seed: int, in_folder: bool = False) -> Score:
    """An invented nämnd's sentences as written, then every alteration of them.

    The text stands in a report with its tables, or beside the tables of a data folder.
    """
    score, dice, own = Score(), Random(f"{name} {seed}"), cases(name, held_out)
    read = partial(of_folder, name) if in_folder else partial(of_report, tables_text(name))
    before = [count_unaltered(score, case, said) for case, said in zip(own, read(own), strict=True)]
    pairs = [
        (new, told) for case, told in zip(own, before, strict=True) for new in altered(case, dice)
    ]
    answers = read([case for case, _ in pairs])
    for (case, told), said in zip(pairs, answers, strict=True):
        count_altered(score, case, said, told)
    return score


class _Phrase(msgspec.Struct):
    document: str
    heading: str
    sentence: str
    kind: str
    altered: str
    claims: list[dict[str, str | None]]


def phrases(data: Path) -> Mapping[str, Score]:
    """The phrases' scores by document. Altered by hand, they are altered no further."""
    items = msgspec.json.decode(PHRASES.read_bytes(), type=list[_Phrase])
    scores: dict[str, Score] = {}
    for document in dict.fromkeys(one.document for one in items):
        own = [_phrase_case(one) for one in items if one.document == document]
        score = scores.setdefault(f"phrases {document}", Score())
        told: dict[tuple[str, int], list[str]] = {}
        for case, said in zip(own, of_document(document, data, own), strict=True):
            if case.aimed:
                before = told.get((case.kind, len(case.claims)), [])
                fit = before if len(before) == len(case.claims) else [""] * len(case.claims)
                count_altered(score, case, said, fit)
            else:
                told[case.kind, len(case.claims)] = count_unaltered(score, case, said)
    return scores


def _phrase_case(one: _Phrase) -> Case:
    claims = tuple(
        Labelled(str(c["value"]), _UNITS.get(str(c["unit"]), str(c["unit"])), str(c["verdict"]))
        for c in one.claims
    )
    aimed = tuple(i for i, claim in enumerate(claims) if claim.verdict == "avviker")
    return Case(
        one.document, one.heading, one.kind, one.sentence, claims, (),
        one.altered if aimed else "", aimed,
    )  # fmt: skip


def seeds(data: Path, seed: int) -> Mapping[str, Score]:
    """The reports' own texts as they are, and with every checked figure altered in turn."""
    scores = {}
    for serial, (document, key) in _KEYS.items():
        file = next(SEEDS.glob(f"{serial}_*.txt"))
        scores[f"seed {document}"] = _seed(file, document, key, data, seed)
    return scores


def _seed(file: Path, document: str, key: Sequence[_Key], data: Path, seed: int) -> Score:
    score, text = Score(), file.read_text("utf-8").split("\n")
    true = {(row, Decimal(value), unit): verdict for row, value, unit, verdict, _ in key}
    own = answered(["--dokument", document, "--data", str(data), "--text", str(file)])
    right = []
    for one in own:
        if not key and one.verdict != "avviker":
            continue  # a text without a key tells of nothing but what is accused
        label = _LABELS[true.get((one.row, _rounded(one), one.unit), "-")]
        claim = Labelled(_own_figure(one), one.unit, label)
        case = Case(document, "", _OWN_TEXT, text[one.row - 1].strip(), (claim,))
        count_unaltered(score, case, [one])
        if label == "stammer" and _FIGURE.fullmatch(claim.text) and _stands(case):
            right.append((case, one))
    _alter_seed(score, text, right, data, Random(f"{document} {seed}"))
    return score


def _alter_seed(
    score: Score, text: list[str], right: Sequence[tuple[Case, Said]], data: Path, dice: Random
) -> None:
    """Every figure that is right, altered in its own text, a few of them at a time."""
    for start in range(_ROUNDS):
        rows, new = list(text), []
        for case, one in right[start::_ROUNDS]:
            options = [c for c in altered(case, dice) if c.altered in _IN_PLACE]
            if options and rows[one.row - 1] == text[one.row - 1]:
                wrong = dice.choice(options)
                rows[one.row - 1] = text[one.row - 1].replace(case.sentence, wrong.sentence)
                new.append((wrong, one))
        said = _said_of("\n".join(rows), right[0][0].document, data) if new else []
        for wrong, one in new:
            there = [s for s in said if s.row == one.row and same_figure(s, wrong.claims[0].text)]
            count_altered(score, wrong, there[:1], [one.verdict])


def _stands(case: Case) -> bool:
    try:
        return bool(places(case))
    except ValueError:
        return False


def _said_of(text: str, document: str, data: Path) -> list[Said]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "text.txt"
        file.write_text(text, encoding="utf-8")
        return answered(["--dokument", document, "--data", str(data), "--text", str(file)])


def _own_figure(one: Said) -> str:
    """The claim's figure as it stands in the text: its last one, "4" of "3 av 4" is its whole."""
    return next((f for f in _FIGURE.findall(one.text) if same_figure(one, f)), one.text)


def _rounded(one: Said) -> Decimal:
    value = Decimal(0) if one.value is None else one.value
    return round(value, 2) if one.unit == "andel" else value
