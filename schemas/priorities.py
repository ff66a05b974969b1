"""One row a priority that a partnership set itself, or works to, in a period."""

from typing import Literal

from pydantic import Field

from schemas.base import Int32, Record
from schemas.codes import Theme

Owner = Literal["csp", "police_and_crime_plan", "county", "partner"]


class Priority(Record):
    """A priority, in the wording of the place where its list is stated in full."""

    text: str
    """The priority as printed, without bullet, number or closing punctuation."""
    ordinal: Int32 | None = Field(default=None, ge=1)
    """Place in its list, 1-based; null if told in running text."""
    period: str | None = None
    """Financial year that it is a priority for."""
    owner: Owner
    """Whose priority it is."""
    themes: list[Theme]
    """Theme codes."""
