"""How records are found: `read` turns a file into a document, `extract` a document into records."""

from extractors.extract import Extraction, extract
from extractors.reading.read import read

__all__ = ["Extraction", "extract", "read"]
