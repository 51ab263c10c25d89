"""The signals table against the signals behind it."""

from typing import Any

import pytest

from ui import tables

GREEN, RED, GREY = "rgb(40, 167, 69)", "rgb(220, 53, 69)", "rgb(108, 117, 125)"


def signal(day: int, price: float, gain: float, kind: str = "buy") -> dict[str, Any]:
    return {
        "symbol": "KRW-BTC",
        "type": kind,
        "timestamp": f"2025-01-{day:02d}T00:00:00Z",
        "entry_price": price,
        "exit_price": price * (1 + gain),
        "return_pct": gain,
    }


SIGNALS = [signal(1, 9.0, 0.05), signal(2, 10.0, -0.1), signal(3, 100.0, 0.0, "sell"), signal(4, 100.0, 0.2)]
RESULT = {"symbols": [{"symbol": "KRW-BTC", "signals": SIGNALS}]}


def table(*places: int) -> dict[str, Any]:
    return {
        "headers": ["심볼 ⇅", "타입 ⇅", "시간↓", "진입가 ⇅", "청산가 ⇅", "수익률 ⇅"],
        "rows": [row(SIGNALS[i]) for i in places],
    }


def row(one: dict[str, Any]) -> list[dict[str, Any]]:
    gain = one["return_pct"]
    kind, color = ("positive", GREEN) if gain > 0 else ("negative", RED) if gain < 0 else ("neutral", GREY)
    texts = [
        (one["symbol"], [], GREY),
        ("매수" if one["type"] == "buy" else "매도", ["type", one["type"]], GREY),
        (one["timestamp"][:10], [], GREY),
        (f"{one['entry_price']:,.2f}", [], GREY),
        (f"{one['exit_price']:,.2f}", [], GREY),
        (f"{gain * 100:.2f}%", ["return", kind], color),
    ]
    return [{"text": text, "classes": classes, "color": color} for text, classes, color in texts]


def test_all_signals_are_found() -> None:
    tables.match_signals(table(3, 2, 1, 0), RESULT)


def test_a_column_of_another_name_is_taken_by_its_place() -> None:
    shown = table(3, 2, 1, 0)
    shown["headers"][3] = "매수가 ⇅"
    tables.match_signals(shown, RESULT)


def test_a_type_of_another_name_is_noticed_among_the_types_alone() -> None:
    shown = table(0, 1, 2, 3)
    shown["rows"][0][1]["text"] = "BUY"
    tables.match_signals(shown, RESULT)
    with pytest.raises(AssertionError, match="called 'BUY'"):
        tables.check_types(shown, RESULT)


def test_a_bought_signal_that_is_called_sold_is_noticed() -> None:
    shown = table(0, 1, 2, 3)
    shown["rows"][0][1]["text"] = "매도"
    with pytest.raises(AssertionError, match="shows no signal"):
        tables.match_signals(shown, RESULT)


def test_a_missing_row_is_noticed() -> None:
    with pytest.raises(AssertionError, match="4 signals"):
        tables.match_signals(table(0, 1, 2), RESULT)


def test_a_signal_shown_twice_is_noticed() -> None:
    with pytest.raises(AssertionError, match="shows no signal"):
        tables.match_signals(table(0, 1, 2, 2), RESULT)


def test_order_is_that_of_the_data_and_equal_values_may_stand_either_way() -> None:
    tables.check_order(table(0, 1, 2, 3), RESULT, "진입가", "ascending")
    tables.check_order(table(0, 1, 3, 2), RESULT, "진입가", "ascending")
    tables.check_order(table(3, 2, 1, 0), RESULT, "시간", "descending")


def test_prices_sorted_as_texts_are_noticed() -> None:
    with pytest.raises(AssertionError, match="진입가 is not ascending"):
        tables.check_order(table(1, 2, 3, 0), RESULT, "진입가", "ascending")


def test_groups_come_in_the_order_shown() -> None:
    assert tables.check_grouped(table(2, 0, 1, 3), "타입") == ["매도", "매수"]
    with pytest.raises(AssertionError, match="comes back"):
        tables.check_grouped(table(0, 2, 1, 3), "타입")


def test_right_colours_pass() -> None:
    tables.check_colours(table(0, 1, 2, 3), RESULT)


@pytest.mark.parametrize("color", [RED, "rgb(0, 128, 0)", GREY])
def test_a_won_trade_in_another_colour_is_noticed(color: str) -> None:
    shown = table(0, 1, 2, 3)
    shown["rows"][0][5]["color"] = color
    with pytest.raises(AssertionError, match="positive"):
        tables.check_colours(shown, RESULT)


def test_a_wrong_class_is_noticed() -> None:
    shown = table(0, 1, 2, 3)
    shown["rows"][1][5]["classes"] = ["return", "positive"]
    with pytest.raises(AssertionError, match="negative"):
        tables.check_colours(shown, RESULT)


def test_columns_are_compared_without_their_arrows() -> None:
    tables.check_headers(table(), list(tables.SIGNAL_COLUMNS))


def test_a_unit_and_another_column_are_no_other_names() -> None:
    shown = table()
    shown["headers"] = ["#", *shown["headers"][:-1], "수익률 (%) ⇅"]
    tables.check_headers(shown, list(tables.SIGNAL_COLUMNS))


@pytest.mark.parametrize("names", [["심볼", "시간", "타입"], ["심볼", "거래량"]])
def test_a_column_that_is_missing_or_elsewhere_is_noticed(names: list[str]) -> None:
    with pytest.raises(AssertionError):
        tables.check_headers(table(), names)
