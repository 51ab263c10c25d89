"""The two downloads against the result of the API."""

import json
from pathlib import Path
from typing import Any

import pytest

from ui import files

HEADER = "symbol,type,timestamp,entry_price,exit_price,return_pct\n"


def signal(symbol: str, day: int) -> dict[str, Any]:
    return {
        "symbol": symbol,
        "type": "buy",
        "timestamp": f"2025-01-{day:02d}T00:00:00+00:00",
        "entry_price": 100.123456789,
        "exit_price": 101.5,
        "return_pct": 0.013748447,
    }


RESULT = {
    "symbols": [
        {"symbol": name, "signals": [signal(name, 1), signal(name, 2)]} for name in ("KRW-BTC", "KRW-ETH")
    ]
}
LINES = [
    f"{name},buy,2025-01-0{day}T00:00:00Z,100.123456789,101.5,0.013748447\n"
    for name in ("KRW-BTC", "KRW-ETH")
    for day in (1, 2)
]


def csv(path: Path, *lines: str) -> Path:
    path.write_text("".join(lines), encoding="utf-8")
    return path


def test_right_lines_pass_with_or_without_header_and_byte_order_mark(tmp_path: Path) -> None:
    files.check_csv(csv(tmp_path / "a.csv", HEADER, *LINES), RESULT)
    files.check_csv(csv(tmp_path / "b.csv", *LINES), RESULT)
    files.check_csv(csv(tmp_path / "d.csv", "심볼,타입,시간,진입가,청산가,수익률\n", *LINES), RESULT)
    files.check_csv(csv(tmp_path / "c.csv", "\ufeff", HEADER, *LINES), RESULT)


@pytest.mark.parametrize(
    "lines",
    [
        LINES[:2],
        [*LINES[:3], LINES[0]],
        [line.replace("100.123456789", "100.12") for line in LINES],
        [line.replace("0.013748447", "1.3748447") for line in LINES],
        [line.replace("buy", "매수") for line in LINES],
        [line.replace("T00", "T09") for line in LINES],
    ],
    ids=["first symbol only", "one twice", "rounded", "in percent", "translated", "shifted"],
)
def test_wrong_lines_are_noticed(tmp_path: Path, lines: list[str]) -> None:
    with pytest.raises(AssertionError, match="CSV"):
        files.check_csv(csv(tmp_path / "a.csv", HEADER, *lines), RESULT)


def test_a_json_file_is_compared_value_by_value(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(RESULT, indent=2), encoding="utf-8")
    files.check_json(path, RESULT)
    path.write_text(json.dumps(RESULT).replace("101.5", "101.51", 1), encoding="utf-8")
    with pytest.raises(AssertionError, match=r"symbols\[0\].signals\[0\].exit_price"):
        files.check_json(path, RESULT)
    path.write_text("<html>", encoding="utf-8")
    with pytest.raises(AssertionError, match="no JSON"):
        files.check_json(path, RESULT)
