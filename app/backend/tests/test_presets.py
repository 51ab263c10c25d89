"""Presets."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from coin.presets import PresetStore

PRESETS = "/api/strategies/presets"


def preset(name: str = "calm", **changes: Any) -> dict[str, Any]:
    usual = {"name": name, "strategy": "volume_long_candle", "params": {"vol_ma_window": 10}}
    return {**usual, **changes}


def test_presets_come_and_go(client: TestClient, data_root: Path) -> None:
    assert client.get(PRESETS).json() == {"presets": [], "count": 0}
    created = client.post(PRESETS, json=preset(description="few trades"))
    assert created.status_code == 201
    assert created.json().items() >= preset(description="few trades").items()
    assert client.get(f"{PRESETS}/calm").json() == created.json()
    assert client.get(PRESETS).json() == {"presets": [created.json()], "count": 1}
    assert json.loads((data_root / "strategies/presets.json").read_text()) == {"calm": created.json()}
    assert client.delete(f"{PRESETS}/calm").status_code == 204
    assert client.get(f"{PRESETS}/calm").status_code == 404


def test_a_preset_is_replaced(client: TestClient) -> None:
    before = client.post(PRESETS, json=preset()).json()
    changed = preset(strategy="volume_zone_breakout", params={"num_bins": 9})
    answer = client.put(f"{PRESETS}/calm", json=changed)
    assert answer.status_code == 200
    assert answer.json().items() >= changed.items()
    assert answer.json()["created_at"] == before["created_at"]


def test_a_preset_survives_a_restart(client: TestClient, data_root: Path) -> None:
    client.post(PRESETS, json=preset())
    assert [p["name"] for p in PresetStore(data_root / "strategies/presets.json").list()] == ["calm"]


def test_a_name_is_given_once(client: TestClient) -> None:
    client.post(PRESETS, json=preset())
    assert client.post(PRESETS, json=preset()).status_code == 409


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
@pytest.mark.parametrize("name", ["nobody", "a%2Fb", "%00", "..%2f..%2fetc", "x" * 500])
def test_an_unknown_preset_is_not_found(shared: TestClient, method: str, name: str) -> None:
    answer = shared.request(method, f"{PRESETS}/{name}", json=preset() if method == "PUT" else None)
    assert answer.status_code == 404


@pytest.mark.parametrize("name", ["한글 이름", "50% & more?", "#1", "a" * 100, "👍"])
def test_names_may_be_anything_that_a_url_can_hold(shared: TestClient, name: str) -> None:
    assert shared.post(PRESETS, json=preset(name)).status_code == 201
    assert shared.get(f"{PRESETS}/{quote(name, safe='')}").json()["name"] == name


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"name": ""}, "name"),
        ({"name": "a/b"}, "name"),
        ({"name": ".."}, "name"),
        ({"name": "a\u0000"}, "name"),
        ({"name": "\ud800"}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"name": 1}, "name"),
        ({"strategy": "moon"}, "strategy"),
        ({"params": {"vol_ma_window": 0}}, "vol_ma_window"),
        ({"params": {"num_bins": 5}}, "num_bins"),
        ({"params": []}, "params"),
        ({"description": 5}, "description"),
    ],
)
def test_a_bad_preset_is_refused(shared: TestClient, changes: dict[str, Any], named: str) -> None:
    sent = json.dumps(preset(**changes))
    answer = shared.post(PRESETS, content=sent, headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert named in answer.json()["detail"][0]["loc"]


def test_presets_made_at_once_are_all_kept(client: TestClient) -> None:
    names = [f"preset {number}" for number in range(16)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda name: client.post(PRESETS, json=preset(name)).status_code, names))
    assert answers == [201] * 16
    assert client.get(PRESETS).json()["count"] == 16


@pytest.mark.parametrize("content", ["{", "[]", "\x00"])
def test_a_damaged_file_is_put_aside(tmp_path: Path, content: str) -> None:
    path = tmp_path / "presets.json"
    path.write_text(content)
    assert PresetStore(path).list() == []
    assert path.with_suffix(".damaged").read_text() == content
