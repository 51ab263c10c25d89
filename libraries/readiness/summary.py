"""The last lines of a campaign on the terminal, from verdict.json."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from readiness.evidence import Reason
from readiness.verdict import exit_code, run_again

_MOST = 8


def code_of(document: dict[str, Any]) -> int:
    """The exit code that a verdict.json stands for."""
    return exit_code(document["verdict"], [Reason(**reason) for reason in document["reasons"]])


def summary(document: dict[str, Any], output: Path, reports: Path) -> str:
    """Verdict, counts, reasons, what to do next, where to read more; the last line names verdict and code.

    Args:
        document: verdict.json.
        output: the campaign's output directory.
        reports: where the reports lie.
    """
    return "\n".join(_lines(document, output, reports))


def _lines(document: dict[str, Any], output: Path, reports: Path) -> Iterator[str]:
    tests, counts = document["tests"], document["counts"]
    yield ""
    yield (
        f"Tests: {tests['planned']} planned, {tests['executed']} executed, {tests['passed']} passed, "
        f"{tests['failed']} failed, {tests['skipped']} skipped, {len(tests['missing'])} missing"
    )
    yield "Findings: " + ", ".join(f"{number} {severity}" for severity, number in counts.items())
    items = [task[state] for task in document["tasks"] for state in ("done", "open", "not_applicable")]
    done, still, other = (sum(items[start::3]) for start in range(3))
    yield f"Definition of Done: {done} done, {still} open, {other} not applicable on {document['target']}"
    yield "Reasons:"
    yield from (f"  [{reason['kind']}] {reason['text']}" for reason in document["reasons"])
    steps = list(_next(document))
    if steps:
        yield "Next:"
        yield from (f"  - {step}" for step in steps[:_MOST])
        if len(steps) > _MOST:
            yield f"  - and {len(steps) - _MOST} more; the readiness report lists them"
    yield f"Read: {reports / 'PHASE3_READINESS_REPORT.md'}"
    yield f"      {output / 'log.html'}"
    name = document["verdict"].replace("_", "-").replace("CONDITIONAL-GO", "CONDITIONAL GO")
    yield f"VERDICT: {name} (exit {code_of(document)})"


def _next(document: dict[str, Any]) -> Iterator[str]:
    for finding in document["findings"]:
        if finding["severity"] in ("critical", "high") and finding["status"] in ("open", "expired"):
            # Robot's own first line, such as "Parent suite setup failed:", says nothing yet.
            lines = [line for line in finding["message"].split("\n") if line.strip()]
            line = " ".join(lines[: 2 if lines and lines[0].endswith(":") else 1])[:160]
            yield f"{finding['severity'].capitalize()} {finding['id']}: {line}"
    for task in document["tasks"]:
        for item in task["dod"]:
            if item["state"] == "open" and task["id"] < 5:
                yield f"Task {task['id']}, {item['id']}: {item['why']}"
    if any(run_again(Reason(**reason)) for reason in document["reasons"]):
        yield "Undo what the reasons above name, and run the whole campaign again: make verify"
