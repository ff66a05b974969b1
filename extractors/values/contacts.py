"""Phone numbers, e-mail and web addresses: found, told of, taken out."""

import re

# 01206 282212 · 0800 555 111 · +44 (0)1245 430430 · (01234) 567890
PHONE = r"""(?<![\w.,/£+-])(?![0-9]{2}-[0-9]{2}-)(?:
    \+44\s?(?:\(0\)\s?)?[0-9]{2,5}(?:[\s-]?[0-9]{2,8}){1,4}
  | \(0[0-9]{2,5}\)(?:\s?[0-9]{2,8}){1,3}
  | 0[0-9]{2,5}(?:[\s-]?[0-9]{2,8}){1,4}
)(?![\w/%])(?![.,][0-9])"""
EMAIL = r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}"
URL = r"(?:https?://|www\.)[^\s<>()]{1,500}"

_PHONE = re.compile(PHONE, re.VERBOSE)
_EMAIL = re.compile(rf"(?<![\w.+-]){EMAIL}")
_LABEL = re.compile(
    r"\b(?:tel(?:ephone)?|phone|mobile|mob|fax|e-?mail|call)(?:\s?(?:no|number)\b)?\.?\s?:\s{0,3}$",
    re.IGNORECASE,
)
_SPACES = re.compile(r"[^\S\n]{2,}")


def contact_spans(text: str) -> list[tuple[int, int]]:
    """Where phone numbers and e-mail addresses stand, in order, none overlapping."""
    emails = [m.span() for m in _EMAIL.finditer(text)] if "@" in text else []
    phones = [m.span() for m in _PHONE.finditer(text) if _is_phone(m[0])]
    spans: list[tuple[int, int]] = []
    for start, end in sorted(emails + phones):
        if not spans or start >= spans[-1][1]:
            spans.append((start, end))
    return spans


def _is_phone(printed: str) -> bool:
    digits = sum(character.isdigit() for character in printed)
    return 8 <= digits <= 13


def has_contact(text: str) -> bool:
    """Whether a phone number or e-mail address is printed in a text."""
    return bool(contact_spans(text))


def without_contacts(text: str) -> str:
    """The text with phone numbers and e-mail addresses taken out, and their `Tel:` labels."""
    while spans := contact_spans(text):
        pieces, at = [], 0
        for start, end in spans:
            pieces.append(_LABEL.sub("", text[at:start]))
            at = end
        text = _SPACES.sub(" ", "".join([*pieces, text[at:]])).strip()
    return text
