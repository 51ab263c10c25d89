"""Settings are read strictly, and what is wrong with them is said."""

from pathlib import Path

import pytest

from stack.errors import SettingsError
from stack.external import capabilities_of
from stack.settings import PROJECT, Settings

HERE = {"TARGET": "external", "API_URL": "http://a:1", "UI_URL": "http://b:2"}


def external(tmp_path: Path, **more: str) -> Settings:
    return Settings.read({**HERE, "DATA_ROOT": str(tmp_path), **more})


def test_defaults_are_the_repositorys_own(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings.read({})
    assert (settings.target, settings.candles) == ("embedded", PROJECT / "data")


def test_an_unknown_target_is_refused() -> None:
    with pytest.raises(SettingsError, match="TARGET=docker is unknown: expected one of embedded"):
        Settings.read({"TARGET": "docker"})


def test_an_app_without_backend_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no copy of the app"):
        Settings.read({"APP_DIR": str(tmp_path)})


def test_external_names_all_that_is_missing() -> None:
    with pytest.raises(SettingsError, match="needs API_URL, UI_URL, DATA_ROOT"):
        Settings.read({"TARGET": "external"})


@pytest.mark.parametrize(
    ("more", "complaint"),
    [
        ({"API_URL": "localhost:8000"}, "no http address"),
        ({"DATA_ROOT": "/no/such/folder"}, "no folder"),
        ({"BACKEND_STOP": "x"}, "go together"),
        ({"ALLOW_WRITES": "maybe"}, "neither yes nor no"),
    ],
)
def test_wrong_external_values_are_named(tmp_path: Path, more: dict[str, str], complaint: str) -> None:
    with pytest.raises(SettingsError, match=complaint):
        Settings.read({**HERE, "DATA_ROOT": str(tmp_path), **more})


@pytest.mark.parametrize(
    ("more", "capabilities"),
    [
        ({}, {"data-files"}),
        ({"ALLOW_WRITES": "yes"}, {"data-files", "write"}),
        ({"BACKEND_STOP": "a", "BACKEND_START": "b"}, {"data-files", "stop-services"}),
        ({"DATABASE_URL": "x", "REDIS_URL": "y"}, {"data-files", "database", "redis"}),
    ],
)
def test_an_external_app_allows_what_its_owner_gives(
    tmp_path: Path, more: dict[str, str], capabilities: set[str]
) -> None:
    assert capabilities_of(external(tmp_path, **more)) == capabilities
