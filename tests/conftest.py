"""Fixtures that several tests share."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"

# What commands print is tested at one width, whatever terminal the tests run in.
os.environ["COLUMNS"] = "100"

# CI tries the same examples each time: a change is judged by what it changed, not by luck.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("here", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the corpus and the labels, beside the repository."""
    if not SHARED.is_dir():
        pytest.skip("no ../shared beside the repository: corpus tests need it")
    return SHARED
