"""Data folders that the old side has left, opened by both: do they go on from there alike?"""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from shutil import rmtree
from typing import Any

from tinydb import TinyDB

from tests.compare.lockstep import Lockstep
from tests.compare.normal import Normaliser
from tests.compare.old_states import DRIFT, STATES, Sitting, State, Step
from tests.compare.outcome import Note, Pair, Said
from tests.compare.sides import CannotRun, Place, Places, Sides
from tests.compare.stored import stored

DYING = Path(__file__).with_name("dying")
AT_ONCE = 3


def inherit(sides: Sides, normalise: Normaliser) -> Iterator[Said]:
    """Every state, some at a time: most of the time is waiting for screens to come to rest."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        runs = [pool.submit(_state, sides, normalise, name) for name in STATES]
        for run in runs:
            yield from run.result()


def _state(sides: Sides, normalise: Normaliser, name: str) -> list[Said]:
    state = STATES[name]
    made = sides.place("old", f"{name}, made")
    said: list[Said] = [Note(f"{name}: {_made(made, state, normalise)}")]
    for opening, steps in state.opened.items():
        places = sides.places(f"{name}, {opening}", made.data)
        for part in _opened(places, steps, normalise):
            what = f"{name}, {opening}: "
            said.append(replace(part, name=what + part.name) if isinstance(part, Pair) else part)
    return said


def _made(place: Place, state: State, normalise: Normaliser) -> str:
    """Let the old side make a folder; how its program ended. Raises CannotRun."""
    ends = ""
    for step in state.made:
        if isinstance(step, Sitting):
            ends = _sat(place, step, normalise)
        else:
            step(place.data)
    for pattern in state.holds:
        if not any(place.data.glob(pattern)):
            raise CannotRun(f"The old side was to leave {pattern}, and did not ({ends}).")
    return ends


def _sat(place: Place, sitting: Sitting, normalise: Normaliser) -> str:
    """One sitting of the old side alone; the last lines of what it showed, and how it ended."""
    armed = place.folder / "armed"
    more = {"DIES": sitting.moment, "DIES_AT": DRIFT, "DIES_ONCE": str(armed)}
    ahead = (DYING,) if sitting.moment else ()
    program = Lockstep([replace(place, more=more, ahead=ahead)], normalise)
    try:
        for _ in program.play("made", sitting.keys):
            pass
        if not sitting.moment:
            return f"made, exit status {program.end()[0]}"
        armed.touch()
        program.patient = False
        for _ in program.presses("last", sitting.last):
            pass
        return f"killed at the moment {sitting.moment!r}"
    finally:
        program.close()
        armed.unlink(missing_ok=True)


def _opened(places: Places, steps: tuple[Step, ...], normalise: Normaliser) -> Iterator[Said]:
    """Both sides go on; what they show, what they then have stored, and whether it can be read."""
    for number, step in enumerate(steps, 1):
        if not isinstance(step, Sitting):
            for place in places:
                step(place.data)
            continue
        lockstep = Lockstep(places, normalise)
        try:
            for where, seen in lockstep.play(f"sitting {number}", step.keys):
                yield Pair(where, *seen.texts)
            yield Pair(f"sitting {number}, exit status", *lockstep.end())
        finally:
            lockstep.close()
    yield from (part for part in stored(places) if isinstance(part, Pair))
    for file in sorted(places.new.data.rglob("*.json")):
        yield Pair(f"plain TinyDB reads {file.relative_to(places.new.data)}", *_read(file))
    for place in places:
        rmtree(place.folder)


def _read(file: Path) -> tuple[str, str]:
    """A file's tables as JSON has them, and as TinyDB gives them."""
    try:
        plain = json.loads(file.read_bytes())
        with closing(TinyDB(file, access_mode="r")) as db:
            tables = {name: _documents(db, name) for name in plain}
    except Exception as error:
        return "", f"{type(error).__name__}: {error}"
    return _text(plain), _text(tables)


def _documents(db: TinyDB, name: str) -> dict[str, Any]:
    return {str(document.doc_id): dict(document) for document in db.table(name).all()}


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1)
