"""Our frozen values behave as the standard library's do."""

import copy
import inspect
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, is_dataclass, replace
from functools import cached_property
from typing import Any

import pytest

from tui.frozen import frozen, frozen_dict


@frozen
class Own:
    """With slots."""

    name: str
    number: int = 0
    list_: list[int] = field(default_factory=list)

    @property
    def doubled(self) -> int:
        """A method of its own."""
        return 2 * self.number


@frozen_dict
class Roomy:
    """Without slots."""

    name: str
    number: int = 0
    list_: list[int] = field(default_factory=list)

    @cached_property
    def doubled(self) -> int:
        """Worked out once."""
        return 2 * self.number


@dataclass(frozen=True)
class Theirs:
    name: str
    number: int = 0
    list_: list[int] = field(default_factory=list)

    @property
    def doubled(self) -> int:
        return 2 * self.number


@frozen
class Nothing:
    """Without fields."""


BOTH = pytest.mark.parametrize("class_", [Own, Roomy])


@BOTH
def test_values_are_made_as_dataclasses_makes_them(class_: Any) -> None:
    for argument, named in ((("a",), {}), (("a", 2), {}), (("a",), {"list_": [1], "number": 3})):
        whither, theirs = class_(*argument, **named), Theirs(*argument, **named)
        for member in fields(Theirs):
            assert getattr(whither, member.name) == getattr(theirs, member.name)
        assert repr(whither) == repr(theirs).replace("Theirs", class_.__name__)
        assert whither.doubled == theirs.doubled
    for error in ((), ("a", 1, [], 4)):
        with pytest.raises(TypeError):
            class_(*error)


@BOTH
def test_a_default_that_is_made_anew_is_not_shared(class_: Any) -> None:
    assert class_("a").list_ == class_("b").list_ == []
    assert class_("a").list_ is not class_("b").list_


@BOTH
def test_equal_values_are_equal_and_other_classes_never(class_: Any) -> None:
    assert class_("a", 1) == class_("a", 1)
    assert class_("a", 1) != class_("a", 2)
    assert class_("a", 1) != Theirs("a", 1)
    assert hash(class_("a", 1, ())) == hash(class_("a", 1, ()))  # type: ignore[arg-type]
    assert Nothing() == Nothing()
    assert len({Nothing(), Nothing()}) == 1


@BOTH
def test_nothing_can_be_changed(class_: Any) -> None:
    whither = class_("a", 1)
    with pytest.raises(FrozenInstanceError):
        whither.number = 2
    with pytest.raises(FrozenInstanceError):
        whither.fresh = 2
    with pytest.raises(FrozenInstanceError):
        del whither.number
    assert whither.number == 1


@BOTH
def test_dataclasses_takes_them_for_its_own(class_: Any) -> None:
    assert is_dataclass(class_)
    assert [(f.name, f.type) for f in fields(class_)] == [(f.name, f.type) for f in fields(Theirs)]
    assert replace(class_("a", 1), number=5) == class_("a", 5)
    with pytest.raises(TypeError):
        replace(class_("a", 1), other=5)


@pytest.mark.parametrize("decorator", [frozen, frozen_dict])
def test_the_fields_are_made_without_reading_a_signature(
    decorator: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes longer than all the rest of ``dataclasses`` together, at every start."""

    class New:
        text: str

    loaded: list[object] = []
    monkeypatch.setattr(inspect, "signature", loaded.append)
    assert [f.name for f in fields(decorator(New))] == ["text"]
    assert loaded == []


@BOTH
def test_they_are_matched_copied_and_pickled(class_: Any) -> None:
    match class_("a", 7):
        case Own(name, number) | Roomy(name, number):
            assert (name, number) == ("a", 7)
    one = class_("a", 7, [1])
    assert copy.copy(one) == copy.deepcopy(one) == pickle.loads(pickle.dumps(one)) == one


def test_slots_leave_no_room_for_anything_else() -> None:
    assert not hasattr(Own("a"), "__dict__")
    assert Own.__doc__ == "With slots."
    assert Own.__module__ == __name__


@pytest.mark.parametrize("decorator", [frozen, frozen_dict])
def test_a_class_with_a_base_class_is_refused(decorator: Any) -> None:
    with pytest.raises(TypeError, match="base class"):

        @decorator
        class Children(Own):
            """Would lose the fields of Egen."""

            more: int = 0
