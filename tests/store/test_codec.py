"""The codec: what is written can be read, and what cannot be read says so in one sentence."""

import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.help import DRIFT
from tui.store.codec import (
    MAX_BYTE,
    MAX_DEPTH,
    MAX_DIGITS,
    CodeError,
    decoded,
    encoded,
    encoded_row,
)

NUMBER = st.integers(-(10**28), 10**28) | st.decimals(-(10**12), 10**12, places=4)
LEAVE_TO = st.none() | st.booleans() | NUMBER | st.text()
VALUES = st.recursive(
    LEAVE_TO,
    lambda children: st.lists(children) | st.dictionaries(st.text(), children),
    max_leaves=25,
)


@given(VALUES)
def test_every_value_comes_back(value: Any) -> None:
    assert decoded(encoded(value)) == value


@given(VALUES)
def test_the_layout_is_a_fixed_point(value: Any) -> None:
    data = encoded(value)
    assert encoded(decoded(data)) == data


@given(VALUES)
def test_one_line_is_the_same_text_with_its_lines_put_together(value: Any) -> None:
    rows = encoded(value).split(b"\n")
    assert encoded_row(value) == b" ".join(row.lstrip(b" ") for row in rows if row) + b"\n"


@given(st.decimals(-1000, 1000, places=2))
def test_printed_decimals_stay_as_printed(number: Decimal) -> None:
    assert str(Decimal(decoded(encoded(number)))) == str(number)


@given(st.binary())
def test_any_bytes_give_a_value_or_a_code_error(data: bytes) -> None:
    _decoded_or_code_error(data)


@given(st.text(alphabet='[]{}",:0123456789eE+-.\\u dDnulrtfaseINy'))
def test_any_almost_json_gives_a_value_or_a_code_error(text: str) -> None:
    _decoded_or_code_error(text.encode())


@given(st.integers(0, len(encoded(DRIFT))), st.integers(0, 40), st.binary(max_size=20))
def test_a_damaged_file_gives_a_value_or_a_code_error(place: int, count: int, fresh: bytes) -> None:
    data = encoded(DRIFT)
    _decoded_or_code_error(data[:place] + fresh + data[place + count :])


def _decoded_or_code_error(data: bytes) -> None:
    try:
        value = decoded(data)
    except CodeError as error:
        assert "\n" not in str(error)
    else:
        assert decoded(encoded(value)) == value


@pytest.mark.parametrize(
    ("data", "word"),
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
        (b"[" * 21 + b"]" * 21, f"djupare än {MAX_DEPTH}"),
        (b"[" * 200_000, f"djupare än {MAX_DEPTH}"),
        (b'{"a":' * 200_000, f"djupare än {MAX_DEPTH}"),
        (b" " * (MAX_BYTE + 1), "större än 16 MB"),
        (b"{} {}", "giltig JSON"),
    ],
    ids=lambda value: value if isinstance(value, str) else str(value[:12]),
)
def test_what_is_no_store_is_refused_in_words(data: bytes, word: str) -> None:
    with pytest.raises(CodeError, match=re.escape(word)):
        decoded(data)


def test_a_whole_pair_of_surrogates_is_one_character() -> None:
    assert decoded(b'["\\ud83d\\ude00"]') == ["😀"]


def test_many_escaped_quotes_do_not_take_long() -> None:
    with pytest.raises(CodeError):
        decoded(b'"' + b'\\"' * 1_000_000)


def test_a_byte_order_mark_is_read_over() -> None:
    assert decoded(b"\xef\xbb\xbf{}") == {}


def test_depth_up_to_the_limit_is_read_and_written() -> None:
    deep = b"[" * MAX_DEPTH + b"]" * MAX_DEPTH
    assert decoded(encoded(decoded(deep))) == decoded(deep)


@pytest.mark.parametrize(
    "value",
    [
        Decimal("NaN"),
        Decimal("1E+40"),
        Decimal("1E-40"),
        Decimal("1E+999999"),
        Decimal("0." + "1" * MAX_DIGITS),
        10**5000,
        float("inf"),
        "\ud800",
        {"\ud800": 1},
        {1: "a", "1": "b"},
        ["x" * MAX_BYTE],
        decoded(b"[" * MAX_DEPTH + b"]" * MAX_DEPTH)
        and [decoded(b"[" * MAX_DEPTH + b"]" * MAX_DEPTH)],
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_could_not_be_read_back_is_not_written(value: Any) -> None:
    with pytest.raises(CodeError):
        encoded(value)


def test_what_is_not_json_is_a_type_error() -> None:
    with pytest.raises(TypeError):
        encoded({"a": object()})


def test_a_value_of_a_type_made_from_jsons_is_written_as_its_kind() -> None:
    class Words(str):
        __slots__ = ()

    class Items(dict[str, Any]):
        pass

    assert encoded(Items(a=Words("b"), c=(1, True))) == encoded({"a": "b", "c": [1, True]})


@pytest.mark.parametrize("number", [10**28, 10**29 - 1, -(10**29) + 1, 10**29])
def test_whole_numbers_up_to_the_limit_are_written_in_full(number: int) -> None:
    assert encoded(number) == b"%d\n" % number


@pytest.mark.parametrize("number", [10**30, -(10**29)])
def test_whole_numbers_past_the_limit_are_not(number: int) -> None:
    with pytest.raises(CodeError, match="för långt"):
        encoded(number)


def test_a_float_is_written_as_its_shortest_digits() -> None:
    assert encoded(0.1) == b"0.1\n"


def test_a_short_row_stands_on_one_line() -> None:
    row = {"rad": "intakter", "celler": {"budget": Decimal("9.0")}}
    assert encoded({"drift": {"1": row}}).decode() == (
        '{\n "drift": {\n  "1": {"rad": "intakter", "celler": {"budget": 9.0}}\n }\n}\n'
    )


def test_a_long_row_is_broken_at_its_fields() -> None:
    row = {"rad": "x" * 60, "etikett": "å" * 60}
    text = encoded({"drift": {"1": row}}).decode()
    assert text.splitlines()[2:6] == [
        '  "1": {',
        f'   "rad": "{"x" * 60}",',
        f'   "etikett": "{"å" * 60}"',
        "  }",
    ]
