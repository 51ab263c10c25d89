"""The policy in words, its check, and the doctor's diagnosis."""

import datetime
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from readiness.deviations import deviations
from readiness.figures import figure
from readiness.plan import PlanError, PlannedTest, plan_of_suites
from readiness.policy import Policy
from readiness.policy_loading import load_policy, overdue_waivers
from readiness.project import Project
from readiness.rendering import report_language
from readiness.summary import code_of
from readiness.verdict_file import VERDICT_FILE


def check(project: Project) -> list[str]:
    """What is wrong with the policy, the suites' tags included.

    Raises:
        PolicyError: when the files themselves are wrong.
    """
    policy = load_policy(project.resources)
    problems = overdue_waivers(policy, datetime.date.today())
    try:
        tests = plan_of_suites(project.suites)
    except PlanError as error:
        return [*problems, str(error)]
    return [*problems, *_tags(policy, tests)]


def _tags(policy: Policy, tests: Iterable[PlannedTest]) -> Iterator[str]:
    used = {name: test.longname for test in tests for name in test.dod}
    known = {item.id for item in policy.items}
    for item in policy.items:
        if item.kind != "derived" and item.id not in used:
            yield f"readiness.toml: no test carries the tag 'dod:{item.id}'. Write one, or remove the item."
    for name in sorted(used.keys() - known):
        yield f"{used[name]}: 'dod:{name}' names no item of readiness.toml. Mend the tag or add the item."


def explain(project: Project, output: Path, language: str | None) -> str:
    """What leads to GO, in words, and what the last campaign still lacks.

    Args:
        project: whose policy it is.
        output: output directory of the last campaign.
        language: of the titles.
    """
    policy = load_policy(project.resources)
    return "\n".join([*_rules(policy, report_language(language)), "", *_from_here(output)])


def _rules(policy: Policy, language: str) -> Iterator[str]:
    go = policy.go
    yield "GO needs:"
    yield f"  at most {go.critical} Critical findings, and none of them merely known"
    yield f"  at most {go.high} High findings, known ones included"
    yield "  every planned test run, none skipped, none lost"
    yield "  every deliverable there and as it was written:"
    yield from (f"    {rule.path}" for rule in policy.deliverables)
    yield "  every item of the Definition of Done that applies to the target:"
    for item in policy.items:
        title = item.title.in_language(language)
        yield f"    Task {item.task}  {item.id}: {title} ({item.kind}; {', '.join(item.targets)})"
    yield "CONDITIONAL GO: the same, but each Critical, and each High beyond the limit, is a known issue"
    yield f"  (owner, cause, plan, a due date at most {go.waiver_days} days ahead). Anything else is NO-GO."
    yield "Limits:"
    for sla in policy.slas.values():
        beyond = f"; Critical at {figure(sla.critical, sla.unit)} and beyond" if sla.critical else ""
        yield f"  {sla.name}: below {figure(sla.limit, sla.unit)}{beyond}"
    yield from (f"Differs from the plan: {line}" for line in deviations(policy))


def _from_here(output: Path) -> Iterator[str]:
    path = output / VERDICT_FILE
    try:
        document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        yield f"No verdict in {output} yet: run `readiness run`."
        return
    try:
        yield from _steps(document)
    except (KeyError, TypeError) as error:
        yield f"{path} is no verdict of the gate ({error!r}): run `readiness run`."


def _steps(document: dict[str, Any]) -> Iterator[str]:
    yield f"From here (last campaign: {document['verdict']}, exit {code_of(document)}):"
    yield from (f"  {reason['text']}" for reason in document["reasons"])
    for task in document["tasks"]:
        yield from (f"  {item['id']}: {item['why']}" for item in task["dod"] if item["state"] == "open")


def diagnosis(results: Iterable[Any], say: Callable[[str], Any], brief: bool = False) -> int:
    """Print what the doctor found.

    Args:
        results: objects or dictionaries with name, ok, message and cure.
        say: prints a line.
        brief: say nothing of what is in order.

    Returns:
        0 when nothing is in the way, else 30.
    """
    bad = 0
    for result in results:
        entry = result if isinstance(result, dict) else {key: getattr(result, key, "") for key in _PARTS}
        good = bool(entry.get("ok"))
        bad += not good
        if not (good and brief):
            say(f"{'ok     ' if good else 'MISSING'}  {entry.get('name')}: {entry.get('message')}")
        if not good and entry.get("cure"):
            say(f"         cure: {entry['cure']}")
    return 30 if bad else 0


_PARTS = ("name", "ok", "message", "cure")
