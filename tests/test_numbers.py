"""Numbers: every printed form comes back, decoys are none, changes point the right way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.values.cells import parse_cell
from extractors.values.figures import words
from extractors.values.numbers import Number, find_decoys, find_numbers


def only(text: str) -> Number:
    (found,) = find_numbers(text)
    return found


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("reaching 10,233 pupils", 10_233, "number"),
        ("an average of 3.6 reoffences", 3.6, "number"),
        ("(Total 1962 offences)", 1962, "number"),
        ("a total of 2019 offences", 2019, "number"),
        ("12* incidents", 12, "number"),
        ("1,204² incidents", 1_204, "number"),
        ("thirty-two sessions", 32, "number"),
        ("Two sessions", 2, "number"),
        ("two hundred and fifty pupils", 250, "number"),
        ("two hundred and fifty thousand people", 250_000, "number"),
        ("a dozen schools", 12, "number"),
        ("half a million views", 500_000, "number"),
        ("10.2 million people", 10_200_000, "number"),
        ("1.2m people", 1_200_000, "number"),
        ("3k followers", 3_000, "number"),
        ("one part of it", 1, "one_word"),
        ("8.4% of crimes", 8.4, "percent"),
        ("8.4 % of crimes", 8.4, "percent"),
        ("8.4 per cent of crimes", 8.4, "percent"),
        ("8.4 percent of crimes", 8.4, "percent"),
        ("8.4pc of crimes", 8.4, "percent"),
        ("five per cent of crimes", 5, "percent"),
        ("+12.4% on last year", 12.4, "percent"),
        ("(-6.2%)", -6.2, "percent"),
        ("(−6%)", -6, "percent"),
        ("(-206 incidents)", -206, "number"),
        ("1.6 percentage points", 1.6, "percentage_points"),
        ("1.6pp", 1.6, "percentage_points"),
        ("1.6% points", 1.6, "percentage_points"),
        ("fell by a third since", 33.33, "fraction"),
        ("two thirds of victims", 66.67, "fraction"),
        ("three-quarters of victims", 75, "fraction"),
        ("half of all victims", 50, "fraction"),
        ("a quarter of victims", 25, "fraction"),
        ("one fifth of all crime", 20, "fraction"),
        ("a 1/3 of all burglaries", 33.33, "fraction"),
        ("1 in 3 adults", 33.33, "fraction"),
        ("one in ten is reported", 10, "fraction"),
        ("one offence in ten is reported", 10, "fraction"),
        ("8 out of 10 residents", 80, "fraction"),
        ("the 2nd highest rate", 2, "ordinal"),
        ("third highest", 3, "ordinal"),
        ("ranked 4 in the county", 4, "ordinal"),
        ("three times the national average", 3, "multiple"),
        ("twice as many", 2, "multiple"),
        ("a threefold rise", 3, "multiple"),
    ],
)
def test_a_number_is_what_is_printed(text: str, value: float, kind: str) -> None:
    found = only(text)
    assert (found.value, found.kind) == (value, kind)


@pytest.mark.parametrize(
    ("text", "printed", "low", "high", "kind"),
    [
        ("There are 10 – 12 students", "10 – 12", 10, 12, "number"),
        ("led by 6 to 8 lines", "6 to 8", 6, 8, "number"),
        ("between 10 and 12 cases", "10 and 12", 10, 12, "number"),
        ("1000-1200 students", "1000-1200", 1000, 1200, "number"),
        ("5-10% of homes", "5-10%", 5, 10, "percent"),
        ("5% to 10% of homes", "5% to 10%", 5, 10, "percent"),
        ("20-30 per cent", "20-30 per cent", 20, 30, "percent"),
        ("two to three visits", "two to three", 2, 3, "number"),
    ],
)
def test_a_range_is_one_number(text: str, printed: str, low: float, high: float, kind: str) -> None:
    found = only(text)
    assert (found.text, found.value, found.high, found.kind) == (printed, low, high, kind)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("from 119 to 129 offences", [119, 129]),
        ("up 5 to 31", [5, 31]),
        ("10 and 12 cases", [10, 12]),
        ("12 to 10", [12, 10]),
        ("over half (55%)", [50, 55]),
        ("7 out of 12 districts", [7, 12]),
        ("6.1 per 100,000 people against 9.4 nationally", [6.1, 9.4]),
        ("In 2021 there were 7 fatal and 58 serious casualties", [7, 58]),
        ("1,629 pupils aged 11 to 16 from 40 schools", [1629, 40]),
        ("In the past year 45 referrals came from 3 schools", [45, 3]),
        ("34 Priority 1 calls", [34]),
        ("45 v 39 last year", [45, 39]),
        ("Braintree District 2,268 incidents", [2268]),
    ],
)
def test_several_numbers(text: str, values: list[float]) -> None:
    assert [one.value for one in find_numbers(text)] == values


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("600 young people", "exact"),
        ("more than 600 young people", "at_least"),
        ("over 4,000 pupils", "at_least"),
        ("at least 30", "at_least"),
        ("no fewer than 30", "at_least"),
        ("in excess of 30", "at_least"),
        ("100+ staff", "at_least"),
        ("600 or more pupils", "at_least"),
        ("more than one in ten pupils", "at_least"),
        ("up to 60% of victims", "at_most"),
        ("fewer than 100 offences", "at_most"),
        ("less than 5", "at_most"),
        ("no more than 5", "at_most"),
        ("nearly 10%", "approx"),
        ("around 650 offenders", "approx"),
        ("approximately 80 residents", "approx"),
        ("some 40 homes", "approx"),
        ("just under 40 homes", "approx"),
        ("20 or so homes", "approx"),
        ("a third of homes", "approx"),
        ("29% fewer", "exact"),
        ("signed up to 30 schemes", "exact"),
    ],
)
def test_words_beside_a_number_qualify_it(text: str, says: str) -> None:
    assert only(text).qualifier == says


def test_a_comparison_is_no_qualifier() -> None:
    found = find_numbers("214 more than 3,198")
    assert [(one.value, one.qualifier) for one in found] == [(214, "exact"), (3198, "exact")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("on 19 April 2022", "date"),
        ("on 31st March", "date"),
        ("at 7:15pm", "time"),
        ("from 2200 – 0400hrs", "time"),
        ("in 2022-23", "period"),
        ("the 12 months to March 2022", "period"),
        ("12-month plan for 22-23", "course_length"),
        ("aged 11-18", "age"),
        ("aged between 14-19", "age"),
        ("8-10 years old", "age"),
        ("a 15 year old girl", "age"),
        ("under 18s", "age"),
        ("aged 16 or over", "age"),
        ("drivers over 75 were", "age"),
        ("someone was over 65.", "age"),
        ("the 10-17 population", "age"),
        ("121 support", "code"),
        ("Year 7 pupils", "school_year"),
        ("Key Stage 2", "school_year"),
        ("call 101", "phone"),
        ("999 calls", "phone"),
        ("01206 282212", "phone"),
        ("hub12@council.gov.uk", "email"),
        ("www.council12.gov.uk", "url"),
        ("Bocking End CM7 9HB", "postcode"),
        ("section 17", "law"),
        ("the 1998 Act", "law"),
        ("Act 1998", "law"),
        ("Regulation 5", "law"),
        ("s.115", "law"),
        ("£15,000", "money"),
        ("page 4 of 12", "page"),
        ("pages 5-7", "page"),
        ("p. 12", "page"),
        ("Figure 3", "figure"),
        ("Table 2.1", "figure"),
        ("Appendix 1", "figure"),
        ("[12]", "footnote"),
        ("3. Tackle burglary", "list_number"),
        ("4.2 District data", "list_number"),
        ("Priority One", "list_number"),
        ("Round 4", "list_number"),
        ("a 12-week course", "course_length"),
        ("a four-hour session", "course_length"),
        ("a two day campaign", "course_length"),
        ("a half-day session", "course_length"),
        ("for three hours", "duration"),
        ("16 days of action", "duration"),
        ("between 2 and 3 weeks", "duration"),
        ("twice a month", "frequency"),
        ("every two weeks", "frequency"),
        ("open 24/7", "frequency"),
        ("three times a week", "frequency"),
        ("the 21st century", "ordinal_century"),
        ("the A12", "road"),
        ("Version 1.3", "version"),
        ("Covid-19", "code"),
        ("Class A drugs", "code"),
        ("12 High Street", "address"),
        ("the 2022 World Cup", "event_year"),
        ("2019 saw a change", "year"),
        ("the 1980s", "decade"),
        ("per 1,000 residents", "rate_base"),
    ],
)
def test_what_counts_nothing_is_named(text: str, kind: str) -> None:
    assert kind in {one.kind for one in find_decoys(text)}
    assert find_numbers(text) == []


@pytest.mark.parametrize(
    "text", ["no numbers here", "1,2,3", "1-2-1", "5-a-side", "doubled", "£000", "2½", "1.2.3", ""]
)
def test_what_is_no_number(text: str) -> None:
    assert find_numbers(text) == []


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("1,204", [(1204, "number")]),
        ("0", [(0, "number")]),
        ("(12)", [(-12, "number")]),
        ("-206", [(-206, "number")]),
        ("+1,127", [(1127, "number")]),
        ("12.4%", [(12.4, "percent")]),
        ("-4.0%", [(-4, "percentage_change")]),
        ("1404 (34%)", [(1404, "number"), (34, "percent")]),
        ("34% (1404)", [(34, "percent"), (1404, "number")]),
        ("902 (29% incr)", [(902, "number"), (29, "percentage_change")]),
        ("902 (29% decrease)", [(902, "number"), (-29, "percentage_change")]),
        ("▼5%", [(-5, "percentage_change")]),
        ("12*", [(12, "number")]),
        ("1,204²", [(1204, "number")]),
        ("#5", [(5, "ordinal")]),
        ("3rd", [(3, "ordinal")]),
        ("£1,200", [(1200, "money")]),
        ("2:1", [(2, "ratio")]),
        ("1.6 pp", [(1.6, "percentage_points")]),
        ("1.2m", [(1_200_000, "number")]),
    ],
)
def test_a_cell_is_its_numbers(cell: str, numbers: list[tuple[float, str]]) -> None:
    assert [(one.value, one.kind) for one in parse_cell(cell)] == numbers


@pytest.mark.parametrize(
    ("cell", "says"),
    [("<5", "at_most"), ("~20", "approx"), ("c. 20", "approx"), (">100", "at_least"),
     ("100+", "at_least"), ("20", "exact")],
)  # fmt: skip
def test_a_mark_in_a_cell_qualifies(cell: str, says: str) -> None:
    (found,) = parse_cell(cell)
    assert found.qualifier == says


def test_both_ends_of_a_range_in_a_cell() -> None:
    found = [(one.value, one.qualifier) for one in parse_cell("100 – 120")]
    assert found == [(100, "at_least"), (120, "at_most")]


@pytest.mark.parametrize(
    "cell",
    ["-", "–", "N/A", "n/a", "", "1,2,3", "10:30", "2018/19", "21-22", "2018-2019", "10 people",
     "Q1", "18-24", "Under 18", "over 65", "(34%)", "12 34", "Year 7", "1.2.3", "01206 282212"],
)  # fmt: skip
def test_a_cell_that_is_no_number(cell: str) -> None:
    assert parse_cell(cell) == []


UNITS = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


@given(st.integers(2, 9), st.integers(0, 9), st.integers(0, 9))
def test_words_come_back(tens: int, units: int, hundreds: int) -> None:
    printed = TENS[tens - 2] + (f"-{UNITS[units]}" if units else "")
    value = 10 * tens + units
    if hundreds:
        printed, value = f"{UNITS[hundreds]} hundred and {printed}", 100 * hundreds + value
    assert words(printed) == value
    assert only(f"there were {printed} offences").value == value


@given(st.integers(0, 10**9), st.sampled_from(["{:,}", "{}", "{:,}*", "({:,})", "{:,}."]))
def test_any_count_comes_back(count: int, form: str) -> None:
    assert only(f"Total {form.format(count)} offences").value == count


@given(st.integers(0, 99_999), st.sampled_from(["%", " %", " per cent", " percent", "pc"]))
def test_any_percentage_comes_back(tenths: int, sign: str) -> None:
    found = only(f"about {tenths / 10}{sign} of homes")
    assert (found.value, found.kind) == (tenths / 10, "percent")


@given(st.integers(0, 10**6), st.sampled_from(["{:,}", "{}", " {:,} ", "{:,}†"]))
def test_any_count_in_a_cell_comes_back(count: int, form: str) -> None:
    (found,) = parse_cell(form.format(count))
    assert found.value == count


PIECES = [
    *("10", "1,204", "12.4%", "-6%", "one", "in", "ten", "a third", "to", "and", "between"),
    *("more than", "(", ")", "rose", "by", "fell", "from", "2022-23", "£5", "per cent", "–"),
    *("half", "quarter", "times the", "2nd", "Year 7", "hundred", ",", ".", "\n", "*", "k", "%"),
]


@given(
    st.text()
    | st.text("0123456789,.%£-–()to \n")
    | st.lists(st.sampled_from(PIECES)).map(" ".join)
    | st.lists(st.sampled_from(PIECES)).map("".join)
)
def test_numbers_are_in_the_text_and_do_not_overlap(text: str) -> None:
    for matches in (find_numbers(text), find_decoys(text), parse_cell(text)):
        end = 0
        for found in matches:
            assert found.start >= end
            assert text[found.start : found.end] == found.text
            end = found.end
    for number in find_numbers(text):
        assert number.high is None or number.high > number.value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Business robbery: 121 offences", [121]),
        ("helped 29 people over 48 nights", [29]),
        ("calls to 121 homes", [121]),
        ("72% [510] agreed", [72, 510]),
        ("residents [510] agreed", []),
        ("Litter: 44% (2022: 39%)", [44, 39]),
    ],
)
def test_what_is_no_decoy_is_read(text: str, values: list[float]) -> None:
    assert [one.value for one in find_numbers(text)] == values


@pytest.mark.parametrize("piece", ["1", "1 ", "1,000,", " ", "-", "1-", "one ", "(", "£1 ", "A"])
def test_a_long_text_is_read_to_its_end(piece: str) -> None:
    text = piece * 2_000 + " and 302 visits"
    assert find_numbers(text)[-1].value == 302
