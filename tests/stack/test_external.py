"""An app that runs elsewhere: who may use it when, its commands given once, what its candles allow."""

import fcntl
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from market.generate import generate, orders_for
from market.inspection import candles_offer, has_day, whole_years
from stack import external
from stack.errors import BusyError
from stack.info import StackInfo
from stack.settings import Settings


@pytest.fixture
def info(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StackInfo]:
    monkeypatch.setattr(external.tempfile, "gettempdir", lambda: str(tmp_path))
    monkeypatch.setattr(external, "_lock", None)
    monkeypatch.setattr(external, "LOCK_LIMIT", 0.3)
    yield StackInfo(name="shared", target="external", api_url="http://a:1", ui_url="http://b:2")
    if external._lock:
        external._lock.close()


def lock_of(folder: Path) -> Path:
    return next(folder.glob("coin-readiness-external-*.lock"))


def test_suites_share_an_app_until_one_takes_it_alone(info: StackInfo, tmp_path: Path) -> None:
    external.share(info)
    with lock_of(tmp_path).open("a") as other:  # another worker of the same campaign
        fcntl.flock(other, fcntl.LOCK_SH | fcntl.LOCK_NB)
        with pytest.raises(BusyError, match="another suite has held"):
            external.take_alone(info)
        fcntl.flock(other, fcntl.LOCK_UN)
        external.take_alone(info)
        with pytest.raises(BlockingIOError):
            fcntl.flock(other, fcntl.LOCK_SH | fcntl.LOCK_NB)
        external.share(info)
        fcntl.flock(other, fcntl.LOCK_SH | fcntl.LOCK_NB)


def settings_with(tmp_path: Path, **more: str) -> Settings:
    given = {"TARGET": "external", "API_URL": "http://a:1", "UI_URL": "http://b:2", **more}
    return Settings.read({**given, "DATA_ROOT": str(tmp_path)})


def test_commands_are_given_once_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(external, "_outages", [])
    monkeypatch.setattr(external, "_becomes", lambda *_: True)
    monkeypatch.setattr(external.atexit, "register", lambda *_: None)
    told = tmp_path / "told"
    settings = settings_with(
        tmp_path, BACKEND_STOP=f"echo stop >>{told}", BACKEND_START=f"echo start >>{told}"
    )
    for request in ("start", "stop", "stop", "start", "start"):
        external.disturb(settings, request, "backend")
    assert told.read_text().split() == ["stop", "start"]
    assert [outage["end"] is None for outage in external.outages()] == [False]


def test_backend_that_was_left_stopped_is_started_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[object] = []
    monkeypatch.setattr(external, "_outages", [])
    monkeypatch.setattr(external, "_becomes", lambda *_: True)
    monkeypatch.setattr(external.atexit, "register", lambda *call: left.append(call))
    told = tmp_path / "told"
    settings = settings_with(tmp_path, BACKEND_STOP="true", BACKEND_START=f"echo start >>{told}")
    external.disturb(settings, "stop", "backend")
    for function, *arguments in left:  # type: ignore[misc,has-type]
        function(*arguments)
    assert told.read_text().split() == ["start"]


def test_candles_say_what_they_allow(tmp_path: Path) -> None:
    year = (date(2025, 1, 1), date(2025, 12, 31), None)
    generate(tmp_path, orders_for(["KRW-BTC", "KRW-B"], "1D", *year), 1, lambda *_: None)
    generate(tmp_path, orders_for(["KRW-LATE"], "1D", date(2025, 10, 1), year[1], None), 1, lambda *_: None)
    assert whole_years(tmp_path, 2025) == ["KRW-B", "KRW-BTC"]
    assert candles_offer(tmp_path) == set()
    generate(
        tmp_path, orders_for(["KRW-B"], "1D", date(2024, 2, 1), date(2024, 3, 1), None), 1, lambda *_: None
    )
    generate(
        tmp_path, orders_for(["KRW-B"], "1H", date(2025, 3, 1), date(2025, 3, 2), None), 1, lambda *_: None
    )
    assert candles_offer(tmp_path) == {"more-candles"}
    assert has_day(tmp_path, "KRW-B", date(2024, 2, 29))
    assert not has_day(tmp_path, "KRW-LATE", date(2025, 9, 30))
    names = [f"KRW-S{number}" for number in range(8)]
    generate(tmp_path, orders_for(names, "1D", *year), 1, lambda *_: None)
    assert "ten-symbols" in candles_offer(tmp_path)
