"""verdict.json: the machine's view of a judgement, checked against its schema before it is written."""

import functools
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import jsonschema

from readiness.deliverables import Deliverable
from readiness.dod import DONE, NOT_APPLICABLE, NOT_DONE
from readiness.findings import Finding
from readiness.judging import Judgement
from readiness.plan import write_json
from readiness.severity import Judged

VERDICT_FILE = "verdict.json"
SCHEMA_FILE = Path(__file__).with_name("verdict.schema.json")
_MEASURE = ("comparison", "p50", "p95", "p99", "max", "breakdown", "cause", "sla")


def write_verdict(judgement: Judgement, deliverables: list[Deliverable], path: Path) -> None:
    """Write verdict.json in one step.

    Args:
        judgement: what the evidence comes to.
        deliverables: as they lie on disk.
        path: of the file.
    """
    document = verdict_document(judgement, deliverables, measured=False)
    validator().validate(document)
    write_json(path, {**document, "measurements": Measurements(judgement)})


@functools.cache
def validator() -> Any:
    """Checks against the JSON Schema of verdict.json."""
    return jsonschema.Draft202012Validator(json.loads(SCHEMA_FILE.read_text(encoding="utf-8")))


def verdict_document(
    judgement: Judgement, deliverables: list[Deliverable], measured: bool = True
) -> dict[str, Any]:
    """verdict.json as data.

    Args:
        judgement: what the evidence comes to.
        deliverables: as they lie on disk.
        measured: whether the measurements are wanted: there may be tens of thousands.
    """
    tests = judgement.tests
    return {
        "schema": 1,
        "verdict": judgement.verdict,
        "reasons": [asdict(reason) for reason in judgement.reasons],
        "target": judgement.target,
        "counts": judgement.counts,
        "tests": {
            "planned": tests.planned,
            "executed": tests.executed,
            "passed": tests.passed,
            "failed": tests.failed,
            "skipped": tests.skipped,
            "missing": list(tests.missing),
            "unexpected": list(tests.unexpected),
            "duplicated": list(tests.duplicated),
            "flaky": list(tests.flaky),
        },
        "tasks": [_task(judgement, task.id) for task in judgement.policy.tasks],
        "findings": [_finding(finding) for finding in judgement.findings],
        "measurements": list(Measurements(judgement)) if measured else [],
        "deliverables": [{**asdict(item), "pages": item.pages} for item in deliverables],
    }


def _task(judgement: Judgement, number: int) -> dict[str, Any]:
    task = next(task for task in judgement.policy.tasks if task.id == number)
    states = [state for state in judgement.items if state.item.task == number]
    return {
        "id": task.id,
        "title": task.title.en,
        "done": sum(state.state == DONE for state in states),
        "open": sum(state.state == NOT_DONE for state in states),
        "not_applicable": sum(state.state == NOT_APPLICABLE for state in states),
        "dod": [
            {
                "id": state.item.id,
                "title": state.item.title.en,
                "state": state.state,
                "tests": list(state.tests),
                "why": state.why,
            }
            for state in states
        ],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    entry = asdict(finding)
    del entry["seen"]
    return entry


class Measurements(list[Any]):
    """The measurements of a judgement, each made when it is asked for: there may be tens of thousands.

    It is a list because the JSON encoder takes nothing else for an array.
    """

    def __init__(self, judgement: Judgement) -> None:
        super().__init__()
        self._measures = judgement.measures
        whole = validator()
        self._validator = whole.evolve(schema=whole.schema["properties"]["measurements"]["items"])

    def __iter__(self) -> Iterator[Any]:
        for test, measure in self._measures:
            measurement = _measurement(test.longname, measure)
            self._validator.validate(measurement)
            yield measurement

    def __len__(self) -> int:
        return len(self._measures)


def _measurement(test: str, measure: Judged) -> dict[str, Any]:
    return {
        "test": test,
        "name": measure.name,
        "value": measure.entry["value"],
        "unit": measure.entry["unit"],
        "limit": measure.entry.get("limit"),
        "n": measure.entry.get("n") if isinstance(measure.entry.get("n"), int) else None,
        "outcome": measure.outcome,
        **{key: measure.entry.get(key) for key in _MEASURE},
    }
