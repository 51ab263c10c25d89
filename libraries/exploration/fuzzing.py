"""Schemathesis on the app's own OpenAPI document, in a process of its own and within a time limit."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

CHECKS = "not_a_server_error,response_schema_conformance"
MISTAKE = {"type": "object", "required": ["type", "loc", "msg"]}
REFUSAL = {
    "type": "object",
    "required": ["detail"],
    "properties": {"detail": {"anyOf": [{"type": "string"}, {"type": "array", "items": MISTAKE}]}},
}
"""What 422 may say by contract 1: a text or a validation's list. FastAPI documents the list alone."""


@dataclass(frozen=True)
class Failure:
    """One kind of failure that Schemathesis saw, with the operations on which it did."""

    code: str
    title: str
    count: int
    operations: tuple[str, ...]

    @property
    def server_error(self) -> bool:
        """Say whether the server failed, and not only its document."""
        return "server_error" in self.code


@dataclass(frozen=True)
class Fuzzed:
    """The outcome of a run."""

    cases: int
    operations: int
    failures: tuple[Failure, ...]
    errors: tuple[str, ...]
    output: str


def fuzz(url: str, folder: Path, seconds: int, examples: int, seed: int = 27) -> Fuzzed:
    """Send generated requests to each operation and check statuses and shapes.

    Args:
        url: The app's address.
        folder: Where the report goes; made when it is not there.
        seconds: Time limit for all of it.
        examples: Requests per operation at most, besides those on the schema's bounds.
        seed: Same seed, same requests.
    """
    folder.mkdir(parents=True, exist_ok=True)
    report, document = folder / "fuzzing.json", folder / "openapi.json"
    answer = requests.get(f"{url}/openapi.json", timeout=30)
    answer.raise_for_status()
    document.write_text(json.dumps(with_refusals_of_the_contract(answer.json())))
    command = [str(Path(sys.executable).with_name("schemathesis")), "run", document.name, "--url", url]
    command += ["--checks", CHECKS, "--phases", "coverage,fuzzing", "--max-examples", str(examples)]
    command += ["--max-time", str(seconds), "--seed", str(seed), "--no-shrink", "--no-color"]
    command += ["--generation-database", "none", "--continue-on-failure", "--warnings", "off"]
    command += ["--request-timeout", "10", "--report", "json", "--report-json-path", str(report)]
    report.unlink(missing_ok=True)
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, timeout=seconds * 2 + 30
    )
    output = done.stdout + done.stderr
    if not report.exists():
        raise ValueError(f"Schemathesis left no report (exit code {done.returncode}):\n{output[-2000:]}")
    return read_report(json.loads(report.read_text()), output)


def with_refusals_of_the_contract(document: dict[str, Any]) -> dict[str, Any]:
    """Return an OpenAPI document in which an answer 422 may have either form of an error."""
    changed = copy.deepcopy(document)
    for path in changed.get("paths", {}).values():
        for operation in path.values():
            answers = operation.get("responses", {}) if isinstance(operation, dict) else {}
            if "422" in answers:
                answers["422"] = {"description": "", "content": {"application/json": {"schema": REFUSAL}}}
    return changed


def read_report(report: dict[str, Any], output: str = "") -> Fuzzed:
    """Take from a report what decides."""
    failures = [
        Failure(entry["code"], entry["title"], entry["count"], tuple(entry["operations"]))
        for entry in report["failures"]
    ]
    return Fuzzed(
        cases=report["test_cases"]["generated"],
        operations=(report["operations"] or {}).get("tested", 0),
        failures=tuple(failures),
        errors=tuple(entry["title"] for entry in report["errors"]),
        output=output,
    )
