"""Which words of a sentence with several sums belong to each of them."""

import re
from collections.abc import Sequence

from extractors.values.money import Money

# What parts two sums of a list: "£1,500 and £2,000" · "£4,000 Ashby / £5,000 Town Centre"
_BETWEEN_SUMS = re.compile(
    r"\s/\s|(?<=\d)/(?=£)|\s(?:plus|and|but|while|whilst|then)\s|[;+]|\s&\s|,\s"
)
# Where another statement begins: "… for Ashby. A bid of £9,000" · "…, and the Trust gave £500"
_NEW_STATEMENT = re.compile(r"[;:]\s|\.\s+(?=[A-Z])|,\s+(?:and|but|while|whilst|with|plus)\s")
_NEW_SENTENCE = re.compile(r";\s|\.\s+(?=[A-Z])|,\s+for\s+which\s")
# "… was underspent by £5,200" · "… there was £68,270": words that are the second sum's alone
_CLAIM = re.compile(
    r"\b(?:[\w-]+\s+(?:by|of|at|worth|totall?ing)|there\s+(?:is|was|were))\s+(?:an?\s+)?$"
)
# Words that say nothing themselves between two sums with one purpose
_LINKS = re.compile(
    r"^(?:[\s,;/+&–-]|and|plus|in|for|of|from|during|the|year|to|with|a|further|another|then|\d"
    r"|Q)*$"
)


def stretch_of(text: str, sums: Sequence[Money], index: int) -> tuple[int, int]:
    """The words between the sums, or statements, beside a sum that are its own."""
    money = sums[index]
    start = sums[index - 1].end if index else 0
    end = sums[index + 1].start if index + 1 < len(sums) else len(text)
    if index:
        start = _border(text, start, money.start)[1]
    elif new := list(_NEW_SENTENCE.finditer(text, 0, money.start)):
        start = new[-1].end()
    if index + 1 < len(sums):
        end = _border(text, money.end, end)[0]
    elif following := _NEW_SENTENCE.search(text, money.end):
        end = following.start()
    return start, money.end if is_bracketed(text, money) else end


def _border(text: str, start: int, end: int) -> tuple[int, int]:
    """Where, between two sums, the words of the first end and those of the second begin."""
    for pattern in (_NEW_STATEMENT, _BETWEEN_SUMS):
        if found := list(pattern.finditer(text, start, end)):
            return found[-1].span()
    claim = _CLAIM.search(text, start, end)
    return (claim.start(), claim.start()) if claim else (end, start)


# "of its grant for 2021/22 (£40,200)": a sum that says what the words before it come to
def is_bracketed(text: str, money: Money) -> bool:
    """Whether a sum stands alone in brackets."""
    return (
        text[: money.start].rstrip("*_ ").endswith("(") and text[money.end : money.end + 1] == ")"
    )


def tail_of(text: str, sums: Sequence[Money], money: Money) -> int:
    """Where the words behind the last sum of the list begin that a sum stands in."""
    index = sums.index(money)
    end = money.end
    if is_bracketed(text, money):
        return len(text)
    for following in sums[index + 1 :]:
        if is_bracketed(text, following):
            end = following.end + 1
            continue
        if not _LINKS.match(re.sub(r"\d{2,4}\s?[-–/]\s?\d{2,4}", "", text[end : following.start])):
            return len(text)
        end = following.end
    return end


def is_list_of_sums(text: str, sums: Sequence[Money]) -> bool:
    """Whether a line is sums with a name each, and no more."""
    return text.startswith(sums[0].text) and len(text.split()) <= 6 * len(sums)
