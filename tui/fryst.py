"""Frozen values (*frysta värden*): what ``@dataclass(frozen=True)`` gives, at a fourth of the cost.

A start declares some fifty classes of values, and the standard decorator compiles six functions
for each of them: a tenth of the whole start. Here only ``__init__`` is compiled; the others are
alike for all classes but for the fields' names.
"""

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, Never, TypeVar, dataclass_transform

T = TypeVar("T")
Falt = dict[str, tuple[Any, Any]]
"""A class's fields by name: the annotation, and the default or ``field(...)`` (or MISSING)."""


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def fryst(klass: type[T]) -> type[T]:
    """``@dataclass(frozen=True, slots=True)``, for a class of fields without a base class.

    ``replace``, ``fields`` and ``is_dataclass`` of ``dataclasses`` take it for one of theirs. A
    method that the class has itself is left alone.
    """
    falt = _falt(klass)
    utom = {"__dict__", "__weakref__", *falt}
    eget = {namn: del_ for namn, del_ in vars(klass).items() if namn not in utom}
    rum = {**_metoder(klass, falt), "__slots__": tuple(falt), **LAGE, **eget}
    return type(klass.__name__, klass.__bases__, rum)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def fryst_rum(klass: type[T]) -> type[T]:
    """The same without slots, for a class that keeps what it has worked out (cached_property)."""
    falt = _falt(klass)
    for namn, (_, varde) in falt.items():
        if isinstance(varde, Field):
            delattr(klass, namn)
    for namn, metod in _metoder(klass, falt).items():
        if namn not in vars(klass):
            setattr(klass, namn, metod)
    return klass


def _falt(klass: type) -> Falt:
    """The fields. Raises TypeError for a base class, whose fields would be lost in silence."""
    if klass.__bases__ != (object,):
        raise TypeError(f"{klass.__qualname__} has a base class: use @dataclass(frozen=True)")
    # Not out of vars(klass): from Python 3.14 they are not there until they are asked for.
    typer = klass.__annotations__
    return {namn: (typ, vars(klass).get(namn, MISSING)) for namn, typ in typer.items()}


class _Falten:
    """The fields as ``dataclasses`` describes them, made by it the first time it asks."""

    def __init__(self, falt: Falt) -> None:
        self.falt = falt

    def __get__(self, ett: object, klass: type) -> Mapping[str, Field[Any]]:
        falten = {namn: _somdataclass(namn, typ, v) for namn, (typ, v) in self.falt.items()}
        klass.__dataclass_fields__ = falten  # type: ignore[attr-defined]
        return falten


@dataclass
class _Forebild:
    """One plain field, as ``dataclasses`` makes it: a class of its own for each would cost more."""

    falt: Any = None


def _somdataclass(namn: str, typ: Any, varde: Any) -> Field[Any]:
    (ett,) = map(copy, fields(_Forebild))
    ett.name, ett.type = namn, typ
    ett.default = varde.default if isinstance(varde, Field) else varde
    ett.default_factory = varde.default_factory if isinstance(varde, Field) else MISSING
    return ett


def _metoder(klass: type, falt: Falt) -> dict[str, Any]:
    """What every frozen class has; all but ``__init__`` are the same functions for all of them."""
    namn = tuple(falt)
    return {
        "__qualname__": klass.__qualname__,
        "__match_args__": namn,
        "__dataclass_fields__": _Falten(falt),
        "_varden": attrgetter(*namn) if namn else _inga,
        "__init__": _init(klass, falt),
        "__eq__": _lika,
        "__hash__": _hash,
        "__repr__": _visad,
        "__setattr__": _neka,
        "__delattr__": _neka,
    }


def _inga(_: object) -> tuple[()]:
    return ()


def _lika(self: Any, annan: Any) -> Any:
    if type(self) is not type(annan):
        return NotImplemented
    varden: Callable[[object], Any] = type(self)._varden
    return varden(self) == varden(annan)


def _hash(self: Any) -> int:
    return hash(type(self)._varden(self))


def _visad(self: Any) -> str:
    delar = (f"{namn}={getattr(self, namn)!r}" for namn in type(self).__match_args__)
    return f"{type(self).__qualname__}({', '.join(delar)})"


def _hamta_lage(self: Any) -> list[Any]:
    return [getattr(self, namn) for namn in type(self).__match_args__]


def _satt_lage(self: Any, lage: list[Any]) -> None:
    for namn, varde in zip(type(self).__match_args__, lage, strict=True):
        object.__setattr__(self, namn, varde)


LAGE = {"__getstate__": _hamta_lage, "__setstate__": _satt_lage}
"""How a class with slots is copied and pickled."""


def _neka(self: object, namn: str, varde: object = None) -> Never:  # noqa: ARG001
    raise FrozenInstanceError(f"cannot assign to or delete field {namn!r}")


_UTAN = object()
"""Stands for an argument whose default is made anew each time."""


def _init(klass: type, falt: Falt) -> Callable[..., None]:
    rum: dict[str, Any] = {"_satt": object.__setattr__, "_UTAN": _UTAN}
    forval: list[Any] = []
    rader = []
    for namn, (_, varde) in falt.items():
        skapa = varde.default_factory if isinstance(varde, Field) else MISSING
        ett = varde.default if isinstance(varde, Field) else varde
        if skapa is not MISSING:
            rum[f"_{namn}"], ett = skapa, _UTAN
            rader.append(f"_satt(self, {namn!r}, _{namn}() if {namn} is _UTAN else {namn})")
        else:
            rader.append(f"_satt(self, {namn!r}, {namn})")
        if forval and ett is MISSING:
            raise TypeError(f"{klass.__qualname__}: {namn} without a default follows one with")
        forval += [] if ett is MISSING else [ett]
    kropp = "".join(f"\n    {rad}" for rad in rader or ["pass"])
    exec(f"def __init__({', '.join(('self', *falt))}):{kropp}", rum)
    init: Callable[..., None] = rum["__init__"]
    # Not in the source: each name there is kept by the interpreter for good.
    init.__qualname__, init.__defaults__ = f"{klass.__qualname__}.__init__", tuple(forval)
    return init
