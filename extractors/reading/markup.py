"""Takes the marks of markdown and HTML off text and keeps the words."""

import html
import re
from html.parser import HTMLParser

# "&amp;" but not the "&section" of a web address
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z]\w*);")
_BARE_AMPERSAND = re.compile(r"&(?!#?\w+;)")
# "km<sup>2</sup>" is a square; "Group<sup>1</sup>" leads to a footnote; "11<sup>th</sup>" is a word
_SQUARE = re.compile(r"(?<=\b[kc]m)<sup>\s*2\s*</sup>|(?<=\bm)<sup>\s*2\s*</sup>", re.IGNORECASE)
_NOTE_MARK = re.compile(r"(?<=\S)<sup>\s*\[?[\d,\s*†‡]+\]?\s*</sup>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>")
_COMMENT = re.compile(r"<!--.*?-->")
_AUTOLINK = re.compile(r"<((?:https?://|www\.|mailto:)[^\s<>]+)>")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\[\]]+)\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)")
_EMPHASIS = (
    re.compile(r"\*\*\*(\S(?:.*?\S)?)\*\*\*"),
    re.compile(r"\*\*(\S(?:.*?\S)?)\*\*"),
    re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]*[^\s*])\*(?![\w*])"),
    re.compile(r"(?<!\w)__(\S(?:.*?\S)?)__(?!\w)"),
    re.compile(r"(?<!\w)_(\S(?:[^_]*?\S)?)_(?!\w)"),
)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|~>-])")
_BULLET = r"[•▪●◦‣⁃∙■□▪➢➤✓✔✦❖◆⬧·\uf0b7\uf0a7]"
_CELL_BULLET = re.compile(rf"(?:^|\s+){_BULLET}\s+")
_LEADING_BULLET = re.compile(rf"^{_BULLET}\s*")
# "Children's Society  Youth Service": a tool set two lines of a cell side by side
_GAP = re.compile(r"\n|\s{2,}(?=[A-Z•])")
_LINE_TAGS = frozenset(
    ["p", "div", "br", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "blockquote"]
)


def has_tags(text: str) -> bool:
    """Whether the text holds HTML."""
    return bool(_TAG.search(text))


def plain(text: str) -> str:
    """One line without marks: links give their words, entities their characters."""
    text = _NOTE_MARK.sub("", _SQUARE.sub("²", _COMMENT.sub("", text)))
    text = _AUTOLINK.sub(r"\1", _TAG.sub("", text))
    text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    for pattern in _EMPHASIS:
        text = pattern.sub(r"\1", text)
    return " ".join(_ENTITY.sub(_character, _ESCAPE.sub(r"\1", text)).split())


def _character(match: re.Match[str]) -> str:
    return html.unescape(match.group())


def cell_text(source: str) -> str:
    """The text of a table cell: a line for each paragraph and list item, without bullets."""
    lines = _lines_of(source) if has_tags(source) else _GAP.split(source)
    pieces = (piece for line in lines for piece in _CELL_BULLET.split(line))
    cleaned = (plain(_LEADING_BULLET.sub("", piece.strip())) for piece in pieces)
    return "\n".join(line for line in cleaned if line)


def _lines_of(source: str) -> list[str]:
    lines = _Lines()
    marked = _NOTE_MARK.sub("", _SQUARE.sub("²", source))
    lines.feed(_BARE_AMPERSAND.sub("&amp;", marked))
    lines.close()
    return lines.found


class _Lines(HTMLParser):
    """Collects the lines of an HTML fragment."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = [""]
        self.lists = 0
        self.items = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in ("ul", "ol"):
            self.lists += 1
        self.items += tag == "li"
        if tag in _LINE_TAGS:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol"):
            self.lists = max(0, self.lists - 1)
        if tag in _LINE_TAGS:
            self.found.append("")

    def handle_data(self, data: str) -> None:
        data = " ".join(data.split("\n"))
        # a list whose item tags a tool lost: a sentence is an item
        if self.lists and not self.items:
            first, *rest = re.split(r"(?<=[a-z)]\.)\s+(?=[A-Z])", data)
            self.found[-1] += first
            self.found += rest
        else:
            self.found[-1] += data
