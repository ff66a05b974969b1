"""The version changes with code and vocabulary and with nothing else."""

from pathlib import Path

from schemas.store import code_version
from schemas.version import version_of


def test_the_version_is_that_of_code_and_vocabulary_and_of_nothing_else(tmp_path: Path) -> None:
    for name in ("schemas/codes.py", "schemas/data/themes.toml", "extractors/funding.py"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    first = version_of(tmp_path)
    (tmp_path / "extractors/__pycache__").mkdir()
    (tmp_path / "extractors/__pycache__/funding.pyc").write_text("compiled")
    (tmp_path / "README.md").write_text("words")
    assert version_of(tmp_path) == first
    (tmp_path / "schemas/data/themes.toml").write_text("another word")
    assert version_of(tmp_path) != first
    (tmp_path / "schemas/data/themes.toml").write_text("schemas/data/themes.toml")
    assert version_of(tmp_path) == first
    (tmp_path / "extractors/funding.py").rename(tmp_path / "extractors/sums.py")
    assert version_of(tmp_path) != first


def test_the_version_of_this_code_is_that_of_its_own_rooms() -> None:
    code_version.cache_clear()
    assert code_version() == version_of(Path(__file__).parent.parent)
