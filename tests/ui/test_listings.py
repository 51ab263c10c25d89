"""The lists of runs and files against those of the API."""

from typing import Any

import pytest

from ui import listings
from ui.cells import shows_run_id

COLUMNS = ["실행 ID", "전략", "심볼", "시작일", "종료일", "신호 수", "실행 시간", "작업"]
ITEMS = [
    {
        "run_id": f"{place}f2b8a8e-5f0e-4d43-9d3e-0a1b2c3d4e5f",
        "strategy": "volume_zone_breakout",
        "symbols": ["KRW-BTC", "KRW-ETH"][:place],
        "start_date": "2025-01-01",
        "end_date": "2025-12-31",
        "total_signals": 1234,
        "execution_time": 0.0456,
    }
    for place in (1, 2)
]
FILE = {
    "symbol": "KRW-BTC",
    "timeframe": "1D",
    "year": 2025,
    "relative_path": "KRW-BTC/1D/2025.parquet",
    "size_bytes": 23456,
    "modified_at": "2025-11-24T15:30:00Z",
}


def cells(*texts: str) -> list[dict[str, Any]]:
    return [{"text": text, "classes": [], "color": ""} for text in texts]


def history(items: list[dict[str, Any]]) -> dict[str, Any]:
    rows = [
        cells(
            i["run_id"][:8] + "…",
            "매물대 돌파",
            ", ".join(i["symbols"]),
            "2025-01-01",
            "2025-12-31",
            "1,234",
            "0.05s",
            "JSON CSV",
        )
        for i in items
    ]
    return {"headers": COLUMNS, "rows": rows}


def test_the_history_has_all_runs_in_order() -> None:
    listings.check_history(history(ITEMS), ITEMS)
    with pytest.raises(AssertionError, match="Row 1"):
        listings.check_history(history(ITEMS[::-1]), ITEMS)
    with pytest.raises(AssertionError, match="2 runs"):
        listings.check_history(history(ITEMS[:1]), ITEMS)


def test_a_narrowed_history_has_only_the_symbol() -> None:
    listings.check_narrowed(history(ITEMS[1:]), "KRW-ETH", ITEMS[1:])
    with pytest.raises(AssertionError, match="still lists"):
        listings.check_narrowed(history(ITEMS), "KRW-ETH", ITEMS[1:])
    with pytest.raises(AssertionError, match="at least"):
        listings.check_narrowed(history([]), "KRW-ETH", ITEMS[1:])


@pytest.mark.parametrize("text", ["23,456 B", "22.9 KB", "22.91 KiB", "23.5 kB", "0.02 MB", "23456"])
def test_a_size_may_be_shown_in_any_unit(text: str) -> None:
    assert listings.shows_size(text, 23456)


@pytest.mark.parametrize("text", ["23,456 KB", "20 KB", "22.9 MB", "-"])
def test_another_size_is_noticed(text: str) -> None:
    assert not listings.shows_size(text, 23456)


def test_the_files_are_those_of_the_inventory() -> None:
    headers = ["심볼", "타임프레임", "연도", "파일 크기", "수정일"]
    shown = {"headers": headers, "rows": [cells("KRW-BTC", "1d", "2025", "22.9 KB", "2025. 11. 25.")]}
    listings.check_files(shown, [FILE])
    with pytest.raises(AssertionError, match="not listed"):
        listings.check_files(shown, [FILE, {**FILE, "symbol": "KRW-ETH"}])
    with pytest.raises(AssertionError, match="no file"):
        listings.check_files(shown, [{**FILE, "year": 2024}])


def test_polling_is_one_request_a_period() -> None:
    listings.check_polling([0.0, 0.1, 5.1, 10.0], 5, 1)
    for times in ([0.0, 0.1], [0.0, 1.5, 3.0], [0.0, 5.0, 15.0]):
        with pytest.raises(AssertionError, match="every 5"):
            listings.check_polling(times, 5, 1)


def test_a_card_shows_a_run_by_its_id_or_by_its_figures() -> None:
    run = {**ITEMS[0], "symbols": [{"symbol": "KRW-BTC"}]}
    assert listings.shows_run("최신 결과 1f2b8a8e…", run)
    assert listings.shows_run("최신 결과 매물대 돌파 KRW-BTC 1,234", run)
    assert not listings.shows_run("최신 결과 매물대 돌파 KRW-BTC 1,235", run)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("1f2b8a8e… ⧉ 복사", True),
        ("1f2b8a8e-5f0e-…", True),
        ("🔗 1f2b8a8e-5f0e-4d43-9d3e-0a1b2c3d4e5f", True),
        ("1f2b8a8", False),
        ("2f2b8a8e…", False),
        ("1f2b8a8e-0000", False),
    ],
)
def test_a_run_id_may_be_cut_and_have_a_button_beside_it(text: str, right: bool) -> None:
    assert shows_run_id(text, ITEMS[0]["run_id"]) is right


@pytest.mark.parametrize("times", [[0, 5, 10], [0, 0.1, 5.1, 10], [0, 6.4, 10.1]])
def test_a_request_that_a_busy_machine_delays_is_no_other_period(times: list[float]) -> None:
    listings.check_polling(times, 5, 1)


@pytest.mark.parametrize("times", [[0, 3, 6], [0, 7, 14], [0, 2, 10], [0, 0.2]])
def test_another_period_is_noticed(times: list[float]) -> None:
    with pytest.raises(AssertionError, match="gaps are"):
        listings.check_polling(times, 5, 1)


def test_what_is_left_of_the_run_before_is_noticed() -> None:
    before = {**ITEMS[0], "symbols": [{"symbol": "KRW-BTC"}]}
    run = {**before, "run_id": ITEMS[1]["run_id"], "symbols": [{"symbol": "KRW-ETH"}]}
    assert listings.left_over("2f2b8a8e KRW-BTC 2025-01-01", run, before) == ["KRW-BTC"]
    assert not listings.left_over("2f2b8a8e KRW-ETH", run, before)
    assert not listings.left_over("2f2b8a8e", run, before)


def test_a_narrowed_history_that_is_turned_has_other_runs() -> None:
    first, second = history(ITEMS[:1]), history(ITEMS[1:])
    listings.check_turned(second, first, "KRW-BTC")
    for shown in (first, history([])):
        with pytest.raises(AssertionError, match="not on the page before"):
            listings.check_turned(shown, first, "KRW-BTC")
