"""Random rules, as trees."""

from decimal import Decimal

from hypothesis import strategies as st

from tui.domain.expression import Call, Expression, Name, Number, Product, Sum

NAMES = st.sampled_from(["a", "b", "c", "en rad", 'med " i', "summa", "manader_kvar"])
NUMBERS = st.decimals(0, 1000, places=1).map(lambda n: Number(n.normalize() + 0)) | st.just(
    Number(Decimal(100))
)


def _sum(parts: list[tuple[int, Expression]]) -> Expression:
    return parts[0][1] if len(parts) == 1 and parts[0][0] > 0 else Sum(tuple(parts))


def _product(first: Expression, more: list[tuple[int, Expression]]) -> Expression:
    return Product(((1, first), *more)) if more else first


def _inner(parts: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    pairs = st.tuples(st.sampled_from([1, -1]), parts)
    return st.one_of(
        st.lists(pairs, min_size=1, max_size=4).map(_sum),
        st.builds(_product, parts, st.lists(pairs, max_size=2)),
        st.builds(lambda part: Call("belopp", (part,)), parts),
        st.builds(lambda to, from_: Call("forandring", (to, from_)), parts, parts),
        st.builds(lambda part: Call("hela", (part,)), parts),
    )


TREES: st.SearchStrategy[Expression] = st.recursive(NAMES.map(Name) | NUMBERS, _inner, max_leaves=8)
