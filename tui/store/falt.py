"""The fields of a record, one reader a kind. Each raises Postfel with the place of the fault."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from tui.domain.tabell import INGA_ORD
from tui.store.fel import Plats, Postfel, citerad
from tui.store.vardekod import Post

_DATUM = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_NUMMER = re.compile(r"0|[1-9]\d{0,8}", re.ASCII)


def textfalt(post: Post, falt: str, plats: Plats, *, krav: bool = False) -> str:
    """A text, empty where the field is missing (which ``krav`` forbids)."""
    varde = post.get(falt, "")
    if not isinstance(varde, str):
        raise Postfel(f"{plats._replace(falt=falt)}: ska vara text")
    if krav and not varde.strip():
        raise Postfel(f"{plats._replace(falt=falt)}: saknas")
    return varde


def ordfalt(post: Post, falt: str, plats: Plats) -> Mapping[str, str]:
    """Texts by name."""
    if falt not in post:
        return INGA_ORD
    varde = post[falt]
    if not isinstance(varde, dict) or not all(isinstance(v, str) for v in varde.values()):
        raise Postfel(f"{plats._replace(falt=falt)}: ska vara texter med namn")
    return varde


def textlista(post: Post, falt: str, plats: Plats) -> tuple[str, ...]:
    """Texts in order."""
    varde = post.get(falt, [])
    if not isinstance(varde, list) or not all(isinstance(v, str) for v in varde):
        raise Postfel(f"{plats._replace(falt=falt)}: ska vara en lista av texter")
    return tuple(varde)


def datumfalt(post: Post, falt: str, plats: Plats, *, krav: bool = False) -> date | None:
    """A date, None where the field is missing or empty (which ``krav`` forbids)."""
    text = textfalt(post, falt, plats, krav=krav)
    if not text:
        return None
    # date.fromisoformat alone also takes 20240831 and week dates.
    try:
        if _DATUM.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise Postfel(f"{plats._replace(falt=falt)}: {citerad(text)} är inget datum (ÅÅÅÅ-MM-DD)")


def postfalt(ra: Any, tabell: str, *, krav: bool = False) -> Mapping[str, Any]:
    """The numbered records of one of a file's tables, each still to be read by ``post``."""
    varde = ra.get(tabell, None if krav else {}) if isinstance(ra, dict) else ra
    if varde is None and krav:
        raise Postfel(f"{Plats(tabell)}: saknas")
    if not isinstance(ra, dict) or not isinstance(varde, dict):
        raise Postfel(f"{Plats(tabell)}: ska vara numrerade poster")
    for nummer in varde:
        if not _NUMMER.fullmatch(nummer):
            raise Postfel(f"{Plats(tabell)}: postens nummer {citerad(nummer)} är inget heltal")
    return varde


def post(ra: Any, plats: Plats) -> Post:
    """One record."""
    if not isinstance(ra, dict):
        raise Postfel(f"{plats}: posten ska ha fält med namn")
    return ra


def enda_post(ra: Any, tabell: str) -> tuple[str, Post]:
    """The first record of a table that has one, with its number; an empty "1" if there is none."""
    for nummer, varde in postfalt(ra, tabell).items():
        return nummer, post(varde, Plats(tabell))
    return "1", {}
