"""Fixtures that several tests share."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the corpus and the labels, beside the repository."""
    if not SHARED.is_dir():
        pytest.skip("no ../shared beside the repository: corpus tests need it")
    return SHARED
