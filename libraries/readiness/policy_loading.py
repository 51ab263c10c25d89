"""Loading the policy from `resources/`, strictly."""

import datetime
import fnmatch
import string
from pathlib import Path
from typing import Any

from readiness import toml_reading as toml
from readiness.patterns import found
from readiness.policy import (
    FILES,
    LANGUAGES,
    PLAN_DELIVERABLES,
    Decision,
    DeliverableRule,
    DodItem,
    Go,
    KnownIssue,
    Policy,
    PolicyError,
    SeverityRules,
    Sla,
    Task,
    Text,
    digest_of,
)
from readiness.toml_reading import StrictFile, Table
from readiness.vocabulary import CAPABILITIES, SEVERITIES, SLAS
from stack.settings import TARGETS

KINDS = ("outcome", "activity", "derived")
_NO_DAY = datetime.date(1, 1, 1)
_EMPTY = {"ko": "?", "en": "?"}


def load_policy(folder: Path) -> Policy:
    """The policy that lies in a folder.

    Args:
        folder: holds readiness.toml, and as wanted known_issues.toml and decisions.toml.

    Returns:
        The policy.

    Raises:
        PolicyError: with one line for each thing that is wrong.
    """
    problems: list[str] = []
    main = StrictFile(folder / FILES[0], problems)
    issues = StrictFile(folder / FILES[1], problems, optional=True)
    decisions = StrictFile(folder / FILES[2], problems, optional=True)
    if problems:
        raise PolicyError(problems)
    policy = _policy(main, issues, decisions, digest_of(folder))
    if problems:
        raise PolicyError(problems)
    return policy


def _policy(main: StrictFile, issues: StrictFile, decisions: StrictFile, digest: str) -> Policy:
    top = ("", 0)
    main.only(top, main.data, ("schema", "sla", "severity", "go", "task", "deliverable"))
    main.get(top, main.data, "schema", lambda value: None if value == 1 else "must be 1", 1)
    issues.only(top, issues.data, ("issue",))
    decisions.only(top, decisions.data, ("decision",))
    return Policy(
        slas=_slas(main),
        severity=_severity(main),
        go=_go(main),
        tasks=_tasks(main),
        deliverables=_deliverables(main),
        known_issues=tuple(_issue(issues, where, table) for where, table in _unique(issues, "issue")),
        decisions=tuple(
            _decision(decisions, where, table) for where, table in _unique(decisions, "decision")
        ),
        digest=digest,
    )


def _slas(file: StrictFile) -> dict[str, Sla]:
    slas = {}
    section = _section(file, "sla")
    file.only(("sla", 0), section, SLAS)
    for name in SLAS:
        where, table = (f"sla.{name}", 0), section.get(name)
        if not isinstance(table, dict):
            file.complain(where, "", f"[sla.{name}] is missing. Add it with limit and unit.")
            continue
        file.only(where, table, ("limit", "critical", "unit"))
        limit = file.get(where, table, "limit", toml.positive, 1.0)
        unit = file.get(where, table, "unit", toml.text, "")
        critical = file.get(where, table, "critical", toml.positive, None) if "critical" in table else None
        if critical is not None and critical < limit:
            file.complain(where, "critical", f"'critical' ({critical}) is below 'limit' ({limit}). Raise it.")
        slas[name] = Sla(name, limit, unit, critical)
    return slas


def _severity(file: StrictFile) -> SeverityRules:
    names = tuple(SeverityRules.__dataclass_fields__)
    where, table = ("severity", 0), _section(file, "severity")
    file.only(where, table, names)
    words = toml.one_of(SEVERITIES)
    return SeverityRules(**{name: file.get(where, table, name, words, "high") for name in names})


def _go(file: StrictFile) -> Go:
    names = tuple(Go.__dataclass_fields__)
    where, table = ("go", 0), _section(file, "go")
    file.only(where, table, names)
    return Go(**{name: file.get(where, table, name, toml.whole, 0) for name in names})


def _tasks(file: StrictFile) -> tuple[Task, ...]:
    tasks, item_number, seen = [], 0, set[str]()
    for where, table in _unique(file, "task", toml.whole):
        file.only(where, table, ("id", "title", "dod"))
        number = table.get("id", -1)
        title = _text(file, where, table, "title")
        items = []
        for entry in table.get("dod", []) if isinstance(table.get("dod", []), list) else []:
            spot = ("task.dod", item_number)
            item_number += 1
            item = _item(file, spot, entry if isinstance(entry, dict) else {}, number)
            if item.id in seen:
                file.complain(spot, "id", f"the DoD id '{item.id}' is used twice. Give each item its own.")
            seen.add(item.id)
            items.append(item)
        if not items:
            file.complain(where, "id", f"task {number} has no [[task.dod]]. Add at least one.")
        tasks.append(Task(number, title, tuple(items)))
    if not tasks:
        file.complain(("", 0), "task", "there is no [[task]]. Add the plan's tasks 0 to 5.")
    return tuple(tasks)


def _item(file: StrictFile, where: tuple[str, int], table: Table, task: int) -> DodItem:
    file.only(where, table, ("id", "title", "kind", "targets", "sla"))
    return DodItem(
        id=file.get(where, table, "id", toml.text, "?"),
        task=task,
        title=_text(file, where, table, "title"),
        kind=file.get(where, table, "kind", toml.one_of(KINDS), "outcome"),
        targets=tuple(file.get(where, table, "targets", _are_targets, list(TARGETS))),
        sla=file.get(where, table, "sla", toml.one_of(SLAS), None) if "sla" in table else None,
    )


def _deliverables(file: StrictFile) -> tuple[DeliverableRule, ...]:
    rules: list[DeliverableRule] = []
    for where, table in file.tables("deliverable"):
        file.only(where, table, ("task", "path"))
        path = file.get(where, table, "path", toml.text, "?")
        if path.startswith("/") or ".." in path.split("/"):
            file.complain(where, "path", f"'{path}' leaves the project. Name a path below it.")
        if any(path == rule.path for rule in rules):
            file.complain(where, "path", f"'{path}' is named twice. Remove one.")
        rules.append(DeliverableRule(file.get(where, table, "task", toml.whole, 0), path))
    for path in PLAN_DELIVERABLES:
        if all(path != rule.path for rule in rules):
            file.complain(("", 0), "deliverable", f"the plan wants '{path}'. Add its [[deliverable]].")
    return tuple(rules)


def _issue(file: StrictFile, where: tuple[str, int], table: Table) -> KnownIssue:
    names = tuple(KnownIssue.__dataclass_fields__)
    file.only(where, table, names)
    words = {
        name: file.get(where, table, name, toml.pattern if name == "message" else toml.text, "?")
        for name in names
        if name != "due"
    }
    due = file.get(where, table, "due", _is_day, _NO_DAY)
    if _matches_anything(words["message"]):
        file.complain(where, "message", "'message' matches any message. Name what this failure says.")
    if any(fnmatch.fnmatchcase(name, words["test"]) for name in _ANY_TEST):
        file.complain(where, "test", "'test' is about any test. Name it; wildcards stand for a part of it.")
    return KnownIssue(due=due, **words)


_ANY_TEST = ("Suites.Qzx.Zqx wvk", "Suites.Qzx Vkj.Wvq.Zqx")
_ANYTHING = ("", *string.printable, "가", string.printable, string.printable[::-1], "7 zq xjv 0.5 kw\n가 힣")
"""Texts that no failure says: a pattern that is found in one of them names nothing."""


def _matches_anything(message: str) -> bool:
    return message != "?" and any(found(message, text) for text in _ANYTHING)


def _decision(file: StrictFile, where: tuple[str, int], table: Table) -> Decision:
    file.only(where, table, ("id", "title", "state", "owner", "note"))
    decision = Decision(
        id=table.get("id", "?"),
        title=_text(file, where, table, "title"),
        state=file.get(where, table, "state", toml.one_of(("open", "decided")), "open"),
        owner=file.get(where, table, "owner", toml.any_text, ""),
        note=_text(file, where, table, "note"),
    )
    if decision.state == "decided" and not decision.owner:
        file.complain(where, "owner", f"'{decision.id}' is decided, but by whom? Name the owner.")
    return decision


def _unique(
    file: StrictFile, name: str, check: toml.Check = toml.text
) -> list[tuple[tuple[str, int], Table]]:
    """Tables of an array whose ids differ; those that repeat one are complained of."""
    seen: set[Any] = set()
    tables = file.tables(name)
    for where, table in tables:
        key = file.get(where, table, "id", check, None)
        if key is not None and key in seen:
            file.complain(where, "id", f"the id '{key}' is used twice. Give each {name} its own.")
        seen.add(key)
    return tables


def _section(file: StrictFile, name: str) -> Table:
    table = file.data.get(name)
    if isinstance(table, dict):
        return table
    file.complain((name, 0), "", f"[{name}] is missing. Restore it.")
    return {}


def _text(file: StrictFile, where: tuple[str, int], table: Table, key: str) -> Text:
    value = file.get(where, table, key, toml.both_languages, _EMPTY)
    return Text(**{language: value[language] for language in LANGUAGES})


def _are_targets(value: Any) -> str | None:
    """Targets; where one may give less than another of its kind, with what it must give: external+write."""
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        return toml.some_of(TARGETS)(value)
    parts = [entry.split("+") for entry in value]
    wrong = toml.some_of(TARGETS)([target for target, *_ in parts])
    if wrong:
        return wrong
    if any(needs and target == "embedded" for target, *needs in parts):
        return "must name embedded alone: it gives everything"
    unknown = sorted({need for _, *needs in parts for need in needs if need not in CAPABILITIES})
    known = ", ".join(CAPABILITIES)
    return f"asks a target for {', '.join(unknown)}; it may ask for {known}" if unknown else None


def _is_day(value: Any) -> str | None:
    day = isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)
    return None if day else "must be a date such as 2026-12-20, without quotes"


def overdue_waivers(policy: Policy, today: datetime.date) -> list[str]:
    """Known issues that are due later than the policy lets them be.

    Args:
        policy: the policy.
        today: the day on which a campaign starts.

    Returns:
        A line of complaint for each.
    """
    return [
        f"{FILES[1]}: '{issue.id}' is due on {issue.due}, more than {policy.go.waiver_days} days ahead. "
        "Set a nearer date."
        for issue in policy.known_issues
        if (issue.due - today).days > policy.go.waiver_days
    ]
