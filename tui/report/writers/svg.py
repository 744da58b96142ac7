"""The charts as SVG inside an HTML page: text stays text, and each picture says what it shows."""

from collections.abc import Iterator
from decimal import Decimal
from html import escape

from tui.report.layout import EDGE_COLOUR, SIGNAL_COLOURS, series_colour
from tui.report.values import Bars, ChartSeries, ReportCell, RiskMatrix, RiskSquare

WIDTH = 760
NAME_WIDTH, NUMBER_WIDTH, RIGHT_EDGE = 190, 130, 8
BAR, AIR, GROUP_SPACE, TOP = 15, 2, 12, 26
BOX, BOX_HEIGHT, RISK_EDGE = 120, 60, 150
EDGE = f"#{EDGE_COLOUR}"


def bar_picture(chart: Bars) -> str:
    """Lying bars from a common zero; each has its series' name and its figure at its end."""
    height = TOP + len(chart.categories) * _group_height(chart)
    return _svg(WIDTH, height, chart.heading, chart.alt, "".join(_bars(chart)))


def _group_height(chart: Bars) -> int:
    return len(chart.all_series) * (BAR + AIR) + GROUP_SPACE


def _svg(width: int, height: int, title: str, alt: str, content: str) -> str:
    return (
        f'<svg role="img" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        ' font-family="system-ui, sans-serif" font-size="12">\n'
        f"<title>{escape(title)}</title>\n<desc>{escape(alt)}</desc>\n{content}</svg>\n"
    )


def _bars(chart: Bars) -> Iterator[str]:
    least, largest = _range(chart)
    place = WIDTH - NAME_WIDTH - 2 * NUMBER_WIDTH - RIGHT_EDGE
    scale = Decimal(place) / ((largest - least) or Decimal(1))
    zero = NAME_WIDTH + NUMBER_WIDTH + float(-least * scale)
    yield from _legend(chart)
    for i, category in enumerate(chart.categories):
        y = TOP + i * _group_height(chart)
        yield _text(0, y + BAR - 3, category)
        for j, series in enumerate(chart.all_series):
            length = float((series.cells[i].number or Decimal(0)) * scale)
            yield from _bar(j, series, series.cells[i], zero, length, y + j * (BAR + AIR))
    yield (
        f'<line x1="{zero:.1f}" x2="{zero:.1f}" y1="{TOP - 4}"'
        f' y2="{TOP + len(chart.categories) * _group_height(chart)}" stroke="#444"/>\n'
    )


def _range(chart: Bars) -> tuple[Decimal, Decimal]:
    number = [c.number for series in chart.all_series for c in series.cells if c.number is not None]
    return min([Decimal(0), *number]), max([Decimal(0), *number])


def _legend(chart: Bars) -> Iterator[str]:
    x = NAME_WIDTH
    for j, series in enumerate(chart.all_series):
        yield f'<rect x="{x}" y="2" width="11" height="11" fill="{_colour(j)}" stroke="{EDGE}"/>\n'
        yield _text(x + 16, 12, series.name)
        x += 30 + 7 * len(series.name)


def _colour(nr: int) -> str:
    return f"#{series_colour(nr)}"


def _bar(
    nr: int, series: ChartSeries, cell: ReportCell, zero: float, length: float, y: int
) -> Iterator[str]:
    x = zero + min(length, 0)
    title = escape(f"{series.name}: {cell.text}")
    yield (
        f'<rect x="{x:.1f}" y="{y}" width="{abs(length):.1f}" height="{BAR}" fill="{_colour(nr)}"'
        f' stroke="{EDGE}" stroke-width="0.6">'
        f"<title>{title}</title></rect>\n"
    )
    if cell.text:
        left = length < 0
        yield _text(zero + length + (-5 if left else 5), y + BAR - 3, cell.text, "end" * left)


def _text(x: float, y: float, text: str, anchor: str = "", *, bold: bool = False) -> str:
    state = f' text-anchor="{anchor}"' if anchor else ""
    weight = ' font-weight="600"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}"{state}{weight}>{escape(text)}</text>\n'


def risk_picture(matrix: RiskMatrix) -> str:
    """The squares with their values, their band in words, and the numbers of their risks."""
    height = len(matrix.boxes) * BOX_HEIGHT + 50 + 18 * len(matrix.legend)
    content = "".join(_risk_parts(matrix))
    return _svg(WIDTH, height, matrix.heading, matrix.alt, content)


def _risk_parts(matrix: RiskMatrix) -> Iterator[str]:
    width = min(BOX, (WIDTH - RISK_EDGE) // len(matrix.column_names))
    for i, (name, row) in enumerate(zip(matrix.row_names, matrix.boxes, strict=True)):
        y = 4 + i * BOX_HEIGHT
        yield _text(0, y + BOX_HEIGHT / 2, name)
        for j, box in enumerate(row):
            yield from _box(box, RISK_EDGE + j * width, y, width)
    under = 4 + len(matrix.boxes) * BOX_HEIGHT + 18
    for j, name in enumerate(matrix.column_names):
        yield _text(RISK_EDGE + j * width + width / 2, under, name, "middle")
    for nr, line in enumerate(matrix.legend, 1):
        yield _text(0, under + 8 + 18 * nr, line)


def _box(box: RiskSquare, x: int, y: int, width: int) -> Iterator[str]:
    colour = f"#{SIGNAL_COLOURS[box.band.signal.value].lower()}"
    yield (
        f'<rect x="{x}" y="{y}" width="{width - 3}" height="{BOX_HEIGHT - 3}" fill="{colour}"'
        ' stroke="#777"/>\n'
    )
    yield _text(x + 6, y + 15, f"{box.value} {box.band.words}")
    if box.risks:
        serial = f"{box.band.sign} {', '.join(map(str, box.risks))}"
        yield _text(x + width / 2, y + 42, serial, "middle", bold=True)
