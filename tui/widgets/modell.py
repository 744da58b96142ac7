"""What the widgets are given to show: plain text in classes, never markup."""

from collections.abc import Sequence
from typing import Literal, Protocol, TypeAlias

from tui.fryst import fryst

Bit: TypeAlias = tuple[str, str]
"""A piece of text and the class (*klass*) that colours it, "" for plain."""

Textrad: TypeAlias = tuple[Bit, ...]
"""One line of pieces."""

Redigering: TypeAlias = Literal["rad", "ruta", "val", "beraknad", "last", "ingen"]
"""How a cell is edited: in place, in an editor, by choice; or why it is not."""


@fryst
class Ruta:
    """One cell: its text, its class, and a mark of at most two characters beside it.

    ``bitar`` is the same text in pieces of several classes, empty where one class will do.
    """

    text: str = ""
    klass: str = ""
    tecken: str = ""
    teckenklass: str = ""
    bitar: Textrad = ()


@fryst
class Rutkolumn:
    """One column: heading lines, width in characters without and width of the mark beside it."""

    id: str
    rubrik: tuple[str, ...]
    bredd: int
    hoger: bool = True
    teckenbredd: int = 0

    @property
    def totalbredd(self) -> int:
        """The width with the mark."""
        return self.bredd + self.teckenbredd


class Rutmodell(Protocol):
    """A grid's content. Column 0 is the label column, which never scrolls away."""

    @property
    def kolumner(self) -> Sequence[Rutkolumn]:
        """The columns, label first."""
        ...

    @property
    def antal_rader(self) -> int:
        """The number of rows."""
        ...

    def ruta(self, rad: int, kolumn: int) -> Ruta:
        """The cell at a place."""
        ...

    def radklass(self, rad: int) -> str:
        """The class of a whole row, "" for none."""
        ...

    def redigering(self, rad: int, kolumn: int) -> Redigering:
        """How the cell is edited."""
        ...

    def redigeringstext(self, rad: int, kolumn: int) -> str:
        """The text that editing starts from."""
        ...

    def avslag(self, rad: int, kolumn: int, text: str) -> str:
        """Why a typed text cannot stand in the cell, "" when it can."""
        ...


class Lasmodell:
    """The half of a grid's content that says that nothing is edited in it."""

    def redigering(self, rad: int, kolumn: int) -> Redigering:  # noqa: ARG002
        """Nothing is edited here."""
        return "ingen"

    def redigeringstext(self, rad: int, kolumn: int) -> str:  # noqa: ARG002
        """Nothing is edited here."""
        return ""

    def avslag(self, rad: int, kolumn: int, text: str) -> str:  # noqa: ARG002
        """Nothing is edited here."""
        return ""


class Tommodell(Lasmodell):
    """A grid with nothing in it."""

    kolumner: Sequence[Rutkolumn] = (Rutkolumn("etikett", ("",), 10, hoger=False),)
    antal_rader = 0

    def ruta(self, rad: int, kolumn: int) -> Ruta:  # noqa: ARG002
        """An empty cell."""
        return Ruta()

    def radklass(self, rad: int) -> str:  # noqa: ARG002
        """No class."""
        return ""


def bredd(rad: Textrad) -> int:
    """The number of characters of a line."""
    return sum(len(text) for text, _ in rad)


def kortad(text: str, bredd: int) -> str:
    """The text cut to a width, with an ellipsis where something was cut."""
    if len(text) <= bredd:
        return text
    return text[: max(0, bredd - 1)] + "…" if bredd > 0 else ""


def brutna(text: str, bredd: int) -> tuple[str, ...]:
    """The text wrapped at spaces to a width; a longer word is cut into pieces."""
    rader: list[str] = []
    nu = ""
    for ord_ in text.split(" "):
        if len(ord_) > bredd:
            if nu:
                rader.append(nu)
                nu = ""
            # A word may be a whole file: it is not copied once for each of its pieces.
            sista = (len(ord_) - 1) // bredd * bredd
            rader += (ord_[i : i + bredd] for i in range(0, sista, bredd))
            ord_ = ord_[sista:]
        if nu and len(nu) + 1 + len(ord_) > bredd:
            rader.append(nu)
            nu = ord_
        else:
            nu = f"{nu} {ord_}" if nu else ord_
    return (*rader, nu) if nu or not rader else tuple(rader)
