"""Who and what a report names."""

from typing import Literal

from schemas.base import Record

EntityType = Literal["organisation", "operation", "place", "legislation", "acronym"]


class Entity(Record):
    """A named organisation, operation, place, law or acronym; never a person."""

    text: str
    """The name as printed."""
    entity_type: EntityType
    """What it names."""
    canonical: str
    """Slug of the full name."""
    canonical_name: str | None = None
    """Full name, where the report explains an acronym."""
