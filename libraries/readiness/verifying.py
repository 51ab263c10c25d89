"""`readiness verify`: nothing changed since the verdict, and it follows again from the evidence."""

import json
import tempfile
from pathlib import Path
from typing import Any

from readiness.digests import file_digest
from readiness.doors import conclude
from readiness.manifest import ManifestError, changed_since
from readiness.project import Project
from readiness.reader import read_output
from readiness.verdict_file import VERDICT_FILE, verdict_document

_FOLLOWS = ("verdict", "target", "counts", "tests", "tasks", "findings", "measurements")


def verify_campaign(output: Path, project: Project) -> list[str]:
    """What is not as it was when the verdict was given.

    Args:
        output: the campaign's output directory.
        project: whose reports and policy they are.

    Returns:
        A line for each thing; empty when all is well.
    """
    try:
        problems = changed_since(output, project)
    except ManifestError as error:
        return [str(error)]
    for name in ("output.xml", VERDICT_FILE):
        if not (output / name).is_file():
            problems.append(f"{output / name} is missing")
    return problems or [*_differences(output), *_artifacts(output)]


def _artifacts(output: Path) -> list[str]:
    """Artifacts that the evidence names and that are not there as it has them."""
    kept = {
        entry["path"]: entry["sha256"]
        for test in read_output(output / "output.xml").tests
        for entry in test.artifacts.values()
    }
    return [
        f"{output / path} is not what the evidence says"
        for path, digest in sorted(kept.items())
        if file_digest(output / path) != digest
    ]


def _differences(output: Path) -> list[str]:
    try:
        recorded: dict[str, Any] = json.loads((output / VERDICT_FILE).read_text(encoding="utf-8"))
        campaign = read_output(output / "output.xml")
        with tempfile.TemporaryDirectory() as elsewhere:
            judgement = conclude(campaign, output, root=Path(elsewhere), drawn=False)
        gate = any(reason["kind"] == "gate" for reason in recorded["reasons"])
        missing = [part for part in _FOLLOWS if part not in recorded]
    except (ValueError, KeyError, TypeError) as error:
        return [f"the verdict cannot be worked out again: {error!r}"]
    if missing:
        return [f"{VERDICT_FILE}: it says nothing of {', '.join(missing)}"]
    again = json.loads(json.dumps(verdict_document(judgement, [])))
    parts = [part for part in _FOLLOWS if part != "verdict" or not gate]
    return [
        f"{VERDICT_FILE}: '{part}' does not follow from the evidence"
        for part in parts
        if recorded[part] != again[part]
    ]
