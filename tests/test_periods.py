"""Periods: every printed form comes back with its days, and names with years are none."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.values.dates import months_to
from extractors.values.periods import (
    Period,
    financial_year,
    find_periods,
    parse_year_header,
    quarter_of,
)


def only(text: str) -> Period:
    (found,) = find_periods(text)
    return found


@pytest.mark.parametrize(
    "text",
    [
        "2022-23",
        "2022/23",
        "2022–2023",
        "2022 - 23",
        "2022/2023",
        "FY22/23",
        "FY 2022-23",
        "in the financial year 2022/23",
        "the financial year 2022 to 2023",
        "Annual report 2022 to 2023",
        "Partnership Focus 22/23:",
        "Key Achievements 2022-23",
        "April 2022 to March 2023",
        "1st April 2022 – 31st March 2023",
        "1 April 2022 until 31 March 2023",
        "01/04/2022-31/03/2023",
        "year ending March 2023",
        "year to 31 March 2023",
        "YE March 2023",
        "12 months to March 2023",
        "twelve months ending 31 March 2023",
        "Apr22 - Mar23",
    ],
)
def test_a_financial_year_in_every_form(text: str) -> None:
    found = only(text)
    assert (found.label, found.first, found.last) == (
        "2022-23",
        date(2022, 4, 1),
        date(2023, 3, 31),
    )


@pytest.mark.parametrize(
    ("text", "printed", "first", "last", "kind"),
    [
        (
            "Braintree Rolling 12 Months to October 2017",
            "Rolling 12 Months to October 2017",
            "2016-11-01",
            "2017-10-31",
            "rolling",
        ),
        (
            "On a rolling 12-month basis to the end of July 2023",
            "rolling 12-month basis to the end of July 2023",
            "2022-08-01",
            "2023-07-31",
            "rolling",
        ),
        ("12m to October 2017", "12m to October 2017", "2016-11-01", "2017-10-31", "rolling"),
        (
            "six months to June 2021",
            "six months to June 2021",
            "2021-01-01",
            "2021-06-30",
            "rolling",
        ),
        ("Oct16 - Sep17", "Oct16 - Sep17", "2016-10-01", "2017-09-30", "months"),
        ("Oct 2016 - Sep 2017", "Oct 2016 - Sep 2017", "2016-10-01", "2017-09-30", "months"),
        (
            "between January and March 2022",
            "January and March 2022",
            "2022-01-01",
            "2022-03-31",
            "months",
        ),
        (
            "in February and March 2023",
            "February and March 2023",
            "2023-02-01",
            "2023-03-31",
            "months",
        ),
        (
            "November – February 2018",
            "November – February 2018",
            "2017-11-01",
            "2018-02-28",
            "months",
        ),
        ("in November 2022,", "November 2022", "2022-11-01", "2022-11-30", "month"),
        ("As at 2 August 2023", "2 August 2023", "2023-08-02", "2023-08-02", "day"),
        ("on 19 April 2022.", "19 April 2022", "2022-04-19", "2022-04-19", "day"),
        ("on 02/08/2023", "02/08/2023", "2023-08-02", "2023-08-02", "day"),
        ("1st to 7th August 2023", "1st to 7th August 2023", "2023-08-01", "2023-08-07", "days"),
        ("01/08/22 and 31/07/23", "01/08/22", "2022-08-01", "2022-08-01", "day"),
        ("In 2023 we", "2023", "2023-01-01", "2023-12-31", "calendar_year"),
        ("the calendar year 2021", "2021", "2021-01-01", "2021-12-31", "calendar_year"),
        ("2020 mid-year", "2020 mid-year", "2020-01-01", "2020-12-31", "calendar_year"),
        ("Quarter 3 of 2021/22", "Quarter 3 of 2021/22", "2021-10-01", "2021-12-31", "quarter"),
        ("Q4 2021-22", "Q4 2021-22", "2022-01-01", "2022-03-31", "quarter"),
        ("2021/22 Q1", "2021/22 Q1", "2021-04-01", "2021-06-30", "quarter"),
        ("Q2 (22-23)", "Q2 (22-23)", "2022-07-01", "2022-09-30", "quarter"),
        (
            "the second quarter of 2017",
            "second quarter of 2017",
            "2017-04-01",
            "2017-06-30",
            "quarter",
        ),
        ("the Plan 2022-25", "2022-25", "2022-04-01", "2025-03-31", "multi_year"),
        ("2022-23 to 2024-25", "2022-23 to 2024-25", "2022-04-01", "2025-03-31", "multi_year"),
        ("2016 to 2019", "2016 to 2019", "2016-01-01", "2019-12-31", "multi_year"),
        ("the 2015-2019 average", "2015-2019", "2015-01-01", "2019-12-31", "multi_year"),
    ],
)
def test_periods_that_are_no_financial_year(
    text: str, printed: str, first: str, last: str, kind: str
) -> None:
    found = find_periods(text)[0]
    assert (found.text, str(found.first), str(found.last), found.kind, found.label) == (
        printed,
        first,
        last,
        kind,
        None,
    )


def test_an_open_period_has_no_last_day() -> None:
    found = only("Since 1 April 2011 there have been")
    assert (found.kind, found.first, found.last) == ("since", date(2011, 4, 1), None)


@pytest.mark.parametrize("text", ["in summer 2022", "in early 2023", "Q3 2021", "FY22"])
def test_what_has_no_certain_days_has_none(text: str) -> None:
    found = only(text)
    assert (found.first, found.last) == (None, None)


def test_a_quarter_without_its_year_takes_one() -> None:
    found = only("and in Quarter 4 there were 143")
    assert (found.first, found.quarter) == (None, 4)
    assert quarter_of(found, "2021-22").first == date(2022, 1, 1)
    with pytest.raises(ValueError, match="no quarter"):
        quarter_of(only("November 2022"), "2021-22")


@pytest.mark.parametrize(
    "text",
    [
        "the Crime and Disorder Act 1998",
        "the 1998 Act",
        "Regulations 2009",
        "the 2022 World Cup",
        "the 2022 football World Cup",
        "London 2012 Olympics",
        "the 2011 Census",
        "Version 1.3",
        "call 01206 282212",
        "aged 17-18",
        "22/23",
        "17-18 year olds",
        "31 April 2022",
        "13/13/2022",
        "a total of 2019 offences",
        "the 1970's",
        "2022-21",
        "£2022",
        "page 2 of 10",
        "",
    ],
)
def test_what_is_no_period(text: str) -> None:
    assert find_periods(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "has fallen by a third since 2019/20",
        "compared to 2020/21",
        "compared with the same period in 2020/21",
        "down 4% on 2019/20",
        "the 3,194 of 2020/21",
        "set against 2019/20",
        "below the level of 2019/20",
        "4% fewer than in 2019/20",
        "Change on 2020/21",
        "versus 2020/21",
    ],
)
def test_a_base_is_flagged(text: str) -> None:
    assert only(text).is_base


@pytest.mark.parametrize(
    "text", ["in 2021/22", "incidents in 2021/22, 29% fewer", "for 2021/22", "on 2 August 2023"]
)
def test_what_is_no_base(text: str) -> None:
    assert not only(text).is_base


def test_the_two_years_of_a_move() -> None:
    found = find_periods("rose from 2020/21 to 2021/22")
    assert [(one.label, one.is_base) for one in found] == [("2020-21", True), ("2021-22", False)]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("In 2021/22; 2022/23; and 2023/24", ["2021-22", "2022-23", "2023-24"]),
        ("New Duties Funding 2021-22/ 22-23 £32,610", ["2021-22", "2022-23"]),
        ("£376,000 / 2022-23 - £494,000", ["2022-23"]),
    ],
)
def test_several_periods(text: str, labels: list[str]) -> None:
    assert [one.label for one in find_periods(text)] == labels


@pytest.mark.parametrize(
    ("header", "first", "last"),
    [
        ("2018/19", "2018-04-01", "2019-03-31"),
        ("21-22", "2021-04-01", "2022-03-31"),
        ("Average monthly 21-22", "2021-04-01", "2022-03-31"),
        ("2016", "2016-01-01", "2016-12-31"),
        ("Outcomes 2017", "2017-01-01", "2017-12-31"),
        ("Oct15 - Sep16", "2015-10-01", "2016-09-30"),
        ("2021/22 Q1", "2021-04-01", "2021-06-30"),
        ("Apr-22", "2022-04-01", "2022-04-30"),
        ("Year ending Mar 2020", "2019-04-01", "2020-03-31"),
        ("01/08/15 –\n31/07/16", "2015-08-01", "2016-07-31"),
    ],
)
def test_a_table_header(header: str, first: str, last: str) -> None:
    found = parse_year_header(header)
    assert found is not None
    assert (str(found.first), str(found.last)) == (first, last)


@pytest.mark.parametrize("header", ["Number", "%", "2019/20 2020/21", "Offences", "", "18-24"])
def test_a_header_without_its_period(header: str) -> None:
    assert parse_year_header(header) is None


FORMS = [
    "{a}-{b:02}",
    "{a}/{b:02}",
    "{a}–{c}",
    "{a}/{c}",
    "FY{s:02}/{b:02}",
    "FY {a}-{b:02}",
    "financial year {a}/{b:02}",
    "April {a} to March {c}",
    "1st April {a} – 31st March {c}",
    "01/04/{a}-31/03/{c}",
    "year ending March {c}",
    "12 months to March {c}",
    "for {s:02}/{b:02}",
]


@given(st.integers(2004, 2039), st.sampled_from(FORMS))
def test_any_financial_year_comes_back(year: int, form: str) -> None:
    printed = form.format(a=year, c=year + 1, b=(year + 1) % 100, s=year % 100)
    found = only(f"Incidents {printed}, all areas")
    assert found.label == f"{year}-{(year + 1) % 100:02}"


@given(st.integers(1999, 2060))
def test_a_label_is_its_period(year: int) -> None:
    label = f"{year}-{(year + 1) % 100:02}"
    found = financial_year(label)
    assert (found.label, found.first, found.last) == (
        label,
        date(year, 4, 1),
        date(year + 1, 3, 31),
    )


@pytest.mark.parametrize("label", ["2022-24", "2022/23", "2022", ""])
def test_what_is_no_label(label: str) -> None:
    with pytest.raises(ValueError, match="no financial year"):
        financial_year(label)


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)))
def test_any_day_comes_back(day: date) -> None:
    for printed in (f"{day.day} {day:%B %Y}", f"{day:%d/%m/%Y}", f"{day:%Y-%m-%d}"):
        found = only(f"As at {printed} there were")
        assert (found.first, found.last, found.text) == (day, day, printed)


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)))
def test_twelve_months_to_a_month_end_are_a_year(day: date) -> None:
    last = day.replace(day=1) - timedelta(days=1)
    days = months_to(last, 12)
    assert (days.last - days.first).days in (364, 365)
    assert days.first.day == 1


PIECES = [
    *("2022", "23", "-23", "/23", "to", "and", "between", "March", "Apr", "31", "1st", "30"),
    *("12 months", "year", "ending", "Q3", "quarter", "of", "since", "compared", "Act", "FY"),
    *("01/04/2022", "-", "–", "February", "May"),
]


@given(st.text() | st.text("0123456789/-– QFYq") | st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_periods_are_in_the_text_and_do_not_overlap(text: str) -> None:
    end = 0
    for found in find_periods(text):
        assert found.start >= end
        assert text[found.start : found.end] == found.text
        assert found.first is None or found.last is None or found.first <= found.last
        end = found.end
    parse_year_header(text)
