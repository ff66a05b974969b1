"""The closed code lists, loaded once from `schemas/data/`."""

from typing import Annotated

from pydantic import AfterValidator

Theme = Annotated[str, AfterValidator(lambda code: code)]
Category = Annotated[str, AfterValidator(lambda code: code)]
