"""Cell values to JSON and back. Every shape is in the docstring of ``kodat_varde``."""

from decimal import Decimal
from typing import Any, TypeAlias

from tui.domain.varde import Malvarde, Marke, Par, Varde
from tui.store.fel import Plats, Postfel

Post: TypeAlias = dict[str, Any]

JAMFORELSER = ("<", "≤", ">", "≥")
MARKEN = {marke.value: marke for marke in Marke}


def tolkat_varde(ra: Any, plats: Plats) -> Varde:
    """The cell value that a JSON value stands for. Raises Postfel."""
    if isinstance(ra, bool):
        raise Postfel(f"{plats}: ja/nej skrivs som text, inte som {str(ra).lower()}")
    if isinstance(ra, int):
        return Decimal(ra)
    if ra is None or isinstance(ra, Decimal | str):
        return ra
    if isinstance(ra, dict):
        return _tolkat_objekt(ra, plats)
    raise Postfel(f"{plats}: en lista kan inte vara ett cellvärde")


def _tolkat_objekt(ra: Post, plats: Plats) -> Varde:
    match ra:
        case {"marke": str(marke)} if marke in MARKEN:
            return MARKEN[marke]
        case {"mal": str(tecken), "tal": tal} if tecken in JAMFORELSER and _ar_tal(tal):
            return Malvarde(tecken, Decimal(tal))  # type: ignore[arg-type]
        case {"par": [tal, annat]} if _ar_tal(tal) and _ar_tal(annat):
            fotnot = ra.get("fotnot", "")
            if isinstance(fotnot, str):
                return Par(Decimal(tal), Decimal(annat), fotnot)
    raise Postfel(f"{plats}: okänt slags värde")


def _ar_tal(ra: Any) -> bool:
    return isinstance(ra, int | Decimal) and not isinstance(ra, bool)


def kodat_varde(varde: Varde) -> Any:
    """The JSON value that a cell value is stored as.

    A number or a text as itself; ``{"marke": "streck"}`` for a mark, ``{"mal": "<", "tal": 166}``
    for a target with a sign, ``{"par": [82.2, 80.5], "fotnot": "*"}`` for a printed pair.
    """
    match varde:
        case Marke():
            return {"marke": varde.value}
        case Malvarde():
            return {"mal": varde.jamforelse, "tal": varde.tal}
        case Par():
            post: Post = {"par": [varde.tal, varde.inom_parentes]}
            return {**post, "fotnot": varde.fotnot} if varde.fotnot else post
    return varde
