"""Right tables of many shapes, rounded from kronor as a nämnd prints them, and their own rules.

Nothing here is any municipality's: figures, headings and labels are drawn.
"""

import random
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from tui.domain.block import Block

Cell = tuple[int, int]
Sums = dict[int, list[tuple[int, int]]]
NAMES = (
    "Barn och unga", "Vuxna", "Familjerätt", "Stöd och behandling", "Boende", "Äldreomsorg",
    "Hemtjänst", "Förskola", "Grundskola", "Fritidsgårdar", "Bibliotek", "Kultur", "Gator",
    "Parker", "Miljötillsyn", "Bygglov", "Färdtjänst", "Administration", "Ledning", "Stab",
    "Musikskola", "Badhus", "Renhållning", "Integration", "Arbetsmarknad", "Särskola",
    "Personlig assistans", "Daglig verksamhet", "Rehabilitering", "Elevhälsa", "Lokalvård",
    "Måltider", "Fordon", "Skog", "Hamn", "Turism", "Arkiv", "Konsument", "Överförmyndare", "Val",
)  # fmt: skip


@dataclass
class Printed:
    """A table, the rules that each cell is bound by, and how it was made."""

    caption: str
    headings: list[str]
    labels: list[str]
    cells: list[list[str]]
    values: dict[Cell, Decimal]
    decimals: dict[int, int]
    bindings: list[list[Cell]] = field(default_factory=list)
    memo: set[int] = field(default_factory=set)

    def block(self) -> Block:
        head = ("", *self.headings)
        rows = [(label, *row) for label, row in zip(self.labels, self.cells, strict=True)]
        return Block((head, *(tuple(row) for row in rows)), self.caption)

    def through(self, cell: Cell) -> list[list[Cell]]:
        return [binding for binding in self.bindings if cell in binding]

    def altered(self, cell: Cell, value: Decimal) -> "Printed":
        cells = [list(row) for row in self.cells]
        cells[cell[0]][cell[1]] = shown(value, self.decimals[cell[1]], self.minus(cell))
        return Printed(
            self.caption, self.headings, self.labels, cells, {**self.values, cell: value},
            self.decimals, self.bindings, self.memo,
        )  # fmt: skip

    def minus(self, _cell: Cell) -> str:
        return "−"


def rounded(value: Decimal, decimals: int) -> Decimal:
    unit = Decimal(1).scaleb(-decimals)
    return value.quantize(unit, rounding=ROUND_HALF_UP)


def shown(value: Decimal, decimals: int, minus: str = "−") -> str:
    text = f"{abs(value):,.{decimals}f}".replace(",", "\u00a0").replace(".", ",")
    return f"{minus}{text}" if value < 0 else text


class Maker:
    """One table, drawn from a seed."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        self.unit, self.decimals = self.draw.choice(
            [(1, 0), *[(1000, 0)] * 3, *[(1_000_000, 1)] * 2, (1_000_000, 2), (1000, 1)]
        )
        self.size = self.draw.choice([3e5, 3e6, 3e7, 2e8]) * (10 if self.unit == 1_000_000 else 1)
        self.hinted = self.draw.random() < 0.7
        self.signs = self.draw.choice(["minus", "minus", "plus", "turned"])
        self.minus = self.draw.choice(["-", "−", "–", "– "])
        self.zero = self.draw.choice(["0", "0", "-", "", "–"])

    def amount(self, income: bool = False) -> Decimal:
        if self.draw.random() < 0.06:
            return Decimal(0)
        size = self.size * 10 ** self.draw.uniform(-1.6, 0.3)
        value = Decimal(int(size))
        if self.draw.random() < 0.2:
            value = value.quantize(Decimal("1E3"))
        if self.signs == "minus":
            return value if income else -value
        return value

    # ---- rows: the leaves, and what is worked out of them ----

    def rows(self) -> tuple[list[str], list[str], Sums, set[int]]:  # noqa: C901
        shape = self.draw.choice(["total", "groups", "groups-before", "result", "plain", "deep"])
        names = list(NAMES)
        self.draw.shuffle(names)
        labels: list[str] = []
        kinds: list[str] = []
        sums: dict[int, list[tuple[int, int]]] = {}
        memo: set[int] = set()

        def leaf(label: str = "", kind: str = "cost") -> int:
            labels.append(label or names.pop())
            kinds.append(kind)
            if self.draw.random() < 0.08 and len(labels) < 30:
                labels.append(f"varav {names.pop().lower()}")
                kinds.append(kind)
                memo.add(len(labels) - 1)
                return len(labels) - 2
            return len(labels) - 1

        def total(parts: list[int], label: str) -> int:
            labels.append(label if self.hinted else names.pop())
            kinds.append("cost")
            sums[len(labels) - 1] = [(part, 1) for part in parts]
            return len(labels) - 1

        def before(count: int, label: str) -> int:
            labels.append(label if self.hinted else names.pop())
            kinds.append("cost")
            own = len(labels) - 1
            sums[own] = [(leaf(), 1) for _ in range(count)]
            return own

        if shape == "total":
            parts = [leaf() for _ in range(self.draw.randint(2, 14))]
            total(parts, self.draw.choice(["Summa", "Totalt"]))
        elif shape == "groups":
            groups = [
                total([leaf() for _ in range(self.draw.randint(2, 6))], f"Summa {names.pop()}")
                for _ in range(self.draw.randint(2, 4))
            ]
            total(groups, "Totalt nämnden")
        elif shape == "groups-before":
            groups = [
                before(self.draw.randint(2, 5), f"{names.pop()} totalt")
                for _ in range(self.draw.randint(2, 4))
            ]
            total(groups, "Totalt")
        elif shape == "result":
            income = leaf("Intäkter", "income")
            costs = total([leaf() for _ in range(self.draw.randint(2, 7))], "Summa kostnader")
            labels.append("Nettokostnad" if self.hinted else names.pop())
            kinds.append("cost")
            net = len(labels) - 1
            minus = self.signs == "minus"
            sums[net] = [(income, 1), (costs, 1)] if minus else [(costs, 1), (income, -1)]
        elif shape == "deep":
            tops = []
            for _ in range(2):
                inner = [
                    total([leaf() for _ in range(self.draw.randint(2, 3))], f"Summa {names.pop()}")
                    for _ in range(2)
                ]
                tops.append(total(inner, f"Summa {names.pop()}"))
            total(tops, "Totalsumma")
        else:
            for _ in range(self.draw.randint(3, 14)):
                leaf()
        return labels, kinds, sums, memo

    # ---- columns: the entered ones, and what is worked out of them ----

    def columns(self) -> tuple[list[str], dict[int, tuple[str, list[tuple[int, int]]]]]:
        a = self.signs == "minus"
        difference = [(1, 1), (0, -1)] if a else [(0, 1), (1, -1)]
        shape = self.draw.choice(
            ["avv", "avv", "full", "full", "net", "years", "one", "pairs", "share", "two"]
        )
        if shape == "avv":
            return self.named(["Budget 2031", "Utfall 2031", "Avvikelse"]), {2: ("sum", difference)}
        if shape == "full":
            heads = ["Budget 2031", "Prognos 2031", "Avvikelse"]
            heads += ["Utfall 2031", "Utfall 2030", "Förändring"]
            rules = {2: ("sum", difference), 5: ("sum", [(3, 1), (4, -1)])}
            if self.draw.random() < 0.5:
                heads.append("Förändring %")
                rules[6] = ("change", [(3, 1), (4, 1)])
            return self.named(heads), rules
        if shape == "net":
            heads = ["Intäkter 2031", "Kostnader 2031", "Nettokostnad 2031"]
            heads += ["Budget 2031", "Avvikelse"]
            return self.named(heads), {2: ("sum", [(0, 1), (1, 1)]), 4: ("sum", [(2, 1), (3, -1)])}
        if shape == "years":
            return [str(2027 + n) for n in range(self.draw.randint(2, 5))], {}
        if shape == "one":
            return self.named(["Resultat"]), {}
        if shape == "pairs":
            years = self.draw.randint(2, 4)
            heads = [f"{word} {2031 + n}" for n in range(years) for word in ("Utgift", "Inkomst")]
            heads += ["Utgift totalt", "Inkomst totalt"]
            rules = {2 * years + k: ("sum", [(2 * n + k, 1) for n in range(years)]) for k in (0, 1)}
            return self.named(heads), rules
        if shape == "share":
            return self.named(["Budget", "Utfall", "Förbrukat %"]), {2: ("share", [(1, 1), (0, 1)])}
        heads = ["Budget jan–okt", "Utfall jan–okt", "Avvikelse"]
        heads += ["Årsbudget", "Årsprognos", "Årsavvikelse"]
        return self.named(heads), {
            2: ("sum", difference),
            5: ("sum", [(4, 1), (3, -1)] if a else [(3, 1), (4, -1)]),
        }

    def named(self, headings: list[str]) -> list[str]:
        if self.hinted or len(headings) == 1:
            return headings
        return [h if "%" in h else f"Kolumn {n + 1}" for n, h in enumerate(headings)]

    def made(self) -> Printed:
        labels, kinds, sums, memo = self.rows()
        headings, computed = self.columns()
        kronor: dict[Cell, Decimal] = {}
        alike = self.draw.choice([0, 0.3, 0.6])
        for row in range(len(labels)):
            if row in sums:
                continue
            base = self.amount(kinds[row] == "income")
            for column in range(len(headings)):
                if column in computed:
                    continue
                if (row, column - 1) in kronor and self.draw.random() < alike:
                    kronor[row, column] = kronor[row, column - 1]
                else:
                    kronor[row, column] = Decimal(int(base * Decimal(self.draw.uniform(0.7, 1.3))))
        order = sorted(sums, key=lambda r: self.depth(r, sums))
        for row in order:
            for column in range(len(headings)):
                if column not in computed:
                    kronor[row, column] = sum(
                        (kronor[part, column] * sign for part, sign in sums[row]), Decimal(0)
                    )
        return self.printed(labels, kinds, sums, memo, headings, computed, kronor)

    def depth(self, row: int, sums: Sums) -> int:
        return 1 + max((self.depth(part, sums) for part, _ in sums.get(row, [])), default=0)

    def printed(  # noqa: C901
        self,
        labels: list[str],
        kinds: list[str],
        sums: Sums,
        memo: set[int],
        headings: list[str],
        computed: dict[int, tuple[str, list[tuple[int, int]]]],
        kronor: dict[Cell, Decimal],
    ) -> Printed:
        decimals = dict.fromkeys(range(len(headings)), self.decimals)
        ratios = [c for c, (kind, _) in computed.items() if kind != "sum"]
        turned = self.signs == "turned"
        values: dict[Cell, Decimal] = {}
        bindings: list[list[Cell]] = []
        for c in ratios:
            decimals[c] = self.draw.choice([0, 1])
        for row in range(len(labels)):
            for column, (kind, terms) in computed.items():
                parts = [kronor[row, t] for t, _ in terms]
                if kind == "sum":
                    value = sum((p * s for p, (_, s) in zip(parts, terms, strict=True)), Decimal(0))
                    if turned and kinds[row] == "income" and len(terms) == 2 and terms[1][1] < 0:
                        value = -value
                    kronor[row, column] = value
                    bindings.append([(row, column), *((row, t) for t, _ in terms)])
                elif parts[1]:
                    ratio = parts[0] / parts[1] - (1 if kind == "change" else 0)
                    values[row, column] = rounded(ratio * 100, decimals[column])
        for row, parts in sums.items():
            for column in range(len(headings)):
                if column not in ratios:
                    # A difference that is turned on rows of income has no sum across them.
                    income = any(kinds[p] == "income" for p, _ in parts)
                    if not (turned and column in computed and income):
                        bindings.append([(row, column), *((p, column) for p, _ in parts)])
        for cell, value in kronor.items():
            values[cell] = rounded(value / self.unit, decimals[cell[1]])
        unit = {1: "kr", 1000: "tkr", 1_000_000: "mnkr"}[self.unit]
        cells = [
            [self.text(values.get((r, c)), decimals[c]) for c in range(len(headings))]
            for r in range(len(labels))
        ]
        caption = f"Belopp i {unit}"
        return Printed(caption, headings, labels, cells, values, decimals, bindings, memo)

    def text(self, value: Decimal | None, decimals: int) -> str:
        if value is None:
            return ""
        if not value:
            return self.zero or ""
        return shown(value, decimals, self.minus)


def right_table(seed: int) -> Printed:
    return Maker(seed).made()


def wrong_cell(table: Printed, seed: int, crossing: bool) -> tuple[Cell, Decimal] | None:
    """A cell and a figure for it that none of its rules allows; with two rules, or with one."""
    draw = random.Random(seed * 7 + 1)
    cells = [
        cell for cell, value in table.values.items()
        if value and (len(table.through(cell)) >= 2 if crossing else len(table.through(cell)) == 1)
    ]  # fmt: skip
    if not cells:
        return None
    cell = draw.choice(cells)
    widest = max(len(binding) for binding in table.through(cell))
    unit = Decimal(1).scaleb(-table.decimals[cell[1]])
    value = table.values[cell]
    for _ in range(50):
        digits = list(str(abs(int(value / unit))))
        place = draw.randrange(len(digits))
        if draw.random() < 0.3 and len(digits) > 1 and place:
            digits[place - 1], digits[place] = digits[place], digits[place - 1]
        else:
            digits[place] = draw.choice([d for d in "0123456789" if d != digits[place]])
        new = Decimal("".join(digits)) * unit * (1 if value > 0 else -1)
        if abs(new - value) > (widest + 2) * unit and new:
            return cell, new
    return None
