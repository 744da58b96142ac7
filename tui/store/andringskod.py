"""Changes to JSON values and back, without loss: what the journal's events are made of.

A change is an object with ``slag``, and for all but the last kind ``adress``, its four parts::

    {"slag": "cell" | "tryckt", "adress": [...], "fran": -158695, "till": null}
    {"slag": "rad_tillagd" | "rad_borttagen", "adress": [...], "rad": {...}, "plats": 3}
    {"slag": "rad_flyttad", "adress": [...], "fran": 3, "till": 4}
    {"slag": "dokument", "fran": {...}, "till": {...}}

A row and a head are the records of the document's own files; a row also carries, under ``arv``,
what those files leave to the table's declaration, which no change knows.
"""

from dataclasses import replace
from typing import Any

from tui.arbetsyta import (
    Andring,
    Cellandring,
    Dokumentandring,
    RadBorttagen,
    RadFlyttad,
    RadTillagd,
    Trycktandring,
)
from tui.domain.dokument import Dokument
from tui.domain.fel import Adress
from tui.domain.tabell import Mall, Rad
from tui.domain.uttryck import Kvot, Linjar
from tui.store.falt import textfalt
from tui.store.fel import Plats, Postfel, citerad
from tui.store.huvud import PLATS, kodat_huvud, tolkat_huvud
from tui.store.kodning import radpost, tolkad_rad
from tui.store.vardekod import Post, kodat_varde, tolkat_varde

UTAN_MALL = Mall("", "", "", ())


def kodad_andring(andring: Andring) -> Post:
    """The JSON value of a change. Raises Postfel for one that could not be read back."""
    if isinstance(andring, Cellandring | Trycktandring):
        fran, till = kodat_varde(andring.fran), kodat_varde(andring.till)
        slag = "cell" if isinstance(andring, Cellandring) else "tryckt"
        return {"slag": slag, "adress": _delar(andring.adress), "fran": fran, "till": till}
    post = _sallan(andring)
    # Rows and heads have many fields and are changed seldom: look that nothing went lost.
    if tolkad_andring(post) != andring:
        raise Postfel(f"ändringen ({post['slag']}) kan inte skrivas så att den går att läsa igen")
    return post


def _sallan(andring: RadTillagd | RadBorttagen | RadFlyttad | Dokumentandring) -> Post:
    match andring:
        case Dokumentandring(fran, till):
            return {"slag": "dokument", "fran": kodat_huvud(fran), "till": kodat_huvud(till)}
        case RadFlyttad(adress, fran, till):
            return {"slag": "rad_flyttad", "adress": _delar(adress), "fran": fran, "till": till}
        case RadTillagd(adress, rad, plats) | RadBorttagen(adress, rad, plats):
            slag = "rad_tillagd" if isinstance(andring, RadTillagd) else "rad_borttagen"
            return {"slag": slag, "adress": _delar(adress), "rad": kodad_rad(rad), "plats": plats}


def tolkad_andring(ra: Any) -> Andring:
    """The change that a JSON value stands for. Raises Postfel."""
    match ra:
        case {"slag": "cell" | "tryckt", "adress": delar, "fran": fran, "till": till}:
            adress = _adress(delar)
            plats = Plats(adress.tabell, adress.rad, adress.kolumn)
            slag = Cellandring if ra["slag"] == "cell" else Trycktandring
            return slag(adress, tolkat_varde(fran, plats), tolkat_varde(till, plats))
        case {"slag": "rad_tillagd" | "rad_borttagen", "adress": delar, "rad": rad, "plats": nr}:
            adress = _adress(delar)
            klass = RadTillagd if ra["slag"] == "rad_tillagd" else RadBorttagen
            return klass(adress, tolkad_hel_rad(rad, adress), _radplats(nr))
        case {"slag": "rad_flyttad", "adress": delar, "fran": fran, "till": till}:
            return RadFlyttad(_adress(delar), _radplats(fran), _radplats(till))
        case {"slag": "dokument", "fran": fran, "till": till}:
            return Dokumentandring(_huvud(fran), _huvud(till))
    raise Postfel("ändringen är av ett okänt slag eller saknar fält")


def _delar(adress: Adress) -> list[str]:
    return [adress.dokument, adress.tabell, adress.rad, adress.kolumn]


def _adress(ra: Any) -> Adress:
    if isinstance(ra, list) and len(ra) == 4 and all(isinstance(d, str) for d in ra):
        return Adress(*ra)
    raise Postfel("fältet ”adress” ska vara fyra texter")


def _radplats(ra: Any) -> int:
    if type(ra) is int and ra >= 0:
        return ra
    raise Postfel(f"radens plats ska vara ett heltal från 0, inte {citerad(ra)}")


def _huvud(ra: Any) -> Dokument:
    if not isinstance(ra, dict):
        raise Postfel(f"{PLATS}: posten ska ha fält med namn")
    return tolkat_huvud(ra, textfalt(ra, "id", PLATS, krav=True))


def kodad_rad(rad: Rad) -> Post:
    """The record of a row with all that it holds."""
    arv = _arv(rad)
    return {**radpost(rad, UTAN_MALL), **({"arv": arv} if arv else {})}


def _arv(rad: Rad) -> Post:
    alla: Post = {"intakt": rad.intakt, "utan_andel": rad.utan_andel}
    vanliga: Post = {"intakt": False, "utan_andel": False}
    match rad.regel:
        case Linjar(_, tomt_som_noll):
            alla["tomt_som_noll"], vanliga["tomt_som_noll"] = tomt_som_noll, True
        case Kvot(_, _, skala, mot_belopp):
            alla |= {"skala": skala, "mot_belopp": mot_belopp}
            vanliga |= {"skala": 100, "mot_belopp": False}
    return {namn: varde for namn, varde in alla.items() if varde != vanliga[namn]}


def tolkad_hel_rad(ra: Any, adress: Adress) -> Rad:
    """The row that a record with all that it holds stands for. Raises Postfel."""
    plats = Plats(adress.tabell, adress.rad)
    if not isinstance(ra, dict) or not isinstance(ra.get("arv", {}), dict):
        raise Postfel(f"{plats}: posten ska ha fält med namn")
    return _med_arv(tolkad_rad(ra, UTAN_MALL, plats), ra.get("arv", {}), plats)


def _med_arv(rad: Rad, arv: Post, plats: Plats) -> Rad:
    def ja_nej(namn: str, annars: bool = False) -> bool:
        varde = arv.get(namn, annars)
        if isinstance(varde, bool):
            return varde
        raise Postfel(f"{plats._replace(falt=namn)}: ska vara true eller false")

    regel = rad.regel
    if isinstance(regel, Linjar):
        regel = replace(regel, tomt_som_noll=ja_nej("tomt_som_noll", True))
    elif isinstance(regel, Kvot):
        skala = tolkat_varde(arv.get("skala", 100), plats._replace(falt="skala"))
        if not isinstance(skala, type(regel.skala)):
            raise Postfel(f"{plats._replace(falt='skala')}: ska vara ett tal")
        regel = replace(regel, skala=skala, mot_belopp=ja_nej("mot_belopp"))
    return replace(rad, regel=regel, intakt=ja_nej("intakt"), utan_andel=ja_nej("utan_andel"))
