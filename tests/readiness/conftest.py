"""A small campaign in memory, and a small project that really runs."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from readiness import evidence
from readiness.evidence import Campaign, make_test
from readiness.judging import Judgement, judge
from readiness.manifest import write_manifest
from readiness.plan import Plan, PlannedTest
from readiness.policy import Policy
from readiness.policy_loading import load_policy
from readiness.project import Project

HERE = Path(__file__).parent
SMALL_PROJECT = HERE / "project"
BIN = Path(sys.executable).parent


@dataclass
class SmallCampaign:
    """Records like those of the small project, to be bent by a test."""

    policy: Policy
    records: dict[str, dict[str, Any]] = field(default_factory=dict)

    def bend(self, name: str, **changes: Any) -> "SmallCampaign":
        self.records[name].update(changes)
        return self

    def add(self, name: str, tags: str, **more: Any) -> "SmallCampaign":
        self.records[name] = {
            "tags": tuple(tags.split()),
            "status": "PASS",
            "message": "",
            "metadata": {},
            **more,
        }
        return self

    def tests(self) -> list[evidence.TestRecord]:
        return [
            make_test(
                name,
                name.rsplit(".", 1)[-1],
                name.rsplit(".", 1)[0],
                record["tags"],
                record["status"],
                record["message"],
                {**record["metadata"], "evidence": str(len(record["metadata"]))},
                start="2026-11-24T10:00:00",
            )
            for name, record in self.records.items()
        ]

    def plan(self) -> Plan:
        return Plan(tuple(PlannedTest(name, record["tags"]) for name, record in self.records.items()))

    def judge(self, **more: Any) -> Judgement:
        plan = more.pop("plan", None) or self.plan()
        target, access = more.pop("target", "embedded"), frozenset(more.pop("access", "").split())
        campaign = Campaign(tests=self.tests(), target=target, access=access)
        return judge(campaign, self.policy, plan, **more)


@pytest.fixture(scope="session")
def policy() -> Policy:
    return load_policy(SMALL_PROJECT / "resources")


@pytest.fixture
def small(policy: Policy) -> SmallCampaign:
    """A campaign that is GO as it stands."""
    measure = {"value": 0.2, "unit": "s", "limit": 1.0, "comparison": "<", "outcome": "demonstrated"}
    sla = {"measure:run": json.dumps({**measure, "sla": "response_time"})}
    campaign = SmallCampaign(policy)
    campaign.add("Suites.Environment.Up", "task:0 severity:critical dod:services-healthy")
    campaign.add("Suites.Ui.Flow.Stored", "task:1 severity:critical dod:ui-backtest-flow")
    campaign.add("Suites.Ui.Flow.Green", "task:1 severity:high dod:ui-backtest-flow")
    campaign.add("Suites.Performance.Fast", "task:2 severity:high dod:response-sla", metadata=sla)
    campaign.add("Suites.Performance.Parts", "task:2 severity:medium dod:bottleneck")
    return campaign.add("Suites.Known Issues.Console", "task:3 severity:medium dod:exploration")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the small project, whose suites really run."""
    shutil.copytree(SMALL_PROJECT, tmp_path / "project")
    return tmp_path / "project"


@pytest.fixture
def command(project: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs a command of the environment in the project."""

    def run(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "REPORT_LANG": "en"}
        for variable in ("TARGET", "APP_DIR", "READINESS_RUN"):
            environment.pop(variable, None)
        done = subprocess.run(
            [str(BIN / name), *arguments],
            cwd=project,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        # Shown when a test fails.
        sys.stdout.write(f"{name} {arguments}: {done.returncode}\n{done.stdout}\n{done.stderr}\n")
        return done

    return run


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose campaign has run once, under plain robot; not to be changed."""
    root = tmp_path_factory.mktemp("finished") / "project"
    shutil.copytree(SMALL_PROJECT, root)
    subprocess.run(
        [str(BIN / "robot"), "--outputdir", "results", "suites"],
        cwd=root,
        capture_output=True,
        check=True,
        timeout=120,
    )
    return root


@pytest.fixture(scope="session")
def copy_of() -> Callable[[Path, Path], Path]:
    """Copies a finished project, so that its output names the copy's suites and its manifest is whole."""

    def copy(original: Path, root: Path) -> Path:
        shutil.copytree(original, root)
        output = root / "results" / "output.xml"
        text = output.read_text(encoding="utf-8").replace(str(original), str(root))
        output.write_text(text, encoding="utf-8")
        write_manifest(output.parent, Project(root))
        return root

    return copy
