"""A front end is built again when its sources change, and only then."""

from pathlib import Path

import pytest

from stack import frontend
from stack.errors import ServiceError


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "frontend"
    (folder / "src").mkdir(parents=True)
    for name in ("package.json", "package-lock.json", "src/main.tsx"):
        (folder / name).write_text("{}")
    return folder


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    made: list[str] = []

    def npm(arguments: list[str], folder: Path) -> str:
        made.append(" ".join(arguments[:2]))
        name = "node_modules" if arguments[0] == "ci" else "dist"
        (folder / name).mkdir()
        (folder / "dist" / "index.html").touch() if name == "dist" else None
        return ""

    monkeypatch.setattr(frontend, "npm", npm)
    return made


def test_unchanged_sources_are_built_once(source: Path, calls: list[str], tmp_path: Path) -> None:
    first = frontend.built(source, tmp_path / "cache")
    assert frontend.built(source, tmp_path / "cache") == first
    assert calls == ["ci --no-audit", "run build"]
    assert (first / "node_modules").is_dir()


def test_a_cache_that_is_moved_stays_whole(source: Path, calls: list[str], tmp_path: Path) -> None:
    first = frontend.built(source, tmp_path / "cache")
    moved = (tmp_path / "cache").rename(tmp_path / "moved") / first.relative_to(tmp_path / "cache")
    assert (moved / "node_modules").is_dir()


def test_changed_sources_are_built_again_on_the_same_packages(
    source: Path, calls: list[str], tmp_path: Path
) -> None:
    first = frontend.built(source, tmp_path / "cache")
    (source / "src" / "main.tsx").write_text("changed")
    assert frontend.built(source, tmp_path / "cache") != first
    assert calls == ["ci --no-audit", "run build", "run build"]


def test_what_was_built_beside_the_sources_does_not_count(source: Path) -> None:
    before = frontend.digest_of(source)
    (source / "node_modules").mkdir()
    (source / "node_modules" / "x").touch()
    assert frontend.digest_of(source) == before


def test_missing_sources_are_named(tmp_path: Path) -> None:
    with pytest.raises(ServiceError, match=r"package\.json does not exist"):
        frontend.built(tmp_path / "none", tmp_path / "cache")
