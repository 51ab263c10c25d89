"""Compares the metric cards and the information section with a result of the API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ui import cells

STRATEGIES = {"volume_long_candle": "거래량 급증 + 장대양봉", "volume_zone_breakout": "매물대 돌파"}
LABELS = ("샘플 수", "승률", "평균 수익률", "최대 낙폭", "평균 보유 기간")
PERCENTAGES = 3
"""Of the figures on a card: win rate, average return and maximum drawdown."""
SPANS = {"m": "분", "h": "시간", "d": "일"}
Place = Callable[[str, str], str]
Reader = Callable[[str, str], cells.Figure]


def expected_figures(symbol: dict[str, Any]) -> dict[str, tuple[float, int | None]]:
    """What a metric card must show: label -> (value, decimals; None where the contract leaves them open)."""
    figures = (
        (len(symbol["signals"]), 0),
        (symbol["win_rate"] * 100, 2),
        (symbol["avg_return"], 2),
        (symbol["max_drawdown"], 2),
        (symbol["avg_hold_bars"], None),
    )
    return dict(zip(LABELS, figures, strict=True))


def check_card(text: str, symbol: dict[str, Any], places: bool = False) -> None:
    """Compare one card's text with one symbol of a result.

    The figure may stand behind its label or before it, but the same way for all labels. Where a label is
    worded otherwise, its figure need only be on the card: names and formats are checked apart.

    Args:
        text: what the card shows.
        symbol: the symbol's part of the result.
        places: demand the promised number of decimals and percent signs, too.

    Raises:
        AssertionError: a figure is missing, wrong or in another format.
    """
    plain = text.replace(symbol["symbol"], "")
    faults = _faults(plain, symbol, cells.after_label, places)
    if faults and _faults(plain, symbol, cells.before_label, places):
        raise AssertionError(
            f"The card of {symbol['symbol']} is wrong: {'; '.join(faults)}. It shows {text!r}."
        )


def _faults(text: str, symbol: dict[str, Any], read: Reader, places: bool) -> list[str]:
    faults = []
    if places and (signs := text.count("%")) < PERCENTAGES:
        faults.append(f"{signs} figures have a percent sign, not {PERCENTAGES}")
    for label, (value, decimals) in expected_figures(symbol).items():
        try:
            shown = read(text, label) if label in text else cells.figure_like(text, value)
        except AssertionError as missing:
            faults.append(str(missing))
            continue
        if not shown.agrees(value):
            faults.append(f"{label} is {shown.value}, but the result has {value}")
        elif places and decimals is not None and shown.decimals != decimals:
            faults.append(f"{label} has {shown.decimals} decimals instead of {decimals}")
    return faults


def is_full(text: str) -> bool:
    """Say whether a card names all five figures that the contract gives a metric card."""
    return all(label in text for label in LABELS)


def check_cards(texts: list[str], result: dict[str, Any], places: bool = False) -> None:
    """Compare all cards with a result: one card a symbol; see `check_card`.

    Raises:
        AssertionError: a card is missing, too much or wrong.
    """
    symbols = result["symbols"]
    if len(texts) != len(symbols):
        raise AssertionError(
            f"Expected {len(symbols)} metric cards, one a symbol, but there are {len(texts)}."
        )
    for symbol in symbols:
        cards = [text for text in texts if symbol["symbol"] in text]
        if len(symbols) == 1:
            cards = texts
        if len(cards) != 1:
            raise AssertionError(f"Expected one card that names {symbol['symbol']}, but found {len(cards)}.")
        check_card(cards[0], symbol, places)


def check_information(text: str, result: dict[str, Any]) -> None:
    """Compare the section 백테스트 정보 with a result; what its labels say is checked apart.

    A value may stand behind its label or in the line before it, but the same way for all labels.

    Raises:
        AssertionError: a value is missing or wrong.
    """
    faults = _information_faults(text, result, _behind)
    if faults and _information_faults(text, result, _ahead):
        raise AssertionError(f"백테스트 정보 is wrong: {'; '.join(faults)}. It shows {text!r}.")


def _behind(text: str, label: str) -> str:
    return text.partition(label)[2]


def _ahead(text: str, label: str) -> str:
    return (cells.lines(text.partition(label)[0]) or [""])[-1]


def _information_faults(text: str, result: dict[str, Any], place: Place) -> list[str]:
    faults = []
    if not cells.shows_run_id(text, result["run_id"]):
        faults.append(f"the run id {result['run_id']} is missing")
    if result["strategy"] not in text and STRATEGIES[result["strategy"]] not in text:
        faults.append(f"the strategy {result['strategy']} is missing")
    rest = text.replace(result["run_id"], "")
    shown = [day.isoformat() for day in cells.days(rest)]
    start, end = result["start_date"], result["end_date"]
    if start not in shown or end not in shown[shown.index(start) :]:
        faults.append(f"the period {start} to {end} is missing")
    told = (place(text, "타임프레임") if "타임프레임" in text else text).lower()
    if not any(name in told for name in timeframe_names(result["timeframe"].lower())):
        faults.append(f"the timeframe {result['timeframe']} is missing")
    if not _shows_total(rest, result["total_signals"], place):
        faults.append(f"the total of {result['total_signals']} signals is missing")
    return faults + _execution_time_faults(text, result["execution_time"], place)


def timeframe_names(timeframe: str) -> list[str]:
    """How a page may call a timeframe: as the API does or in Korean, where a span of one needs no number."""
    count, span = timeframe[:-1], SPANS.get(timeframe[-1:], "")
    korean = [f"{count}{span}", f"{count} {span}", *([f"{span}봉"] if count == "1" else [])] if span else []
    return [timeframe, *korean]


def _shows_total(text: str, total: int, place: Place) -> bool:
    label = "전체 신호 수"
    if label in text:
        numbers = cells.NUMBER.findall(place(text, label))
        return bool(numbers) and cells.figure(numbers[0]).agrees(total)
    return cells.figure_like(text, total).agrees(total)


def _execution_time_faults(text: str, seconds: float, place: Place) -> list[str]:
    label = "실행 시간"
    with_units = (n for n in cells.NUMBER.finditer(text) if cells.UNIT.match(text, n.end()))
    places = [place(text, label)] if label in text else [text[number.start() :] for number in with_units]
    if any(cells.NUMBER.search(told) and cells.shows_duration(told, seconds) for told in places):
        return []
    told = places[0][:20].strip() if places else ""
    return [f"the execution time is {told!r}, but the result has {seconds} s"]
