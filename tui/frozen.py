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
Members = dict[str, tuple[Any, Any]]
"""A class's fields by name: the annotation, and the default or ``field(...)`` (or MISSING)."""


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(class_: type[T]) -> type[T]:
    """``@dataclass(frozen=True, slots=True)``, for a class of fields without a base class.

    ``replace``, ``fields`` and ``is_dataclass`` of ``dataclasses`` take it for one of theirs. A
    method that the class has itself is left alone.
    """
    member = _field(class_)
    except_for = {"__dict__", "__weakref__", *member}
    own = {name: part_ for name, part_ in vars(class_).items() if name not in except_for}
    namespace = {**_methods(class_, member), "__slots__": tuple(member), **STATE, **own}
    return type(class_.__name__, class_.__bases__, namespace)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen_dict(class_: type[T]) -> type[T]:
    """The same without slots, for a class that keeps what it has worked out (cached_property)."""
    member = _field(class_)
    for name, (_, value) in member.items():
        if isinstance(value, Field):
            delattr(class_, name)
    for name, method in _methods(class_, member).items():
        if name not in vars(class_):
            setattr(class_, name, method)
    return class_


def _field(class_: type) -> Members:
    """The fields. Raises TypeError for a base class, whose fields would be lost in silence."""
    if class_.__bases__ != (object,):
        raise TypeError(f"{class_.__qualname__} has a base class: use @dataclass(frozen=True)")
    # Not out of vars(klass): from Python 3.14 they are not there until they are asked for.
    types = class_.__annotations__
    return {name: (type_, vars(class_).get(name, MISSING)) for name, type_ in types.items()}


class _Fields:
    """The fields as ``dataclasses`` describes them, made by it the first time it asks."""

    def __init__(self, member: Members) -> None:
        self.member = member

    def __get__(self, one: object, class_: type) -> Mapping[str, Field[Any]]:
        members = {name: _as_dataclass(name, type_, v) for name, (type_, v) in self.member.items()}
        class_.__dataclass_fields__ = members  # type: ignore[attr-defined]
        return members


@dataclass
class _Model:
    """One plain field, as ``dataclasses`` makes it: a class of its own for each would cost more."""

    member: Any = None


def _as_dataclass(name: str, type_: Any, value: Any) -> Field[Any]:
    (one,) = map(copy, fields(_Model))
    one.name, one.type = name, type_
    one.default = value.default if isinstance(value, Field) else value
    one.default_factory = value.default_factory if isinstance(value, Field) else MISSING
    return one


def _methods(class_: type, member: Members) -> dict[str, Any]:
    """What every frozen class has; all but ``__init__`` are the same functions for all of them."""
    name = tuple(member)
    return {
        "__qualname__": class_.__qualname__,
        "__match_args__": name,
        "__dataclass_fields__": _Fields(member),
        "_values": attrgetter(*name) if name else _no,
        "__init__": _init(class_, member),
        "__eq__": _equal,
        "__hash__": _hash,
        "__repr__": _shown,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
    }


def _no(_: object) -> tuple[()]:
    return ()


def _equal(self: Any, other: Any) -> Any:
    if type(self) is not type(other):
        return NotImplemented
    values: Callable[[object], Any] = type(self)._values
    return values(self) == values(other)


def _hash(self: Any) -> int:
    return hash(type(self)._values(self))


def _shown(self: Any) -> str:
    parts = (f"{name}={getattr(self, name)!r}" for name in type(self).__match_args__)
    return f"{type(self).__qualname__}({', '.join(parts)})"


def _fetch_state(self: Any) -> list[Any]:
    return [getattr(self, name) for name in type(self).__match_args__]


def _set_state(self: Any, state: list[Any]) -> None:
    for name, value in zip(type(self).__match_args__, state, strict=True):
        object.__setattr__(self, name, value)


STATE = {"__getstate__": _fetch_state, "__setstate__": _set_state}
"""How a class with slots is copied and pickled."""


def _refuse(self: object, name: str, value: object = None) -> Never:  # noqa: ARG001
    raise FrozenInstanceError(f"cannot assign to or delete field {name!r}")


_WITHOUT = object()
"""Stands for an argument whose default is made anew each time."""


def _init(class_: type, member: Members) -> Callable[..., None]:
    namespace: dict[str, Any] = {"_satt": object.__setattr__, "_UTAN": _WITHOUT}
    default: list[Any] = []
    rows = []
    for name, (_, value) in member.items():
        create = value.default_factory if isinstance(value, Field) else MISSING
        one = value.default if isinstance(value, Field) else value
        if create is not MISSING:
            namespace[f"_{name}"], one = create, _WITHOUT
            rows.append(f"_satt(self, {name!r}, _{name}() if {name} is _UTAN else {name})")
        else:
            rows.append(f"_satt(self, {name!r}, {name})")
        if default and one is MISSING:
            raise TypeError(f"{class_.__qualname__}: {name} without a default follows one with")
        default += [] if one is MISSING else [one]
    body = "".join(f"\n    {row}" for row in rows or ["pass"])
    exec(f"def __init__({', '.join(('self', *member))}):{body}", namespace)
    init: Callable[..., None] = namespace["__init__"]
    # Not in the source: each name there is kept by the interpreter for good.
    init.__qualname__, init.__defaults__ = f"{class_.__qualname__}.__init__", tuple(default)
    return init
