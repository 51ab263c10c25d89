"""Metric cards and the information section against a result."""

from typing import Any

import pytest

from ui import metrics
from ui.library import UiLibrary

SYMBOL: dict[str, Any] = {
    "symbol": "KRW-BTC",
    "signals": [{}] * 33,
    "win_rate": 0.54545454,
    "avg_return": 0.4567,
    "max_drawdown": 12.345,
    "avg_hold_bars": 1.0,
}
CARD = "KRW-BTC 샘플 수 33 승률 54.55% 평균 수익률 0.46% 최대 낙폭 12.35% 평균 보유 기간 1.0 봉"
RESULT = {
    "run_id": "3f2b8a8e-5f0e-4d43-9d3e-0a1b2c3d4e5f",
    "strategy": "volume_long_candle",
    "start_date": "2025-01-01",
    "end_date": "2025-12-31",
    "timeframe": "1d",
    "total_signals": 33,
    "execution_time": 0.01234,
    "symbols": [SYMBOL],
}
INFORMATION = (
    "실행 ID: 3f2b8a8e-5f0e-4d43-9d3e-0a1b2c3d4e5f 전략: 거래량 급증 + 장대양봉 "
    "기간: 2025. 1. 1. ~ 2025. 12. 31. "
    "타임프레임: 1D 전체 신호 수: 33 실행 시간: 0.012초"
)


def test_a_right_card_passes() -> None:
    metrics.check_cards([CARD], RESULT)


def test_a_card_with_captions_below_its_figures_passes() -> None:
    metrics.check_card("33 샘플 수 54.55% 승률 0.46% 평균 수익률 12.34% 최대 낙폭 1 평균 보유 기간", SYMBOL)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("54.55%", "0.55%"),
        ("54.55%", "54.56%"),
        ("0.46%", "45.67%"),
        ("12.35%", "-12.35%"),
        ("33", "32"),
        ("1.0 봉", "2.0 봉"),
        ("승률 54.55%", "비율 54.65%"),
    ],
)
def test_a_wrong_card_is_noticed(right: str, wrong: str) -> None:
    with pytest.raises(AssertionError):
        metrics.check_card(CARD.replace(right, wrong), SYMBOL)


@pytest.mark.parametrize(("right", "wrong"), [("승률", "비율"), ("54.55%", "54.5%"), ("54.55%", "54.55")])
def test_a_figure_of_another_name_or_format_is_a_right_figure(right: str, wrong: str) -> None:
    metrics.check_card(CARD.replace(right, wrong), SYMBOL)


@pytest.mark.parametrize(("right", "wrong"), [("54.55%", "54.5%"), ("54.55%", "54.55"), ("33", "33.0")])
def test_another_format_is_noticed_where_it_is_asked_for(right: str, wrong: str) -> None:
    metrics.check_card(CARD, SYMBOL, places=True)
    with pytest.raises(AssertionError, match=r"decimals|percent sign"):
        metrics.check_card(CARD.replace(right, wrong), SYMBOL, places=True)


def test_a_missing_card_is_noticed() -> None:
    with pytest.raises(AssertionError, match="2 metric cards"):
        metrics.check_cards([CARD], {"symbols": [SYMBOL, {**SYMBOL, "symbol": "KRW-ETH"}]})


CAPTIONS_BELOW = "\n".join(
    [
        "3f2b8a8e-5f0e-4d43-9d3e-0a1b2c3d4e5f", "실행 ID",
        "거래량 급증 + 장대양봉", "전략",
        "2025-01-01 ~ 2025-12-31", "기간",
        "1d", "타임프레임",
        "33건", "전체 신호 수",
        "0.012초", "실행 시간",
    ]
)  # fmt: skip


def test_right_information_passes() -> None:
    metrics.check_information(INFORMATION, RESULT)
    metrics.check_information(INFORMATION.replace("0.012초", "12 ms"), RESULT)
    metrics.check_information(CAPTIONS_BELOW, RESULT)


@pytest.mark.parametrize("label", ["실행 ID", "타임프레임", "전체 신호 수", "실행 시간"])
def test_right_information_under_another_label_passes(label: str) -> None:
    metrics.check_information(INFORMATION.replace(label, "값"), RESULT)
    with pytest.raises(AssertionError):
        metrics.check_information(INFORMATION.replace(label, "값").replace("0.012초", "0.5초"), RESULT)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("4e5f", "4e50"),
        ("12. 31.", "12. 30."),
        (": 33", ": 34"),
        ("1D", "4h"),
        ("장대양봉", "돌파"),
        ("0.012", "0.02"),
    ],
)
def test_wrong_information_is_noticed(right: str, wrong: str) -> None:
    with pytest.raises(AssertionError):
        metrics.check_information(INFORMATION.replace(right, wrong), RESULT)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("33건", "34건"), ("33건", "-"), ("1d", "4h"), ("0.012초", "0.02초"), ("0.012초", "-")],
)
def test_wrong_information_above_its_captions_is_noticed(right: str, wrong: str) -> None:
    with pytest.raises(AssertionError):
        metrics.check_information(CAPTIONS_BELOW.replace(right, wrong), RESULT)


def test_a_period_that_runs_backwards_is_noticed() -> None:
    turned = {**RESULT, "start_date": RESULT["end_date"], "end_date": RESULT["start_date"]}
    with pytest.raises(AssertionError, match="period"):
        metrics.check_information(INFORMATION, turned)


def test_milliseconds_that_are_called_seconds_are_noticed() -> None:
    with pytest.raises(AssertionError, match="execution time"):
        metrics.check_information(INFORMATION.replace("0.012초", "12초"), RESULT)


@pytest.mark.parametrize(
    ("text", "run_id"),
    [
        (INFORMATION, RESULT["run_id"]),
        (CAPTIONS_BELOW + "\n50000000\n진입가", RESULT["run_id"]),
        ("실행 ID\n복사\n3f2b8a8e…\n전략", "3f2b8a8e"),
        ("지난 3f2b8a8e-5f0e-4d43-9d3e-0a1b2c3d4e5f", RESULT["run_id"]),
        ("실행 결과가 없습니다.", ""),
    ],
)
def test_the_run_shown_is_found(text: str, run_id: str) -> None:
    assert UiLibrary().find_run_id(text) == run_id
