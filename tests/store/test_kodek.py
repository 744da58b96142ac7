"""The codec: what is written can be read, and what cannot be read says so in one sentence."""

import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.hjalp import DRIFT
from tui.store.kodek import MAX_BYTE, MAX_DJUP, MAX_SIFFROR, Kodfel, avkodat, kodad_rad, kodat

TAL = st.integers(-(10**28), 10**28) | st.decimals(-(10**12), 10**12, places=4)
LOV = st.none() | st.booleans() | TAL | st.text()
VARDEN = st.recursive(
    LOV, lambda barn: st.lists(barn) | st.dictionaries(st.text(), barn), max_leaves=25
)


@given(VARDEN)
def test_every_value_comes_back(varde: Any) -> None:
    assert avkodat(kodat(varde)) == varde


@given(VARDEN)
def test_the_layout_is_a_fixed_point(varde: Any) -> None:
    data = kodat(varde)
    assert kodat(avkodat(data)) == data


@given(VARDEN)
def test_one_line_is_the_same_text_with_its_lines_put_together(varde: Any) -> None:
    rader = kodat(varde).split(b"\n")
    assert kodad_rad(varde) == b" ".join(rad.lstrip(b" ") for rad in rader if rad) + b"\n"


@given(st.decimals(-1000, 1000, places=2))
def test_printed_decimals_stay_as_printed(tal: Decimal) -> None:
    assert str(Decimal(avkodat(kodat(tal)))) == str(tal)


@given(st.binary())
def test_any_bytes_give_a_value_or_kodfel(data: bytes) -> None:
    _avkodat_eller_kodfel(data)


@given(st.text(alphabet='[]{}",:0123456789eE+-.\\u dDnulrtfaseINy'))
def test_any_almost_json_gives_a_value_or_kodfel(text: str) -> None:
    _avkodat_eller_kodfel(text.encode())


@given(st.integers(0, len(kodat(DRIFT))), st.integers(0, 40), st.binary(max_size=20))
def test_a_damaged_file_gives_a_value_or_kodfel(plats: int, antal: int, nytt: bytes) -> None:
    data = kodat(DRIFT)
    _avkodat_eller_kodfel(data[:plats] + nytt + data[plats + antal :])


def _avkodat_eller_kodfel(data: bytes) -> None:
    try:
        varde = avkodat(data)
    except Kodfel as fel:
        assert "\n" not in str(fel)
    else:
        assert avkodat(kodat(varde)) == varde


@pytest.mark.parametrize(
    ("data", "ord_"),
    [
        (b"", "tom"),
        (b" \n\t", "tom"),
        (b"\0" * 4096, "tom"),
        (b"{", "rad 1, tecken 2"),
        (b'{\n "a": 1,\n}', "rad 3"),
        (b"\xff\xfe{", "inte UTF-8 (byte 1)"),
        ('{"å": 1}'.encode("latin-1"), "inte UTF-8"),
        (b'{"a": 1, "a": 2}', "”a” står två gånger"),
        (b'{"\x1b[2J": 1, "\x1b[2J": 2}', "giltig JSON"),
        (b'{"\\u001b[2J": 1, "\\u001b[2J": 2}', "”�[2J” står två gånger"),
        (b"[NaN]", "NaN är inget tal"),
        (b"[-Infinity]", "-Infinity är inget tal"),
        (b"[1e99]", "för långt"),
        (b"[1e-99]", "för långt"),
        (b"[1e99999999999999999999999]", "för långt"),
        (b"[" + b"9" * 5000 + b"]", "för långt"),
        (b"[0." + b"1" * 5000 + b"]", "för långt"),
        (b'["\\ud800"]', "halvt tecken"),
        (b'{"\\uDFFF": 1}', "halvt tecken"),
        (b"[" * 21 + b"]" * 21, f"djupare än {MAX_DJUP}"),
        (b"[" * 200_000, f"djupare än {MAX_DJUP}"),
        (b'{"a":' * 200_000, f"djupare än {MAX_DJUP}"),
        (b" " * (MAX_BYTE + 1), "större än 16 MB"),
        (b"{} {}", "giltig JSON"),
    ],
    ids=lambda varde: varde if isinstance(varde, str) else str(varde[:12]),
)
def test_what_is_no_store_is_refused_in_words(data: bytes, ord_: str) -> None:
    with pytest.raises(Kodfel, match=re.escape(ord_)):
        avkodat(data)


def test_a_whole_pair_of_surrogates_is_one_character() -> None:
    assert avkodat(b'["\\ud83d\\ude00"]') == ["😀"]


def test_many_escaped_quotes_do_not_take_long() -> None:
    with pytest.raises(Kodfel):
        avkodat(b'"' + b'\\"' * 1_000_000)


def test_a_byte_order_mark_is_read_over() -> None:
    assert avkodat(b"\xef\xbb\xbf{}") == {}


def test_depth_up_to_the_limit_is_read_and_written() -> None:
    djupt = b"[" * MAX_DJUP + b"]" * MAX_DJUP
    assert avkodat(kodat(avkodat(djupt))) == avkodat(djupt)


@pytest.mark.parametrize(
    "varde",
    [
        Decimal("NaN"),
        Decimal("1E+40"),
        Decimal("1E-40"),
        Decimal("1E+999999"),
        Decimal("0." + "1" * MAX_SIFFROR),
        10**5000,
        float("inf"),
        "\ud800",
        {"\ud800": 1},
        {1: "a", "1": "b"},
        ["x" * MAX_BYTE],
        avkodat(b"[" * MAX_DJUP + b"]" * MAX_DJUP) and [avkodat(b"[" * MAX_DJUP + b"]" * MAX_DJUP)],
    ],
    ids=lambda varde: type(varde).__name__,
)
def test_what_could_not_be_read_back_is_not_written(varde: Any) -> None:
    with pytest.raises(Kodfel):
        kodat(varde)


def test_what_is_not_json_is_a_type_error() -> None:
    with pytest.raises(TypeError):
        kodat({"a": object()})


def test_a_value_of_a_type_made_from_jsons_is_written_as_its_kind() -> None:
    class Ord(str):
        __slots__ = ()

    class Poster(dict[str, Any]):
        pass

    assert kodat(Poster(a=Ord("b"), c=(1, True))) == kodat({"a": "b", "c": [1, True]})


@pytest.mark.parametrize("tal", [10**28, 10**29 - 1, -(10**29) + 1, 10**29])
def test_whole_numbers_up_to_the_limit_are_written_in_full(tal: int) -> None:
    assert kodat(tal) == b"%d\n" % tal


@pytest.mark.parametrize("tal", [10**30, -(10**29)])
def test_whole_numbers_past_the_limit_are_not(tal: int) -> None:
    with pytest.raises(Kodfel, match="för långt"):
        kodat(tal)


def test_a_float_is_written_as_its_shortest_digits() -> None:
    assert kodat(0.1) == b"0.1\n"


def test_a_short_row_stands_on_one_line() -> None:
    rad = {"rad": "intakter", "celler": {"budget": Decimal("9.0")}}
    assert kodat({"drift": {"1": rad}}).decode() == (
        '{\n "drift": {\n  "1": {"rad": "intakter", "celler": {"budget": 9.0}}\n }\n}\n'
    )


def test_a_long_row_is_broken_at_its_fields() -> None:
    rad = {"rad": "x" * 60, "etikett": "å" * 60}
    text = kodat({"drift": {"1": rad}}).decode()
    assert text.splitlines()[2:6] == [
        '  "1": {',
        f'   "rad": "{"x" * 60}",',
        f'   "etikett": "{"å" * 60}"',
        "  }",
    ]
