"""What can be recorded, what cannot, and how it comes back."""

import json
from pathlib import Path
from typing import Any

import pytest

from readiness import places, recording


class FakeBuiltIn:
    """As much of Robot's BuiltIn as recording needs."""

    def __init__(self, output: Path) -> None:
        self.metadata: dict[str, str] = {}
        self.variables = {
            "${OUTPUT DIR}": str(output),
            "${SUITE NAME}": "Suites.Ui",
            "${TEST NAME}": "수익은 초록색이다",
            "${TEST METADATA}": self.metadata,
        }

    def get_variable_value(self, name: str) -> Any:
        return self.variables.get(name)

    def set_test_metadata(self, name: str, value: str) -> None:
        self.metadata[name] = value


@pytest.fixture
def robot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeBuiltIn:
    fake = FakeBuiltIn(tmp_path / "results" / "pabot_results" / "3")
    monkeypatch.setattr(places, "builtin", lambda: fake)
    return fake


def test_measure_is_judged_by_its_limit(robot: FakeBuiltIn) -> None:
    recording.record_measure("passed", value=92, unit="tests", limit=75, comparison=">=")
    recording.record_measure("run", value=1.0, unit="s", limit=1.0)
    outcomes = [json.loads(robot.metadata[name])["outcome"] for name in ("measure:passed", "measure:run")]
    assert outcomes == ["demonstrated", "violated"]
    assert robot.metadata["evidence"] == "2"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"unit": "s"}, "has no value"),
        ({"value": 1, "unit": ""}, "has no unit"),
        ({"value": "fast", "unit": "s"}, "is no number"),
        ({"value": float("nan"), "unit": "s"}, "must be finite"),
        ({"value": 1, "unit": "s", "outcome": "fine"}, "say one of demonstrated"),
        ({"value": 1, "unit": "s", "sla": "speed"}, "say one of response_time, memory"),
        ({"value": 1, "unit": "s", "breakdown": {"think": 1}}, "not think"),
    ],
)
def test_measure_that_means_nothing_is_refused(
    robot: FakeBuiltIn, fields: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        recording.record_measure("x", **fields)
    assert robot.metadata == {}


def test_one_name_is_one_measure(robot: FakeBuiltIn) -> None:
    recording.record_measure("x", value=9.0, unit="s", limit=1.0)
    with pytest.raises(ValueError, match="recorded twice"):
        recording.record_measure("x", value=0.1, unit="s", limit=1.0)
    assert "9.0" in robot.metadata["measure:x"]


def test_finding_seen_again_is_counted_and_keeps_the_gravest_severity(robot: FakeBuiltIn) -> None:
    recording.record_finding("odd", "Odd", "high", "log", "one")
    recording.record_finding("odd", "Odd", "low", "log", "two", count=3)
    found = json.loads(robot.metadata["finding:odd"])
    assert (found["severity"], found["count"]) == ("high", 4)


def test_artifact_lies_in_the_campaigns_folder_under_pabot_too(robot: FakeBuiltIn, tmp_path: Path) -> None:
    entry = recording.attach_artifact("log", "a line\nand another\n", "log", "Backend")
    assert entry["path"] == "artifacts/Suites.Ui/수익은_초록색이다/log.log"
    assert (tmp_path / "results" / entry["path"]).read_text(encoding="utf-8").startswith("a line")
    assert json.loads(robot.metadata["artifact:log"]) == entry


def test_picture_that_is_not_there_is_refused(robot: FakeBuiltIn) -> None:
    with pytest.raises(ValueError, match="there is no file"):
        recording.attach_artifact("screen", "screenshots/none.png", "screenshot")
    assert robot.metadata == {}


def test_name_cannot_leave_the_folder(robot: FakeBuiltIn) -> None:
    with pytest.raises(ValueError, match="cannot name evidence"):
        recording.attach_artifact("../x", "text\n", "text")
    assert robot.metadata == {}


def test_fact_that_is_too_large_belongs_in_an_artifact(robot: FakeBuiltIn) -> None:
    with pytest.raises(ValueError, match="attach it as an artifact"):
        recording.record_fact("x", "X", "x" * 70_000)
    assert robot.metadata == {}
