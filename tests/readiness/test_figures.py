"""Figures in the reports: a unit that fits, the limit in the same one, and no rounding over it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.figures import as_text, digits, figure, parts, row


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.0261146, "s", "26.1 ms"),
        (0.000036288, "s", "0.0363 ms"),
        (75.26, "s", "75.3 s"),
        (1023, "B", "1,023 B"),
        (257902, "B", "252 KiB"),
        (201302016, "B", "192 MiB"),
        (77045133312, "B", "71.8 GiB"),
        (98.66497139, "%", "98.7 %"),
        (92, "tests", "92 tests"),
        (20000, "candles", "20,000 candles"),
        (0, "s", "0 ms"),
        (None, "s", "–"),
    ],
)
def test_unit_and_digits(value: float | None, unit: str, text: str) -> None:
    assert figure(value, unit) == text


def measure(value: float, unit: str, limit: float | None, **more: Any) -> dict[str, Any]:
    return {"value": value, "unit": unit, "limit": limit, "comparison": "<", **more}


@pytest.mark.parametrize(
    ("entry", "value", "limit"),
    [
        (measure(0.0146744, "s", 1.0), "14.7 ms", "< 1,000 ms"),
        (measure(0.9999999, "s", 1.0), "999.9999 ms", "< 1,000 ms"),
        (measure(1.0000001, "s", 1.0), "1.0000001 s", "< 1 s"),
        (measure(11.2, "s", 1.0), "11.2 s", "< 1 s"),
        (measure(201302016, "B", 2**31), "192 MiB", "< 2,048 MiB"),
        (measure(2**31 - 1, "B", 2**31), "1.999999999 GiB", "< 2 GiB"),
        (measure(500, "B", 2**31), "0.000477 MiB", "< 2,048 MiB"),
        (measure(3, "tests", None), "3 tests", "–"),
    ],
)
def test_value_and_limit_in_one_unit(entry: dict[str, Any], value: str, limit: str) -> None:
    assert (row(entry)["value"], row(entry)["limit"]) == (value, limit)


@given(st.floats(1e-6, 1e12), st.floats(1e-6, 1e12))
def test_rounding_never_crosses_a_limit(number: float, limit: float) -> None:
    shown = float(digits(number, limit).replace(",", ""))
    assert (shown > limit, shown < limit) == (number > limit, number < limit)


def test_whole_row_and_parts_have_one_unit() -> None:
    told = row(measure(0.2, "s", 1.0, p50=0.0004, p95=1.5, max=2))
    assert {text.split()[-1] for text in told.values() if text != "–"} == {"ms"}
    assert parts({"load": 0.000418, "store": 0.0048})["load"] == "0.418 ms"


def test_numbers_of_a_fact_by_what_they_are_called() -> None:
    assert as_text({"bytes of tables": {"backtest_runs": 615}}) == "bytes of tables: backtest_runs: 615 B"
    assert as_text({"phases": {"load": 0.000418}}) == "phases: load: 0.418 ms"
    assert as_text({"year": 2025, "rows": 20000}) == "year: 2025, rows: 20,000"
    assert as_text([14.67], "seconds") == "14.7 s"
