"""What must be the same at every door, as text: no times, paths, sizes, digests or measured values."""

import json
from typing import Any

from readiness.judging import Judgement


def canonical(judgement: Judgement) -> str:
    """The canonical form of a judgement.

    Args:
        judgement: of any door.

    Returns:
        JSON with sorted keys and a newline at its end.
    """
    tests = judgement.tests
    document: dict[str, Any] = {
        "verdict": judgement.verdict,
        "rules": sorted({f"{reason.kind}:{reason.rule}" for reason in judgement.reasons}),
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
            "status": {test.longname: test.status for test in judgement.records},
        },
        "dod": {state.item.id: state.state for state in judgement.items},
        "findings": [
            {"id": finding.id, "severity": finding.severity, "status": finding.status, "tests": finding.tests}
            for finding in judgement.findings
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
