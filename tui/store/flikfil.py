"""A tab's file to tables: what is whole opens, and what is not is told, sentence by sentence."""

from collections.abc import Iterator
from typing import NamedTuple

from tui.domain.fel import Filfel
from tui.domain.register import Register
from tui.domain.tabell import Tabell
from tui.store.falt import post, postfalt
from tui.store.fel import Plats, Postfel, citerad
from tui.store.kodek import Json
from tui.store.kodning import SCHEMATABELL, TABELLTABELL, UPPTAGNA, tolkad_tabell
from tui.store.schema import Schema, tolkat_schema


class Flikfil(NamedTuple):
    """What a tab's file holds: tables in stored order, faults, and whether it may be saved."""

    tabeller: tuple[Tabell, ...] = ()
    fel: tuple[Filfel, ...] = ()
    skrivbar: bool = True


def flikschema(ra: Json, fil: str, dokument: str, flik: str) -> Schema:
    """Whether the file may be saved. Raises Postfel where its value is not a tab's at all."""
    postfalt(ra, TABELLTABELL, krav=True)
    return tolkat_schema(ra, fil, {"dokument": dokument, "flik": flik})


def tolkad_flik(ra: Json, fil: str, dokument: str, flik: str, register: Register) -> Flikfil:
    """The file's value, read. ``fil`` is its name for the sentences; nothing is raised."""
    try:
        schema = flikschema(ra, fil, dokument, flik)
    except Postfel as fel:
        return Flikfil((), (Filfel(fil, f"{fil}, {fel}; filen visas inte."),), skrivbar=False)
    tabeller: dict[str, Tabell] = {}
    meningar: list[str] = []
    for nummer, huvud in ra[TABELLTABELL].items():
        try:
            tabell = last_tabell(ra, nummer, huvud, register)
            if tabell.id in tabeller:
                raise Postfel(f"{Plats(tabell.id)}: står två gånger i ”{TABELLTABELL}”")
        except Postfel as fel:
            meningar.append(f"{fel}; tabellen visas inte förrän det är rättat.")
        else:
            tabeller[tabell.id] = tabell
            meningar += _frammande(tabell)
    meningar += _utan_huvud(ra)
    fel_ = (Filfel(fil, f"{fil}, {mening}") for mening in meningar)
    return Flikfil(tuple(tabeller.values()), (*schema.fel, *fel_), schema.skrivbar)


def last_tabell(ra: Json, nummer: str, huvud: Json, register: Register) -> Tabell:
    """One table of a file, out of its head. Raises Postfel."""
    meta = post(huvud, Plats(TABELLTABELL, nummer))
    id_ = meta.get("tabell")
    rader = postfalt(ra, id_) if isinstance(id_, str) and id_ not in UPPTAGNA else {}
    poster = [
        rad if isinstance(rad, dict) else post(rad, Plats(str(id_), nr))
        for nr, rad in rader.items()
    ]
    return tolkad_tabell(meta, poster, register)


def _frammande(tabell: Tabell) -> Iterator[str]:
    """One sentence a column that rows have values under but the table does not have."""
    rader: dict[str, list[str]] = {}
    for rad in tabell.rader if tabell.ifyllda.keys() - tabell.kolumn_index.keys() else ():
        for kolumn in (*rad.celler, *(k for k in rad.tryckt if k not in rad.celler)):
            if kolumn not in tabell.kolumn_index:
                rader.setdefault(kolumn, []).append(rad.id)
    for kolumn, ids in rader.items():
        fler = f" (och {len(ids) - 1} rader till)" if len(ids) > 1 else ""
        yield (
            f"{Plats(tabell.id, ids[0])}{fler}: kolumnen {citerad(kolumn)} finns inte i tabellen; "
            "värdet visas inte men ligger kvar i filen."
        )


def _utan_huvud(ra: Json) -> Iterator[str]:
    """One sentence a table of rows that no head tells of, so that nothing is silently hidden."""
    kanda = [h.get("tabell") for h in ra[TABELLTABELL].values() if isinstance(h, dict)]
    if len(kanda) < len(ra[TABELLTABELL]) or not all(isinstance(k, str) for k in kanda):
        # The rows may be those of a head that cannot be read, which has been told already.
        return
    for namn, poster in ra.items():
        if poster and namn not in (SCHEMATABELL, TABELLTABELL, *kanda):
            yield (
                f"{Plats(namn)}: står inte i ”{TABELLTABELL}”; "
                "den visas inte men ligger kvar i filen."
            )
