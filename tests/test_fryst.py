"""Our frozen values behave as the standard library's do."""

import copy
import inspect
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, is_dataclass, replace
from functools import cached_property
from typing import Any

import pytest

from tui.fryst import fryst, fryst_rum


@fryst
class Egen:
    """With slots."""

    namn: str
    tal: int = 0
    lista: list[int] = field(default_factory=list)

    @property
    def dubbelt(self) -> int:
        """A method of its own."""
        return 2 * self.tal


@fryst_rum
class Rymlig:
    """Without slots."""

    namn: str
    tal: int = 0
    lista: list[int] = field(default_factory=list)

    @cached_property
    def dubbelt(self) -> int:
        """Worked out once."""
        return 2 * self.tal


@dataclass(frozen=True)
class Deras:
    namn: str
    tal: int = 0
    lista: list[int] = field(default_factory=list)

    @property
    def dubbelt(self) -> int:
        return 2 * self.tal


@fryst
class Inget:
    """Without fields."""


BADA = pytest.mark.parametrize("klass", [Egen, Rymlig])


@BADA
def test_values_are_made_as_dataclasses_makes_them(klass: Any) -> None:
    for argument, namngivna in ((("a",), {}), (("a", 2), {}), (("a",), {"lista": [1], "tal": 3})):
        vart, deras = klass(*argument, **namngivna), Deras(*argument, **namngivna)
        for falt in fields(Deras):
            assert getattr(vart, falt.name) == getattr(deras, falt.name)
        assert repr(vart) == repr(deras).replace("Deras", klass.__name__)
        assert vart.dubbelt == deras.dubbelt
    for fel in ((), ("a", 1, [], 4)):
        with pytest.raises(TypeError):
            klass(*fel)


@BADA
def test_a_default_that_is_made_anew_is_not_shared(klass: Any) -> None:
    assert klass("a").lista == klass("b").lista == []
    assert klass("a").lista is not klass("b").lista


@BADA
def test_equal_values_are_equal_and_other_classes_never(klass: Any) -> None:
    assert klass("a", 1) == klass("a", 1)
    assert klass("a", 1) != klass("a", 2)
    assert klass("a", 1) != Deras("a", 1)
    assert hash(klass("a", 1, ())) == hash(klass("a", 1, ()))  # type: ignore[arg-type]
    assert Inget() == Inget()
    assert len({Inget(), Inget()}) == 1


@BADA
def test_nothing_can_be_changed(klass: Any) -> None:
    vart = klass("a", 1)
    with pytest.raises(FrozenInstanceError):
        vart.tal = 2
    with pytest.raises(FrozenInstanceError):
        vart.nytt = 2
    with pytest.raises(FrozenInstanceError):
        del vart.tal
    assert vart.tal == 1


@BADA
def test_dataclasses_takes_them_for_its_own(klass: Any) -> None:
    assert is_dataclass(klass)
    assert [(f.name, f.type) for f in fields(klass)] == [(f.name, f.type) for f in fields(Deras)]
    assert replace(klass("a", 1), tal=5) == klass("a", 5)
    with pytest.raises(TypeError):
        replace(klass("a", 1), annat=5)


@pytest.mark.parametrize("dekorator", [fryst, fryst_rum])
def test_the_fields_are_made_without_reading_a_signature(
    dekorator: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes longer than all the rest of ``dataclasses`` together, at every start."""

    class Ny:
        text: str

    lasta: list[object] = []
    monkeypatch.setattr(inspect, "signature", lasta.append)
    assert [f.name for f in fields(dekorator(Ny))] == ["text"]
    assert lasta == []


@BADA
def test_they_are_matched_copied_and_pickled(klass: Any) -> None:
    match klass("a", 7):
        case Egen(namn, tal) | Rymlig(namn, tal):
            assert (namn, tal) == ("a", 7)
    ett = klass("a", 7, [1])
    assert copy.copy(ett) == copy.deepcopy(ett) == pickle.loads(pickle.dumps(ett)) == ett


def test_slots_leave_no_room_for_anything_else() -> None:
    assert not hasattr(Egen("a"), "__dict__")
    assert Egen.__doc__ == "With slots."
    assert Egen.__module__ == __name__


@pytest.mark.parametrize("dekorator", [fryst, fryst_rum])
def test_a_class_with_a_base_class_is_refused(dekorator: Any) -> None:
    with pytest.raises(TypeError, match="base class"):

        @dekorator
        class Barn(Egen):
            """Would lose the fields of Egen."""

            mer: int = 0
