"""The scores as text: tables by document, kind of phrase and alteration, and the faults."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from tests.measure_prose.alterations import FIGURES
from tests.measure_prose.cases import VERDICTS
from tests.measure_prose.scores import (
    NOT_READ,
    NOT_TRIED,
    Score,
    accused,
    all_right,
    by_fault,
    caught,
    right_total,
)

_MOST_KINDS = 12


def told(scores: Mapping[str, Score], sentences: bool) -> str:
    """Everything that was measured; ``scores`` has the sum of them under "all"."""
    total = scores["all"]
    parts = [
        _documents(scores),
        _altered_documents(scores),
        _confusion(scores),
        _phrases(total),
        _alterations(total),
        _reasons(total),
        *([_sentences(total)] if sentences else []),
    ]
    return "\n".join(parts)


def share(part: int, whole: int) -> str:
    """A share in per cent, "–" of nothing."""
    return f"{100 * part / whole:.0f} %" if whole else "–"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]

    def line(row: Sequence[str]) -> str:
        first, *rest = (
            cell.ljust(w) if i == 0 else cell.rjust(w)
            for i, (cell, w) in enumerate(zip(row, widths, strict=True))
        )
        return "  ".join([first, *rest]).rstrip()

    return "\n".join([line(head), "  ".join("-" * w for w in widths), *map(line, rows)]) + "\n"


def _documents(scores: Mapping[str, Score]) -> str:
    head = (
        "right sentences", "claims", "accused", "share", "checkable", "checked", "share",
        "beyond the tables", "of these cleared", "wrong as written", "caught",
    )  # fmt: skip
    return _table(head, [_document(name, score) for name, score in scores.items()])


def _document(name: str, score: Score) -> tuple[str, ...]:
    right, checked = right_total(score), right_total(score)["stammer"]
    counts = (right.total(), checked)
    return (
        name, str(all_right(score)), str(accused(score)), share(accused(score), all_right(score)),
        *map(str, counts), share(checked, right.total()),
        str(score.beyond.total()), str(score.beyond["stammer"]),
        str(score.planted.total()), str(score.planted["avviker"]),
    )  # fmt: skip


def _altered_documents(scores: Mapping[str, Score]) -> str:
    head = (
        "altered sentences", "figures caught", "of those cleared when right", "directions caught",
        "of those cleared when right", "said stämmer", "right ones accused beside",
    )  # fmt: skip
    return _table(head, [_altered_document(name, score) for name, score in scores.items()])


def _altered_document(name: str, score: Score) -> tuple[str, ...]:
    figures = [kind for kind in score.altered if _is_figure(kind)]
    turned = [kind for kind in score.altered if kind == "direction"]
    cleared = sum(
        n for c in score.altered.values() for (result, _), n in c.items() if result == "stammer"
    )
    return (
        name, _of(*caught(score, figures)), _of(*caught(score, figures, True)),
        _of(*caught(score, turned)), _of(*caught(score, turned, True)),
        str(cleared), str(score.neighbours),
    )  # fmt: skip


def _confusion(scores: Mapping[str, Score]) -> str:
    """Every claim, right or altered: what it is and what the program says."""
    head = (
        "all claims",
        "is",
        "said stämmer",
        "said avviker",
        "said ej prövat",
        "not read",
        "just",
    )
    rows = []
    for name, score in scores.items():
        for label in VERDICTS:
            results = [score.confusion[label, key] for key in (*VERDICTS, NOT_READ)]
            if sum(results):
                just = results[VERDICTS.index(label)]
                rows.append((name, label, *map(str, results), share(just, sum(results))))
    return _table(head, rows)


def _is_figure(kind: str) -> bool:
    return kind in FIGURES or kind.startswith(("figure", "unit", "another"))


def _of(part: int, whole: int) -> str:
    return f"{part}/{whole} {share(part, whole)}" if whole else "–"


def _phrases(score: Score) -> str:
    head = (
        "right claims by kind of phrase",
        "claims",
        "stämmer",
        "avviker",
        "ej prövat",
        "not read",
    )
    rows = [
        (
            kind,
            str(c.total()),
            str(c["stammer"]),
            str(c["avviker"]),
            str(c[NOT_TRIED]),
            str(c[NOT_READ]),
        )
        for kind, c in sorted(score.right.items(), key=lambda item: _missed(item[1]), reverse=True)
    ]
    return _table(head, rows)


def _missed(counts: Counter[str]) -> tuple[int, int]:
    return counts["avviker"], counts.total() - counts["stammer"]


def _alterations(score: Score) -> str:
    head = (
        "altered",
        "claims",
        "avviker",
        "stämmer",
        "ej prövat",
        "not read",
        "share",
        "of cleared",
    )
    return _table(head, list(_alteration_rows(score)))


def _alteration_rows(score: Score) -> Iterator[tuple[str, ...]]:
    for kind, pairs in sorted(score.altered.items()):
        results: Counter[str] = Counter()
        for (result, _), count in pairs.items():
            results[result] += count
        own = (str(results[key]) for key in ("avviker", "stammer", NOT_TRIED, NOT_READ))
        yield (
            kind, str(results.total()), *own, share(results["avviker"], results.total()),
            _of(*caught(score, [kind], True)),
        )  # fmt: skip


def _reasons(score: Score) -> str:
    reasons: Counter[str] = Counter()
    for (why, _), count in score.reasons.items():
        reasons[why] += count
    rows = [
        (why, str(count), ", ".join(_kinds(score, why))) for why, count in reasons.most_common()
    ]
    return _table(("why a right claim is not checked", "claims", "in phrases of"), rows)


def _kinds(score: Score, why: str) -> Iterator[str]:
    own = Counter({kind: n for (reason, kind), n in score.reasons.items() if reason == why})
    for kind, count in own.most_common(_MOST_KINDS):
        yield f"{kind} {count}"
    if len(own) > _MOST_KINDS:
        yield f"{len(own) - _MOST_KINDS} kinds more"


def _sentences(score: Score) -> str:
    lines = []
    for fault, wrongs in by_fault(score):
        lines += ["", f"{fault} ({len(wrongs)})"]
        for one in wrongs:
            case = one.case
            how = f" [{case.altered}]" if case.altered else ""
            why = f" ({one.why})" if one.why else ""
            lines.append(f"  {case.document}, {case.kind}{how}: {one.claim}{why}: {case.sentence}")
    return "\n".join(lines) + "\n"
