"""From failed tests and from what passing tests saw to findings: one each, in the order of their ids."""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from readiness.evidence import TestRecord
from readiness.places import slug
from readiness.policy import KnownIssue, Policy
from readiness.severity import (
    Judged,
    failed,
    judge_measures,
    message_of,
    severity_of,
    severity_of_seen,
)
from readiness.vocabulary import SEVERITIES, worst
from readiness.wording import said

OPEN, KNOWN, EXPIRED, STALE = "open", "known", "expired", "stale"
IN_VAIN = re.compile(
    r"\A[^\n]*TimeoutError: [^\n]*Timeout (?P<ms>\d+)ms exceeded\..*?waiting for (?P<what>[^\n]+)", re.DOTALL
)
"""What Playwright says of an element that never came: time in the first line, element in the call log."""
_Key = tuple[str, str, str]


@dataclass(slots=True)
class Finding:
    """Something that is wrong with the product, or could not be shown to be right."""

    id: str
    title: str
    severity: str
    status: str
    task: int | None
    tests: list[str]
    message: str
    cause: str | None = None
    plan: str | None = None
    owner: str | None = None
    due: str | None = None
    flaky: bool = False
    seen: bool = False
    evidence: list[dict[str, str]] = field(default_factory=list)

    @property
    def counts(self) -> bool:
        """Whether the verdict counts it: a stale entry explains nothing and is no finding of this run."""
        return self.status != STALE


@dataclass(slots=True)
class _Case:
    """A failure before known issues and causes bring some together."""

    id: str
    title: str
    severity: str
    test: TestRecord
    message: str
    cause: str | None
    seen: bool


def find(tests: list[TestRecord], policy: Policy, day: datetime.date) -> list[Finding]:
    """All findings of a campaign.

    Args:
        tests: what came back, in any order.
        policy: severity rules and known issues.
        day: when the campaign started; known issues are judged on it.

    Returns:
        Sorted by severity, then id.
    """
    ordered = sorted(tests, key=lambda test: test.longname)
    groups: dict[_Key, list[_Case]] = defaultdict(list)
    issues: dict[_Key, KnownIssue] = {}
    for case in _cases(ordered, policy):
        issue = _explanation(case, policy, day)
        key = _group(case, issue)
        groups[key].append(case)
        if issue:
            issues[key] = issue
    findings = [_finding(key, cases, issues.get(key), day) for key, cases in groups.items()]
    findings += _stale(ordered, policy, issues.values())
    return sorted(findings, key=lambda finding: (SEVERITIES.index(finding.severity), finding.id))


def _cases(tests: list[TestRecord], policy: Policy) -> Iterator[_Case]:
    for test in tests:
        judged = judge_measures(test, policy)
        if failed(test, judged):
            yield _failure(test, judged, policy)
        for name in sorted(test.findings):
            entry = test.findings[name]
            yield _Case(
                f"seen-{slug(name)}",
                entry["title"],
                severity_of_seen(entry, policy),
                test,
                entry["message"],
                None,
                True,
            )


def _failure(test: TestRecord, judged: list[Judged], policy: Policy) -> _Case:
    causes = sorted(
        {str(measure.entry["cause"]) for measure in judged if measure.failed and measure.entry.get("cause")}
    )
    number = "x" if test.task is None else str(test.task)
    return _Case(
        id=f"T{number}-{slug(test.longname.split('.', 1)[-1])}",
        title=test.name,
        severity=severity_of(test, judged, policy),
        test=test,
        message=message_of(test, judged),
        cause="; ".join(causes) or None,
        seen=False,
    )


def _explanation(case: _Case, policy: Policy, day: datetime.date) -> KnownIssue | None:
    """The known issue that explains a failure; one still valid before one that expired."""
    fitting = [issue for issue in policy.known_issues if issue.explains(case.test, case.message)]
    return min(fitting, key=lambda issue: issue.expired(day), default=None)


def _group(case: _Case, issue: KnownIssue | None) -> _Key:
    """What brings cases together, and the finding's id; an entry takes in nothing that only has its id."""
    if issue:
        return "issue", issue.id, issue.id
    if case.cause:
        return "cause", case.cause, f"cause-{slug(case.cause)}"
    return "case", case.id if case.seen else case.test.longname, case.id


def _finding(key: _Key, cases: list[_Case], issue: KnownIssue | None, day: datetime.date) -> Finding:
    first = cases[0]
    cause = issue.cause if issue else first.cause
    expired = issue is not None and issue.expired(day)
    title = issue.title if issue else first.cause if first.cause and len(cases) > 1 else first.title
    return Finding(
        id=key[-1],
        title=str(title),
        severity=worst([case.severity for case in cases]),
        status=OPEN if issue is None else EXPIRED if expired else KNOWN,
        task=first.test.task,
        tests=sorted({case.test.longname for case in cases}),
        message=first.message,
        cause=cause,
        plan=issue.plan if issue else None,
        owner=issue.owner if issue else None,
        due=issue.due.isoformat() if issue else None,
        flaky=any(case.test.flaky for case in cases),
        seen=all(case.seen for case in cases),
        evidence=_evidence(cases),
    )


def _evidence(cases: list[_Case]) -> list[dict[str, str]]:
    entries = {
        entry["path"]: str(entry["sha256"])
        for case in cases
        for _, entry in sorted(case.test.artifacts.items())
    }
    return [{"path": path, "sha256": digest} for path, digest in entries.items()]


def _stale(tests: list[TestRecord], policy: Policy, used: Iterable[KnownIssue]) -> Iterator[Finding]:
    explaining = {issue.id for issue in used}
    for issue in policy.known_issues:
        about = [test for test in tests if issue.is_about(test)]
        if issue.id in explaining or not about or any(_fails(test, policy) for test in about):
            continue
        tags = [value for test in about for value in test.values("severity") if value in SEVERITIES]
        yield Finding(
            id=issue.id,
            title=issue.title,
            severity=worst(tags) if tags else policy.severity.untagged,
            status=STALE,
            task=about[0].task,
            tests=[test.longname for test in about],
            message=said("The test that this known issue is about passes: remove the entry."),
            cause=issue.cause,
            plan=issue.plan,
            owner=issue.owner,
            due=issue.due.isoformat(),
        )


def _fails(test: TestRecord, policy: Policy) -> bool:
    return failed(test, judge_measures(test, policy)) or test.status != "PASS"


def words_of(text: str) -> str:
    """A message in one line, short enough for a table: its first, or what a browser waited for."""
    line = re.sub(r"\s+", " ", text.strip().split("\n", 1)[0])
    in_vain = IN_VAIN.search(text)
    if in_vain:
        line = f"After {int(in_vain['ms']) / 1000:g} s still waiting for {in_vain['what']}."
    return line if len(line) <= 160 else line[:157] + "…"
