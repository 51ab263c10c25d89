"""Charts as different builds draw them, against the values behind them."""

from typing import Any

import pytest

from ui import geometry

VALUES = [1.05, 1.02, 1.10, 0.97, 1.2]


def height(value: float) -> float:
    return 300 - 100 * value


def line(values: list[float]) -> str:
    return "M" + "L".join(f"{60 + 40 * i},{height(value):.3f}" for i, value in enumerate(values))


def chart(*paths: str, **more: Any) -> dict[str, Any]:
    return {"title": "Equity Curve", "paths": list(paths), "bars": [], "dots": [], **more}


def test_a_line_with_one_place_a_value_passes() -> None:
    geometry.check_curve(chart("", "M0,0L5,5", line(VALUES)), VALUES, 1.0)


def test_a_line_that_starts_at_one_passes() -> None:
    geometry.check_curve(chart(line([1.0, *VALUES])), VALUES, 1.0)


def test_a_smoothed_line_passes() -> None:
    curve = f"M60,{height(1.05)}" + "".join(
        f"C{50 + 40 * i},1,{55 + 40 * i},2,{60 + 40 * i},{height(v)}" for i, v in enumerate(VALUES) if i
    )
    geometry.check_curve(chart(curve), VALUES, 1.0)


def test_an_area_and_its_base_pass() -> None:
    base = "".join(f"L{60 + 40 * i},300" for i in reversed(range(5)))
    geometry.check_curve(chart(line(VALUES) + base + "Z"), VALUES, 1.0)


def test_dots_alone_pass() -> None:
    dots = [[str(60 + i), str(height(value))] for i, value in enumerate(VALUES)]
    geometry.check_curve(chart(dots=dots), VALUES, 1.0)


@pytest.mark.parametrize(
    "drawn",
    [
        VALUES[:-1],
        VALUES[::-1],
        [-value for value in VALUES],
        [1.0] * 5,
        [*VALUES[:4], 1.06],
        [1.0, 1.0, *VALUES],
    ],
)
def test_another_curve_is_noticed(drawn: list[float]) -> None:
    with pytest.raises(AssertionError, match="Equity Curve"):
        geometry.check_curve(chart(line(drawn)), VALUES, 1.0)


def test_a_drawdown_may_be_drawn_as_a_depth() -> None:
    falls = [0.0, -0.02, -0.1, -0.05]
    geometry.check_curve(chart(line(falls)), falls, 0.0, either_way=True)
    geometry.check_curve(chart(line([-fall for fall in falls])), falls, 0.0, either_way=True)


def test_bars_are_counts_of_all_returns() -> None:
    returns = [0.01] * 10
    geometry.check_distribution(chart(bars=[40, 0, 120, 160, 80]), returns)
    with pytest.raises(AssertionError, match="10 returns"):
        geometry.check_distribution(chart(bars=[40, 0, 120, 150, 80]), returns)
    with pytest.raises(AssertionError, match="no bars"):
        geometry.check_distribution(chart(), returns)


def test_bars_may_lie() -> None:
    returns = [0.01, 0.02, -0.01, 0.03]
    lying = chart(bars=[12.0, 12.1, 12.0], lengths=[40.0, 80.0, 40.0])
    geometry.check_distribution(lying, returns)
    with pytest.raises(AssertionError, match="no whole counts"):
        geometry.check_distribution({**lying, "lengths": [40.0, 55.0, 90.0]}, returns)


def test_a_small_chart_may_stand_beside_the_one_that_is_meant() -> None:
    right, small = chart(line(VALUES)), chart(line(VALUES[:2]))
    geometry.check_any([small, right], geometry.check_curve, VALUES, 1.0)
    with pytest.raises(AssertionError, match="no line follows"):
        geometry.check_any([small, small], geometry.check_curve, VALUES, 1.0)


def test_symbols_need_a_line_each_and_different_ones() -> None:
    geometry.check_lines(chart(line(VALUES), line(VALUES[::-1])), 2)
    with pytest.raises(AssertionError, match="1 lines for 2"):
        geometry.check_lines(chart(line(VALUES)), 2)
    with pytest.raises(AssertionError, match="1 differ"):
        geometry.check_lines(chart(line(VALUES), line(VALUES)), 2)


def test_time_runs_one_way_in_a_comparison() -> None:
    area = line(VALUES) + "".join(f"L{60 + 40 * i},300" for i in reversed(range(5))) + "Z"
    geometry.check_lines(chart(area, line(VALUES[::-1])), 2)
    to_and_fro = "M" + "L".join(f"{60 + 40 * (i % 3)},{i}" for i in range(9))
    with pytest.raises(AssertionError, match="back and forth in time, 4 times"):
        geometry.check_lines(chart(line(VALUES), to_and_fro), 2)


def test_time_runs_one_way_along_a_line() -> None:
    strung = line(VALUES) + line(VALUES[::-1]).replace("M", "L", 1)
    geometry.check_one_way(chart(line(VALUES), width=300))
    geometry.check_one_way(chart(strung, width=1000))  # what crosses less than half is a mark
    with pytest.raises(AssertionError, match="back and forth"):
        geometry.check_one_way(chart(strung + line(VALUES).replace("M", "L", 1), width=300))


def test_labels_in_percent_reach_the_largest_fall() -> None:
    geometry.check_percent_axis(chart(labels=["0%", "-3%", "-6%"]), 7.5)
    geometry.check_percent_axis(chart(labels=["0", "-0.06"]), 7.5)
    with pytest.raises(AssertionError, match="the largest fall"):
        geometry.check_percent_axis(chart(labels=["0.00%", "-0.06%"]), 7.5)
