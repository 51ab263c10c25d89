"""A browser is looked for where it was said to be, then at Playwright's, then on PATH."""

from pathlib import Path

import pytest

from stack import browser
from stack.errors import SettingsError


@pytest.fixture(autouse=True)
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BROWSER_PATH", raising=False)
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "playwright"))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))


def program(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(0o755)
    return path


def test_what_was_said_counts_first(tmp_path: Path) -> None:
    program(tmp_path / "bin" / "chromium")
    assert browser.find_browser(str(program(tmp_path / "mine"))) == tmp_path / "mine"


def test_what_was_said_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="is no program"):
        browser.find_browser(str(tmp_path / "none"))


def test_playwrights_newest_comes_before_path(tmp_path: Path) -> None:
    program(tmp_path / "bin" / "chromium")
    for revision in ("999", "1000"):
        program(tmp_path / "playwright" / f"chromium-{revision}" / "chrome-linux" / "chrome")
    assert browser.find_browser().parts[-3] == "chromium-1000"


def test_a_headless_shell_comes_before_the_whole_browser(tmp_path: Path) -> None:
    names = ["google-chrome", "chromium", "chromium-headless-shell"]
    for name in names:
        program(tmp_path / "bin" / name)
        assert browser.find_browser().name == name
    program(tmp_path / "playwright" / "chromium-1000" / "chrome-linux" / "chrome")
    assert browser.find_browser().name == "chrome"
    for place in ("chrome-linux/headless_shell", "chrome-headless-shell-linux64/chrome-headless-shell"):
        shell = program(tmp_path / "playwright" / "chromium_headless_shell-999" / place)
        assert browser.find_browser() == shell
        shell.unlink()


def test_none_says_how_to_get_one() -> None:
    with pytest.raises(SettingsError, match=r"no Chromium was found: install Chromium .* BROWSER_PATH="):
        browser.find_browser()
