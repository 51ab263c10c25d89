"""The manifest: SHA-256 of everything that a verdict rests on, and what changed since."""

import json
import os
from pathlib import Path

from readiness.charts import FILES as CHARTS
from readiness.digests import file_digest
from readiness.plan import PLAN_FILE, write_json
from readiness.policy import FILES
from readiness.project import Project
from readiness.rendering import TEMPLATES
from readiness.sources import source_digests

MANIFEST_FILE = "manifest.json"
_OUTPUT_FILES = ("output.xml", "verdict.json", PLAN_FILE)


class ManifestError(Exception):
    """There is no manifest, or none that can be read."""


def write_manifest(output: Path, project: Project) -> None:
    """Digest what a campaign left: output, verdict, plan, artifacts, reports, policy.

    Args:
        output: the campaign's output directory.
        project: whose reports and policy they are.
    """
    entries = {
        "output": _digests(output, _kept(output)),
        "project": _digests(project.root, _of_project(project)),
    }
    write_json(output / MANIFEST_FILE, entries)


def changed_since(output: Path, project: Project) -> list[str]:
    """What is no longer as the manifest has it.

    Args:
        output: the campaign's output directory.
        project: whose reports and policy they are.

    Returns:
        A line for each file that is missing, changed or new.

    Raises:
        ManifestError: without a manifest nothing can be compared.
    """
    recorded = _read(output)
    lines = []
    for root, name, now in (
        (output, "output", _digests(output, _kept(output))),
        (
            project.root,
            "project",
            _digests(project.root, [*recorded.get("project", {}), *_of_project(project)]),
        ),
    ):
        then = recorded.get(name, {})
        lines += [f"{root / path} is missing" for path in sorted(then.keys() - now.keys())]
        lines += [f"{root / path} is new" for path in sorted(now.keys() - then.keys())]
        lines += [
            f"{root / path} has changed"
            for path in sorted(now.keys() & then.keys())
            if now[path] != then[path]
        ]
    return lines


def _read(output: Path) -> dict[str, dict[str, str]]:
    path = output / MANIFEST_FILE
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise ManifestError(f"{path} is missing: run a campaign with `readiness run` first.") from None
    except ValueError as error:
        raise ManifestError(f"{path} cannot be read: {error}.") from None
    if not isinstance(entries, dict) or not all(isinstance(part, dict) for part in entries.values()):
        raise ManifestError(f"{path} is no manifest.")
    return entries


def _kept(output: Path) -> list[str]:
    artifacts = sorted(path for path in (output / "artifacts").rglob("*") if path.is_file())
    return [*_OUTPUT_FILES, *(path.relative_to(output).as_posix() for path in artifacts)]


def _of_project(project: Project) -> list[str]:
    folder = os.path.relpath(project.reports, project.root)
    reports = [os.path.join(folder, Path(name).name) for name in TEMPLATES]  # noqa: PTH118 - may begin with ..
    charts = [os.path.join(folder, name) for name in CHARTS]  # noqa: PTH118 - may begin with ..
    policy = [f"resources/{name}" for name in FILES]
    return [*reports, *charts, *policy, "scripts/performance_test.py", *source_digests(project.root)]


def _digests(root: Path, names: list[str]) -> dict[str, str]:
    return {name: file_digest(root / name) for name in sorted(names) if (root / name).is_file()}
