"""The nämnd's own kinds of document as records of its folder."""

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.store.test_own_malls import MALL
from tui.cli.main import main
from tui.domain.register import OwnKind
from tui.store.errors import SaveError
from tui.store.folder import Store
from tui.store.mallar import REGISTER, register_of
from tui.store.own_malls import keep_kind, own_malls, remove_kind

KIND = OwnKind("tertial", "delarsbokslut", "Tertialrapport", {"hyra": "drift.tertial.hyra"})
MALLS = (replace(MALL, id="drift.tertial.hyra"),)


def run(folder: Path, *words: str) -> int:
    """A command on the folder; how it ended."""
    return main([*words, "--data", str(folder)])


def test_an_own_kind_makes_documents_and_the_next_of_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep_kind(Store(tmp_path), KIND, MALLS)
    assert run(tmp_path, "ny", "2031-april", "--slag", "tertial", "--period", "2031-04") == 0
    assert "Tertialrapport 2031 (2031-april), utkast" in capsys.readouterr().out
    store = Store(tmp_path)
    head = store.head("2031-april")
    assert head is not None
    assert (head.kind, head.own_kind, head.name) == (
        *("delarsbokslut", "tertial"),
        "Tertialrapport 2031",
    )
    file = json.loads((tmp_path / "2031-april" / "dokument.json").read_text(encoding="utf-8"))
    assert file["dokument"]["1"]["eget_slag"] == "tertial"
    assert [t.id for t in store.tab("2031-april", "drift")[0]] == ["hyra"]
    assert run(tmp_path, "ny", "--slag", "Tertialrapport", "--period", "2032-04") == 0
    assert "Tertialrapport 2032 (2032-tertial), utkast" in capsys.readouterr().out
    made = Store(tmp_path).head("2032-tertial")
    assert made is not None
    assert (made.own_kind, made.name) == ("tertial", "Tertialrapport 2032")
    assert [t.id for t in Store(tmp_path).tab("2032-tertial", "drift")[0]] == ["hyra"]


def test_a_kind_that_there_is_not_is_refused_with_those_that_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep_kind(Store(tmp_path), KIND, MALLS)
    assert run(tmp_path, "ny", "x", "--slag", "kvartal", "--period", "2031-03") != 0
    assert "Egna slag: tertial." in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_a_kind_of_the_same_id_is_replaced_and_a_removed_one_takes_its_mallar(
    tmp_path: Path,
) -> None:
    store = Store(tmp_path)
    keep_kind(store, KIND, MALLS)
    keep_kind(store, replace(KIND, name="Tertial"), MALLS)
    assert [k.name for k in register_of(tmp_path)[0].own_kinds.values()] == ["Tertial"]
    remove_kind(store, KIND)
    assert store.register == register_of(tmp_path)[0] == REGISTER
    assert own_malls(tmp_path).templates == {}


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ({"eget_slag": "t", "som": "kvartal", "namn": "T"}, "kvartal"),
        ({"eget_slag": "t", "som": "budget"}, "namn"),
        ({"eget_slag": "", "som": "budget", "namn": "T"}, "eget_slag"),
        (
            {"eget_slag": "t", "som": "budget", "namn": "T", "tabeller": {"a": "drift.x"}},
            "mallen ”drift.x” finns inte",
        ),
    ],
)
def test_a_kind_that_is_not_right_is_told_and_not_used(
    tmp_path: Path, record: dict[str, object], said: str
) -> None:
    file = tmp_path / "mallar" / "dokumentslag.json"
    file.parent.mkdir()
    value = {"schema": {"1": {"version": 1}}, "dokumentslag": {"1": record}}
    file.write_text(json.dumps(value), encoding="utf-8")
    register, errors = register_of(tmp_path)
    assert not register.own_kinds
    assert register.kinds == REGISTER.kinds
    assert any(said in error.sentence for error in errors)


@pytest.mark.parametrize("content", ["{", '{"schema": {"1": {"version": 99}}}', "[]"])
def test_a_file_of_kinds_that_is_not_right_is_never_written_over(
    tmp_path: Path, content: str
) -> None:
    file = tmp_path / "mallar" / "dokumentslag.json"
    file.parent.mkdir()
    file.write_text(content, encoding="utf-8")
    with pytest.raises(SaveError, match=r"mallar/dokumentslag\.json"):
        keep_kind(Store(tmp_path), KIND, MALLS)
    assert file.read_text(encoding="utf-8") == content
