"""One row a sum of money."""

from typing import Literal, Self

from pydantic import Field, model_validator

from schemas.base import Record

FundingKind = Literal["grant", "budget", "match_funding", "cost", "saving", "bid", "other"]
Qualifier = Literal["exact", "approx", "at_least", "at_most"]
Basis = Literal["per_year", "per_unit", "per_pound"]


class Funding(Record):
    """A sum in pounds, what it is, and who gives it to whom for what."""

    amount_gbp: float = Field(ge=0)
    """Plain pounds: `£1.3m` is 1300000."""
    amount_max_gbp: float | None = None
    """Upper end, only where a range is printed: `£15,000 to £20,000`."""
    amount_text: str
    """The sum as printed, no more."""
    qualifier: Qualifier
    """`approx` for *about £164 million*, `at_least` for *more than*, `at_most` for *up to*."""
    basis: Basis | None = None
    """`per_year`, `per_unit` or `per_pound` spent; rows with a basis are never added up."""
    kind: FundingKind
    """What the sum is."""
    funder: str | None = None
    """Who gives or pays it, as printed."""
    recipient: str | None = None
    """Who gets it, as printed."""
    purpose: str | None = None
    """What it is for, as printed."""
    scheme: str | None = None
    """The named fund or programme it comes from."""
    period: str | None = None
    """Financial year it is for."""

    @model_validator(mode="after")
    def _range_goes_up(self) -> Self:
        if self.amount_max_gbp is not None and self.amount_max_gbp < self.amount_gbp:
            raise ValueError(f"range runs down: {self.amount_gbp} to {self.amount_max_gbp}")
        return self
