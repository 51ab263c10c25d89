"""What every door does with a campaign: find project, policy and plan, judge, publish."""

import datetime
import os
import sys
from pathlib import Path

from readiness.digests import file_digest, tree_digest
from readiness.evidence import Campaign, Reason
from readiness.judging import Judgement
from readiness.manifest import MANIFEST_FILE, write_manifest
from readiness.plan import PLAN_FILE, Plan, PlanError, plan_of_suites, read_plan, write_plan
from readiness.policy import Go, Policy, PolicyError, SeverityRules, digest_of
from readiness.policy_loading import load_policy
from readiness.project import Project, find_project
from readiness.publishing import Case, publish, remove_published
from readiness.sources import FOLDERS, changed_tests, source_digests
from readiness.verdict_file import VERDICT_FILE
from readiness.wording import said

RUN_VARIABLE = "READINESS_RUN"
"""Set by `readiness run` for its children: the plan is recorded and the folder cleared already."""

EMPTY = Policy({}, SeverityRules(), Go(), (), (), (), (), "")
"""What is left to say NO-GO with when the policy cannot be read."""


def conclude(
    campaign: Campaign,
    output: Path,
    language: str | None = None,
    gate: list[Reason] | None = None,
    root: Path | None = None,
    drawn: bool = True,
) -> Judgement:
    """Judge a campaign and publish what follows.

    Args:
        campaign: the evidence.
        output: the campaign's output directory.
        language: ko or en; by `REPORT_LANG` and locale unless said.
        gate: what went wrong around the evidence.
        root: where everything is written; unless said, the reports go where the project's reports go.
        drawn: whether charts are drawn.

    Returns:
        The judgement.

    """
    project = find_project(campaign.source)
    plan, problems = plan_for(project, campaign, output)
    try:
        policy = load_policy(project.resources)
    except PolicyError as error:
        policy = EMPTY
        problems += [Reason("gate", "policy-invalid", line) for line in error.problems]
    reasons = [*(gate or []), *problems, *lost_workers(campaign, output)]
    case = Case(project, output, campaign, policy, plan, reasons, language or "", root, drawn)
    return publish(case)


def plan_for(project: Project, campaign: Campaign, output: Path) -> tuple[Plan, list[Reason]]:
    """The plan that was recorded for a campaign, else all tests under its suites."""
    recorded, problems = None, []
    try:
        recorded = read_plan(output)
    except PlanError as error:
        problems.append(Reason("gate", "no-plan", f"{error}."))
    if recorded and recorded.sources:
        return recorded, [*problems, *changed_tests(recorded.sources, project.root)]
    suites = Path(campaign.source) if campaign.source else project.suites
    if not suites.is_dir() or suites.name != project.suites.name:
        suites = project.suites
    try:
        tests = plan_of_suites(suites)
    except PlanError as error:
        return recorded or Plan(()), [*problems, Reason("gate", "no-plan", f"{error}.")]
    if recorded and recorded.tests != tests:
        text = said("The suites are not those that the campaign started with.")
        problems.append(Reason("gate", "tests-changed", text))
    return recorded or Plan(tests), problems


def record_plan(project: Project, output: Path, target: str) -> Plan:
    """Record, before a campaign starts, what it is to run and what it is to be judged by.

    Args:
        project: whose suites and policy they are.
        output: the campaign's output directory.
        target: embedded, compose or external.

    Raises:
        PlanError: when the suites cannot be read.
    """
    digests = {"known_issues": file_digest(project.resources / "known_issues.toml")}
    app = os.environ.get("APP_DIR") or project.root / "app"
    digests["app"] = tree_digest(Path(app))
    digests |= {name: tree_digest(project.root / name) for name in FOLDERS}
    tests = plan_of_suites(project.suites)
    sources = source_digests(project.root)
    plan = Plan(tests, digest_of(project.resources), target, now(), digests, sources)
    write_plan(plan, output)
    return plan


def clear_for(project: Project, output: Path) -> None:
    """Before a campaign: whatever an earlier one concluded goes."""
    remove_published(output / VERDICT_FILE, project.reports)
    for name in (MANIFEST_FILE, PLAN_FILE):
        (output / name).unlink(missing_ok=True)


def plan_lost(output: Path) -> list[Reason]:
    """A plan that was recorded when the run started and is gone when it ends."""
    if (output / PLAN_FILE).is_file():
        return []
    return [Reason("gate", "no-plan", said("The plan that the campaign started with is gone."))]


def close(output: Path, project: Project) -> None:
    """At the very end of a run, when Robot has written its files: the manifest, or no verdict at all.

    Args:
        output: the campaign's output directory.
        project: whose reports and policy they are.
    """
    try:
        if not whole_output(output / "output.xml"):
            (output / VERDICT_FILE).unlink(missing_ok=True)
            sys.stderr.write(f"No verdict: {output / 'output.xml'} is missing or cut.\n")
        write_manifest(output, project)
    except OSError as error:
        sys.stderr.write(f"No manifest: {error.filename or output}: {error.strerror}\n")


def lost_workers(campaign: Campaign, output: Path) -> list[Reason]:
    """Workers of pabot that left no whole output: their tests are simply absent."""
    if campaign.runner != "pabot":
        return []
    folders = sorted(path for path in (output / "pabot_results").glob("*") if path.is_dir())
    lost = [folder.name for folder in folders if not whole_output(folder / "output.xml")]
    if not lost:
        return []
    text = said("pabot lost a worker; see pabot_results: {names}.", names=", ".join(lost))
    return [Reason("gate", "lost-worker", text)]


def whole_output(path: Path) -> bool:
    """Whether an output.xml is there and ends as Robot ends it."""
    try:
        with path.open("rb") as stream:
            stream.seek(max(0, path.stat().st_size - 64))
            return stream.read().rstrip().endswith(b"</robot>")
    except OSError:
        return False


def now() -> str:
    """The time now, ISO 8601 with its zone."""
    return datetime.datetime.now().astimezone().isoformat(timespec="seconds")


def conclude_failed(
    project: Project, output: Path, gate: list[Reason], root: Path | None = None
) -> Judgement:
    """A NO-GO with reasons of kind gate, for a campaign whose evidence could not be judged.

    Args:
        project: the project.
        output: the campaign's output directory.
        gate: what went wrong.
        root: where to write, as for `conclude`.
    """
    try:
        policy = load_policy(project.resources)
    except PolicyError:
        policy = EMPTY
    return publish(Case(project, output, Campaign(), policy, Plan(()), gate, root=root))
