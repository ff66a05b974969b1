"""Sums of money: every printed form comes back with its value."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.values.money import Money, find_money, money_scale, parse_amount


def only(text: str) -> Money:
    (found,) = find_money(text)
    return found


@pytest.mark.parametrize(
    ("text", "printed", "low", "high"),
    [
        ("driven by £1.3m of funding", "£1.3m", 1_300_000, None),
        ("about £1.3 million", "£1.3 million", 1_300_000, None),
        ("£1.3M", "£1.3M", 1_300_000, None),
        ("They allocated £43k to be used", "£43k", 43_000, None),
        ("a grant of £15,000.", "£15,000", 15_000, None),
        ("£ 15,000", "£ 15,000", 15_000, None),
        ("£1000 CSP", "£1000", 1_000, None),
        ("£15,400,000,000", "£15,400,000,000", 15_400_000_000, None),
        ("£1bn", "£1bn", 1_000_000_000, None),
        ("£2.50 each", "£2.50", 2.5, None),
        ("a charge of 50p", "50p", 0.5, None),
        ("GBP 500", "GBP 500", 500, None),
        ("1.2 million pounds was spent", "1.2 million pounds", 1_200_000, None),
        ("£15,000 to £20,000", "£15,000 to £20,000", 15_000, 20_000),
        ("£15,000-£20,000", "£15,000-£20,000", 15_000, 20_000),
        ("£15-20k", "£15-20k", 15_000, 20_000),
        ("£4.66 - £8.38", "£4.66 - £8.38", 4.66, 8.38),
        ("between £15,000 and £20,000 per review", "£15,000 and £20,000", 15_000, 20_000),
        ("grants ranging from £500 to £2,000", "£500 to £2,000", 500, 2_000),
        ("£1m to £1.5m", "£1m to £1.5m", 1_000_000, 1_500_000),
        ("£5 M&S vouchers", "£5", 5, None),
        ("£5,000 to 600 people", "£5,000", 5_000, None),
    ],
)
def test_a_sum_is_what_is_printed(text: str, printed: str, low: float, high: float | None) -> None:
    found = only(text)
    assert (found.text, found.low, found.high) == (printed, low, high)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("total cost of £164 million", "exact"),
        ("about £164 million", "approx"),
        ("in the region of £45,000", "approx"),
        ("an estimated £3m", "approx"),
        ("nearly £300", "approx"),
        ("c. £500", "approx"),
        ("at least £6 is saved", "at_least"),
        ("more than £6,000", "at_least"),
        ("in excess of £6,000", "at_least"),
        ("£20k+", "at_least"),
        ("a minimum of £500", "at_least"),
        ("up to £500", "at_most"),
        ("a maximum of £500", "at_most"),
        ("under £500", "at_most"),
        ("no more than £500", "at_most"),
        ("no less than £500", "at_least"),
    ],
)
def test_words_beside_a_sum_qualify_it(text: str, says: str) -> None:
    assert only(text).qualifier == says


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("£20k per annum", "per_year"),
        ("£20k p.a.", "per_year"),
        ("costs £20,000 a year", "per_year"),
        ("£45,000 annually", "per_year"),
        ("Every year it costs society £15,400,000,000", "per_year"),
        ("£1 per head", "per_unit"),
        ("at a cost of £42 a head", "per_unit"),
        ("£18,000 per review", "per_unit"),
        ("vouchers of £10 each", "per_unit"),
        ("£5 for every visit", "per_unit"),
        ("The median loss was £390", "per_unit"),
        ("a health bill for each injecting drug user £480,000", "per_unit"),
        ("as per the plan £500 was paid", None),
        ("This year £700,000 has been given", None),
        ("£500 per cent", None),
    ],
)
def test_what_a_sum_is_counted_by(text: str, basis: str | None) -> None:
    assert only(text).basis == basis


@pytest.mark.parametrize(
    ("text", "saved"),
    [
        ("for every £1 spent, £7.16 is saved", "£7.16"),
        ("For every £1 spent, at least £6 is saved in direct costs", "£6"),
        (
            "every £1 invested into treatment of young people between £4.66 - £8.38 is saved",
            "£4.66 - £8.38",
        ),
        ("for each pound spent £3 comes back", "£3"),
        ("it saves £3 for every £1 spent", "£3"),
        ("for every **£1** spent on treatment **£7.16** is saved", "£7.16"),
    ],
)
def test_the_pound_that_is_spent_is_no_sum(text: str, saved: str) -> None:
    found = only(text)
    assert (found.text, found.basis) == (saved, "per_pound")


def test_per_pound_stays_in_its_sentence() -> None:
    found = find_money("It saves £3 for every £1 spent. The grant was £500.")
    assert [(one.text, one.basis) for one in found] == [("£3", "per_pound"), ("£500", None)]


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("£500 CSP £1000 ECFRS £1950 BBC (Keep Safe Budget)", ["£500", "£1000", "£1950"]),
        ("£32,610 + £8,160", ["£32,610", "£8,160"]),
        ("rose from £15,000 to £20,000", ["£15,000", "£20,000"]),
        ("£12,615 and £13,200 in 2023/24", ["£12,615", "£13,200"]),
        ("2021-22 - £376,000 / 2022-23 - £494,000", ["£376,000", "£494,000"]),
        ("£1m of the £1.3m", ["£1m", "£1.3m"]),
    ],
)
def test_several_sums(text: str, sums: list[str]) -> None:
    assert [one.text for one in find_money(text)] == sums


@pytest.mark.parametrize(
    "text",
    [
        "page 15,000",
        "15,000 offences",
        "section 17",
        "£000",
        "£000s",
        "£m",
        "50 people",
        "$500",
        "ten pounds of apples",
        "20pp",
        "",
    ],
)
def test_what_is_no_sum(text: str) -> None:
    assert find_money(text) == []


@pytest.mark.parametrize(
    ("header", "scale"),
    [
        ("£000", 1_000),
        ("£'000", 1_000),
        ("Budget (£000s)", 1_000),
        ("£k", 1_000),
        ("£m", 1_000_000),
        ("£ million", 1_000_000),
        ("Cost (£)", 1),
        ("Amount", None),
        ("£500 budget", None),
    ],
)
def test_scale_of_a_money_column(header: str, scale: float | None) -> None:
    assert money_scale(header) == scale


@pytest.mark.parametrize(
    ("cell", "scale", "low"),
    [
        ("12,340", 1, 12_340),
        ("12,340", 1_000, 12_340_000),
        ("(1,200)", 1, -1_200),
        ("12.5", 1_000_000, 12_500_000),
        ("£1.3m", 1_000, 1_300_000),
        ("12,340*", 1, 12_340),
    ],
)
def test_a_cell_of_a_money_column(cell: str, scale: float, low: float) -> None:
    found = parse_amount(cell, scale)
    assert found is not None
    assert found.low == low


@pytest.mark.parametrize("cell", ["-", "", "nil", "(1,200", "5 CSP", "£5 £6", "2018/19", "12%"])
def test_a_cell_that_is_no_amount(cell: str) -> None:
    assert parse_amount(cell) is None


amounts = st.integers(1, 999_999_999).map(lambda pence: Decimal(pence) / 100)


@given(amounts, st.sampled_from(["£{:,}", "£{}", "£ {:,}", "GBP {:,}", "(£{:,})", "about £{:,}."]))
def test_any_amount_comes_back(amount: Decimal, form: str) -> None:
    found = only("a grant of " + form.format(amount))
    assert found.low == float(amount)
    assert found.high is None


@given(
    st.integers(1, 9_999),
    st.sampled_from([("k", 3), (" thousand", 3), ("m", 6), (" million", 6), ("bn", 9)]),
)
def test_any_scaled_amount_comes_back(tenths: int, scale: tuple[str, int]) -> None:
    word, zeros = scale
    assert only(f"£{Decimal(tenths) / 10}{word} was spent").low == tenths * 10 ** (zeros - 1)


@given(st.integers(1, 900_000), st.integers(1, 900_000), st.sampled_from([" to ", "-", " – "]))
def test_any_range_comes_back(low: int, more: int, join: str) -> None:
    found = only(f"grants of £{low:,}{join}£{low + more:,}")
    assert (found.low, found.high) == (low, low + more)


@given(st.text() | st.text("£0123456789.,-to kmp()%\n"))
def test_sums_are_in_the_text_and_do_not_overlap(text: str) -> None:
    end = 0
    for found in find_money(text):
        assert found.start >= end
        assert text[found.start : found.end] == found.text
        end = found.end
    money_scale(text)
    parse_amount(text)
