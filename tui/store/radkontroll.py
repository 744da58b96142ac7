"""Whether the rows of a table hang together: unique keys, known parents, no rule in a ring."""

from collections import Counter
from collections.abc import Iterable, Mapping

from tui.domain.tabell import Rad
from tui.domain.uttryck import Barn, namn_i
from tui.store.fel import Plats, Postfel, citerad

# A document's rules are three or four steps deep. Each step costs the recomputation a handful
# of nested calls, so a file must not be able to ask for more than Python allows.
MAX_STEG = 40


def kontrollera_rader(rader: tuple[Rad, ...], plats: Plats) -> None:
    """Raises Postfel for the first row that the table cannot stand on."""
    antal = Counter(rad.id for rad in rader)
    overrader = {rad.foralder for rad in rader if rad.foralder is not None}
    for rad in rader if len(antal) < len(rader) or not overrader <= antal.keys() else ():
        if antal[rad.id] > 1:
            raise Postfel(f"{plats._replace(rad=rad.id)}: radnyckeln står två gånger")
        if rad.foralder is not None and rad.foralder not in antal:
            raise Postfel(f"{plats._replace(rad=rad.id)}: överraden {citerad(rad.foralder)} saknas")
    foraldrar = {rad.id: (rad.foralder,) for rad in rader if rad.foralder is not None}
    _kontrollera_steg(foraldrar, plats, "överraderna")
    _kontrollera_steg(_behov(rader), plats, "summareglerna")


def _behov(rader: tuple[Rad, ...]) -> dict[str, set[str]]:
    """The rows that each computed row is computed from."""
    barn: dict[str, set[str]] = {}
    for rad in rader:
        if rad.foralder is not None and rad.art in ("post", "summa"):
            barn.setdefault(rad.foralder, set()).add(rad.id)
    return {rad.id: _termer(rad, barn) for rad in rader if rad.regel is not None}


def _termer(rad: Rad, barn: Mapping[str, set[str]]) -> set[str]:
    if isinstance(rad.regel, Barn):
        return barn.get(rad.id, set())
    return set(namn_i(rad.regel)) if rad.regel is not None else set()


def _kontrollera_steg(graf: Mapping[str, Iterable[str]], plats: Plats, vad: str) -> None:
    if _inom_steg(graf):
        return
    # Needed only for saying which row it is that leads too far.
    from graphlib import CycleError, TopologicalSorter

    try:
        ordning = tuple(TopologicalSorter(graf).static_order())
    except CycleError as fel:
        rad = plats._replace(rad=fel.args[1][0])
        raise Postfel(f"{rad}: {vad} leder tillbaka till samma rad") from None
    steg: dict[str, int] = {}
    for nyckel in ordning:
        steg[nyckel] = 1 + max((steg[n] for n in graf.get(nyckel, ())), default=0)
        if steg[nyckel] > MAX_STEG:
            raise Postfel(f"{plats._replace(rad=nyckel)}: {vad} går i fler än {MAX_STEG} steg")


def _inom_steg(graf: Mapping[str, Iterable[str]]) -> bool:
    """Whether no way through the graph is too long, as one in a ring always is."""
    niva: Iterable[str] = graf.keys()
    for _ in range(MAX_STEG):
        niva = {nasta for nyckel in niva for nasta in graf.get(nyckel, ())}
        if not niva:
            return True
    return False
