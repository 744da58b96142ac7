"""What the tables answer to a claim: the figures that its meaning, rows and time ask for.

All answers of one claim are equally near: it agrees where one of them does, and differs only where
none does. Directions are told in sizes (a cost of −12 is higher than one of −10) and as better or
worse by the kind of row: a higher cost is worse, a higher income better.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from tui.checks.prosa.claim import DIRECTION, PERCENT, Claim, Unit
from tui.checks.prosa.frame import OF_ALL, Frame
from tui.checks.prosa.sights import Line, Sight, SightRole, SightUnit, side_of
from tui.domain.finding import Address
from tui.svenska.format import amount, percent

HUNDRED = Decimal(100)


class Answer(Struct, frozen=True):
    """A figure that a claim may be held against, in the base unit.

    ``up`` is which way it goes in size, ``better`` whether it goes well (1 or -1, 0 unknown);
    ``sign`` is that of the table's figure, 0 where a written sign says nothing of it.
    ``must_sign`` tells that a figure below zero has to be said to be.
    """

    value: Decimal
    play: Decimal
    address: Address
    text: str
    up: int = 0
    better: int = 0
    sign: int = 0
    must_sign: bool = False


class Time(Struct, frozen=True):
    """The document's own time: its year and how many months of it have gone."""

    year: int
    months: int

    def told(self, year: str) -> int:
        """A year as a text tells it: "2022", or "-1" for the one before."""
        number = int(year) if year else 0
        return number if number > 1000 else self.year + number


def unit_of(claim: Claim) -> SightUnit:
    """The unit of the figures that a claim of a figure is held against."""
    if claim.in_kronor:
        return "kr"
    return "procent" if claim.unit in (*PERCENT, "andel") else "antal"


def answers(
    frame: Frame,
    claim: Claim,
    lines: Sequence[Line],
    time: Time,
    whole: Sequence[Line] = (),
) -> tuple[Answer, ...]:
    """The figures that the rows' tables give for a claim; ``whole`` are rows it is a share of."""
    if claim.unit == DIRECTION:
        return _directions(frame, claim, lines, time)
    if claim.unit == "procentenheter":
        # An amount differs by per cent, a share by percentage points.
        lines = [line for line in lines if not line.has_amounts]
    if claim.unit == "andel":
        shares = answers(frame, replace(claim, unit="procent"), lines, time, whole)
        return tuple(replace(a, value=a.value / HUNDRED, play=a.play / HUNDRED) for a in shares)
    if whole and claim.unit == "procent":
        return tuple(_of_whole(frame, lines, whole, time))
    told = (answer for line in lines for answer in _of_line(frame, claim, line, time))
    unique: dict[tuple[Decimal, int, int], Answer] = {}
    for answer in told:
        unique.setdefault((answer.value, answer.up, answer.better), answer)
    return tuple(unique.values())


def all_of(line: Line, claim: Claim) -> list[Answer]:
    """Every figure of a row: what a claim of a row that several tables have may be of."""
    unit = unit_of(claim)
    return [
        Answer(number, sight.play, sight.address, sight.text)
        for sight in line.sights
        if sight.unit == unit
        for number in _printed_and_counted(sight)
    ]


def _directions(
    frame: Frame, claim: Claim, lines: Sequence[Line], time: Time
) -> tuple[Answer, ...]:
    """Which way the rows went, whatever they are measured in."""
    units: dict[SightUnit, Unit] = {"kr": "kr", "procent": "procentenheter", "antal": "antal"}
    found: list[Answer] = []
    for line in lines:
        for unit in dict.fromkeys(sight.unit for sight in line.sights):
            found += answers(frame, replace(claim, unit=units[unit]), (line,), time)
    return tuple(one for one in found if one.up)


def _of_line(frame: Frame, claim: Claim, line: Line, time: Time) -> Iterable[Answer]:
    line = line.side(frame.aspect)
    match frame.meaning:
        case "level":
            return _levels(frame, claim, line, time)
        case "deviation":
            return _deviations(frame, claim, line, time)
        case "change":
            return _changes(frame, claim, line, time)
        case "share":
            return _shares(frame, claim, line, time)
    return ()


# ---- Levels -------------------------------------------------------------------------------------


def _levels(frame: Frame, claim: Claim, line: Line, time: Time) -> Iterator[Answer]:
    unit = unit_of(claim)
    year = time.told(frame.year)
    if frame.role in ("from", "was"):
        year = time.told(frame.year or frame.base or "-1")
    for sight in _level_sights(frame, line, year, time):
        if sight.unit == unit and claim.unit != "procentenheter":
            up = _moved(frame, line, sight, time)
            months = sight.months if frame.per_month else 1
            text = f"{sight.text} på {months} månader" if frame.per_month else sight.text
            for number in _printed_and_counted(sight):
                yield Answer(
                    number / months, sight.play / months, sight.address, text,
                    up, up * _goodness(line), _sign(number), line.kind == "resultat",
                )  # fmt: skip


def _level_sights(frame: Frame, line: Line, year: int, time: Time) -> list[Sight]:
    role = frame.role
    if role == "ram" and not frame.year:
        return [sight for sight in line.sights if sight.role == "ram"]
    if role in ("budget", "prognos", "mal", "ram"):
        told = line.of(role, year, frame.aspect)  # type: ignore[arg-type]
        return _of_time(frame, time, told) or told
    if frame.forecast and role == "" and line.of("prognos", year):
        return line.of("prognos", year)
    utfall = line.of("utfall", year, frame.aspect)
    if frame.whole_year and year != time.year:
        utfall = [sight for sight in utfall if sight.months == 12]
    if role == "" and frame.whole_year and year == time.year and time.months < 12:
        # "För året" is of its prognosis or budget, but may be said of what has been.
        return [*line.of("prognos", year), *line.of("budget", year), *utfall]
    if role in ("utfall", "from", "was") or utfall:
        return utfall
    return line.of("ram", year) or _of_time(frame, time, line.of("budget", year))


def _moved(frame: Frame, line: Line, sight: Sight, time: Time) -> int:
    """Which way a level went: from the year before, or from itself to now, where a way is said."""
    from_ = frame.role == "was"
    year = time.year if from_ else sight.year - 1
    others = [one for one in line.of(sight.role, year) if one.months == sight.months]
    if not frame.direction or frame.role == "from" or not others:
        return 0
    return _way(line, others[0], sight) if from_ else _way(line, sight, others[0])


def _printed_and_counted(sight: Sight) -> list[Decimal]:
    """A figure as it is printed, and as its row gives it: a text may say either."""
    return [sight.number] if sight.counted is None else [sight.number, sight.counted]


def _sign(number: Decimal) -> int:
    return (number > 0) - (number < 0)


def _goodness(line: Line) -> int:
    """1 where more is better, -1 where it is worse, 0 where that is not known."""
    match line.kind:
        case "intakt" if line.surplus > 0 and _is_below_zero(line):
            # A grant that is given and not got: "Föreningsbidrag" among costs below zero.
            return 0
        case "intakt" | "resultat":
            return 1
        case "kostnad" | "netto":
            return -1
    # A row of a table of costs is one of them.
    sides = {side for word in line.around if (side := side_of(word))}
    return 1 if sides == {"intakt"} else -1 if sides and "intakt" not in sides else 0


def _is_below_zero(line: Line) -> bool:
    levels = [s.number for s in line.sights if s.role in ("budget", "utfall") and s.unit == "kr"]
    return bool(levels) and all(number <= 0 for number in levels) and any(levels)


# ---- Deviations from budget ---------------------------------------------------------------------


def _deviations(frame: Frame, claim: Claim, line: Line, time: Time) -> Iterator[Answer]:
    year = time.told(frame.year)
    if frame.forecast and time.months == 12 and not line.has("prognos"):
        return
    if claim.in_kronor and line.kind == "resultat" and not frame.of_budget:
        yield from _results(frame, line, year, time)
    told = _of_time(frame, time, line.of("avvikelse", year))
    counted = _counted_deviations(frame, line, year, time)
    printed = {one.months for one in told}
    for deviation in (*told, *(one for one in counted if one.months not in printed)):
        yield from _of_deviation(claim, line, deviation, year, deviation in told)


def _of_deviation(
    claim: Claim, line: Line, deviation: Sight, year: int, printed: bool
) -> Iterator[Answer]:
    """One deviation as an amount, or in per cent of its budget; only a printed one has a sign."""
    months = deviation.months
    # A budgeted number of something is no sum of months: it holds at any time of the year.
    any_time = deviation.unit != "kr"
    budgets = [one for one in line.of("budget", year) if any_time or one.months == months]
    ends = [one for one in line.of("prognos", year) if one.months == months] or [
        one for one in line.of("utfall", year) if one.months == months
    ]
    for number in _printed_and_counted(deviation):
        signed = printed or _tells_by_sign(line, ends, budgets)
        up, better = _ways(line, budgets, ends, number if signed else Decimal(0))
        sign = _sign(number) if printed else 0
        if deviation.unit == unit_of(claim):
            yield Answer(
                number, deviation.play, deviation.address, deviation.text, up, better, sign
            )
        elif claim.unit == "procent" and line.kind != "resultat":
            for budget in budgets:
                if budget.number and budget.address.document == deviation.address.document:
                    yield _quotient(deviation, abs(number), budget, up, better, sign)


def _of_time(frame: Frame, time: Time, sights: Sequence[Sight]) -> list[Sight]:
    """Those of the whole year or of the part of it that has gone, where the text tells which."""
    if time.months == 12:
        return list(sights)
    if frame.so_far and not frame.forecast:
        return [sight for sight in sights if sight.months < 12]
    if frame.forecast or frame.whole_year:
        return [sight for sight in sights if sight.months == 12]
    return list(sights)


def _results(frame: Frame, line: Line, year: int, time: Time) -> Iterator[Answer]:
    """A surplus of the result is the result itself, so far or for the year."""
    for sight in _of_time(frame, time, [*line.of("utfall", year), *line.of("prognos", year)]):
        way = _sign(sight.number) * line.surplus
        yield Answer(sight.number, sight.play, sight.address, sight.text, way, way, way)


def _ways(
    line: Line, budgets: Sequence[Sight], ends: Sequence[Sight], number: Decimal
) -> tuple[int, int]:
    """Whether it is above budget in size, and whether that is better."""
    if line.kind == "resultat":
        return _sign(number) * line.surplus, _sign(number) * line.surplus
    up = 0
    if budgets and ends:
        up = _sign(abs(ends[0].number) - abs(budgets[0].number))
    goodness = _goodness(line)
    plus = _sign(number)
    if goodness == 0:
        # Plus is better; a row that is dearer by that is one of costs.
        return up, plus
    return (up or plus * goodness), (up * goodness or plus)


def _above(line: Line, end: Sight, budget: Sight) -> Decimal:
    """How much a row ended above its budget, in size; a row that may be of costs or of income, and
    is below zero, by its sign: plus is better there.
    """
    if _tells_by_sign(line, [end], [budget]):
        return end.number - budget.number
    return abs(end.number) - abs(budget.number)


def _tells_by_sign(line: Line, ends: Sequence[Sight], budgets: Sequence[Sight]) -> bool:
    """Whether a row may be of costs or of income, but is below zero: plus is better there."""
    return _goodness(line) == 0 and all(one.number <= 0 for one in (*ends, *budgets))


def _counted_deviations(frame: Frame, line: Line, year: int, time: Time) -> list[Sight]:
    """The deviation of a row that has no column of it: what it ended at against its budget."""
    ends = [*line.of("prognos", year), *line.of("utfall", year)]
    budgets = line.of("budget", year)
    # One of each part of the year: the period's and the whole year's.
    pairs: dict[int, tuple[Sight, Sight]] = {}
    for end, budget in ((e, b) for e in ends for b in budgets if e.months == b.months):
        pairs.setdefault(end.months, (end, budget))
    found = (
        replace(
            end,
            number=_above(line, end, budget),
            play=end.play + budget.play,
            heading=f"{end.heading} mot {budget.heading}",
            counted=None,
        )
        for end, budget in pairs.values()
    )
    return _of_time(frame, time, list(found))


def _quotient(
    part: Sight, number: Decimal, whole: Sight, up: int, better: int, sign: int
) -> Answer:
    share = number / abs(whole.number) * HUNDRED
    play = (part.play + share / HUNDRED * whole.play) / abs(whole.number) * HUNDRED
    text = (
        f"{part.label}, {part.heading} {part.shown(part.number)} av {whole.label}, {whole.heading}"
        f" {whole.shown(abs(whole.number))} är {percent(share, 2 if share < 1 else 1)}"
    )
    return Answer(share, play, part.address, text, up, better, sign)


# ---- Changes ------------------------------------------------------------------------------------


def _changes(frame: Frame, claim: Claim, line: Line, time: Time) -> Iterator[Answer]:
    year = time.told(frame.year)
    base = time.told(frame.base) if frame.base else year - 1
    foreseen = [one for one in line.sights if one.role == "prognos"] if frame.forecast else []
    if foreseen and not frame.year:
        yield from _foreseen_changes(frame, claim, line, time, foreseen)
        return
    if base >= year:
        year = base + 1 if frame.year == "" and base > time.year else year
    roles: tuple[SightRole, ...] = ("utfall", "budget")
    if frame.role == "budget":
        roles = ("budget",)
    for role in roles:
        pairs = [
            (to, start)
            for to in line.of(role, year, frame.aspect)
            for start in line.of(role, base, frame.aspect)
            if to.months == start.months and to.unit == start.unit
        ]
        if pairs:
            if claim.unit != "procent" and base == year - 1:
                yield from _printed_changes(line, year, *pairs[0], claim)
            for to, start in pairs:
                yield from _change(line, to, start, claim)
            return


def _foreseen_changes(
    frame: Frame, claim: Claim, line: Line, time: Time, foreseen: Sequence[Sight]
) -> Iterator[Answer]:
    """What is foreseen against the whole year that it is compared with."""
    for to in foreseen:
        base = time.told(frame.base) if frame.base else to.year - 1
        for start in line.of("utfall", base, frame.aspect):
            if start.months == to.months and start.unit == to.unit:
                yield from _change(line, to, start, claim)


def _printed_changes(
    line: Line, year: int, to: Sight, start: Sight, claim: Claim
) -> Iterator[Answer]:
    """The change that a table prints where its row gives another; it goes as the row has it."""
    up = _way(line, to, start)
    for sight in line.of("forandring", year):
        if sight.counted is not None and sight.unit == _absolute(claim):
            way = up if sight.unit == "kr" else _sign(sight.number)
            yield Answer(
                sight.number, sight.play, sight.address, sight.text, way, way * _goodness(line)
            )


def _absolute(claim: Claim) -> SightUnit:
    return "procent" if claim.unit in PERCENT else unit_of(claim)


def _way(line: Line, to: Sight, start: Sight) -> int:
    if line.kind == "resultat":
        return _sign(to.number - start.number) * line.surplus
    return _sign(abs(to.number) - abs(start.number))


def _change(line: Line, to: Sight, start: Sight, claim: Claim) -> Iterator[Answer]:
    up = _way(line, to, start)
    better = up * _goodness(line)
    what = f"{to.label}, {to.heading} {to.shown(to.number)} mot {start.heading}"
    what = f"{what} {start.shown(start.number)}"
    if line.kind == "resultat":
        difference = to.number - start.number
    else:
        difference = abs(to.number) - abs(start.number)
    if claim.unit == "procent" and start.number and line.kind != "resultat":
        share = difference / abs(start.number) * HUNDRED
        size = abs(to.number / start.number)
        play = (to.play + start.play * size) / abs(start.number) * HUNDRED
        yield Answer(share, play, to.address, f"{what} är {percent(share)}", up, better)
    if to.unit == _absolute(claim) and not (to.unit == "procent" and claim.unit == "procent"):
        told = to.shown(difference)
        yield Answer(difference, to.play + start.play, to.address, f"{what} är {told}", up, better)


def together(all_: Sequence[Sequence[Answer]]) -> tuple[Answer, ...]:
    """The sum of the first answers of several rows; it goes the way that its sign says."""
    parts = [answers[0] for answers in all_ if answers]
    if len(parts) < len(all_):
        return ()
    value = sum((part.value for part in parts), Decimal(0))
    play = sum((part.play for part in parts), Decimal(0))
    text = f"{'; '.join(part.text for part in parts)}; tillsammans {amount(value / 1000)} tkr"
    ways = {(part.up * part.sign, part.better * part.sign) for part in parts}
    up, better = ways.pop() if len(ways) == 1 else (0, _sign(value))
    way = _sign(value)
    return (Answer(value, play, parts[0].address, text, up * way, better * way or way, way),)


# ---- Shares -------------------------------------------------------------------------------------


def _shares(frame: Frame, claim: Claim, line: Line, time: Time) -> Iterator[Answer]:
    """What is used of a budget, in per cent of it."""
    year = time.told(frame.year)
    if claim.unit != "procent" or frame.whole != "b":
        return
    for budget in line.of("budget", year):
        for part in line.of("prognos" if frame.forecast else "utfall", year):
            if budget.number and part.address.document == budget.address.document:
                yield _quotient(part, abs(part.number), budget, 0, 0, 0)


def _of_whole(
    frame: Frame, lines: Sequence[Line], whole: Sequence[Line], time: Time
) -> Iterator[Answer]:
    """A row's level or deviation in per cent of another row's level or budget."""
    year = time.told(frame.year)
    for line in lines:
        if frame.meaning == "deviation":
            parts = line.of("avvikelse", year)
        else:
            parts = _level_sights(frame, line, year, time)
        for part in parts:
            role = "budget" if frame.whole in ("b", OF_ALL) else part.role
            for one in (sight for row in whole for sight in row.of(role, year, frame.aspect)):
                same = one.months == part.months or role == "budget"
                if one.number and same and one.address.document == part.address.document:
                    yield _quotient(part, abs(part.number), one, 0, 0, 0)
