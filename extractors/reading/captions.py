"""What a caption looks like."""

import re

# "Table 1. Recorded crime" "Figure 5 - Trend" "Chart 2"
_CAPTION = re.compile(
    r"(?:table|figure|fig|chart|graph|map|diagram|exhibit)\.?\s+(?:[A-Z]{1,2}\.?)?\d*[a-z]?(?:\.\d+)*"
    r"\s*(?:[.:–—-]|\s[A-Z0-9(‘“]|$)",
    re.IGNORECASE,
)


def is_caption(text: str) -> bool:
    """Whether a text looks like a caption: `Table 1. Recorded crime`."""
    return len(text) <= 200 and bool(_CAPTION.match(text))
