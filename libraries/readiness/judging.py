"""The engine: a campaign, a policy and a plan in, a judgement out. It reads and writes nothing."""

import datetime
from dataclasses import dataclass, field

from readiness.dod import ItemState, Ledger, item_states
from readiness.evidence import FAIL, PASS, SKIP, Campaign, Reason, TestRecord, because
from readiness.findings import Finding, find
from readiness.plan import Plan
from readiness.policy import Policy
from readiness.policy_loading import overdue_waivers
from readiness.severity import Measures, broken_tests
from readiness.verdict import TestCounts, count_tests, decide, exit_code, severities
from readiness.vocabulary import held_once
from readiness.wording import said

_RANK = (FAIL, SKIP, PASS)
_ENDED_BY_SIGNAL = ("Execution terminated by signal", "Test execution stopped due to a fatal error.")


@dataclass(slots=True)
class Judgement:
    """Everything that follows from a campaign's evidence; `broken` names the tests that count as failed."""

    verdict: str
    reasons: list[Reason]
    target: str
    day: datetime.date
    counts: dict[str, int]
    tests: TestCounts
    records: list[TestRecord]
    broken: frozenset[str]
    items: list[ItemState]
    findings: list[Finding]
    policy: Policy
    plan: Plan
    campaign: Campaign = field(repr=False)

    @property
    def exit_code(self) -> int:
        return exit_code(self.verdict, self.reasons)

    @property
    def measures(self) -> Measures:
        """Of all tests, by their names."""
        return Measures(self.records, self.policy)


def judge(
    campaign: Campaign,
    policy: Policy,
    plan: Plan,
    gate: list[Reason] | None = None,
    deliverables: str | None = None,
    today: datetime.date | None = None,
) -> Judgement:
    """What the evidence of a campaign comes to.

    Args:
        campaign: what came back.
        policy: what it is judged by.
        plan: what was to run.
        gate: what went wrong around the evidence.
        deliverables: what is wrong with the deliverables, None when nothing is.
        today: for a campaign in which nothing ran, and so nothing tells the day.

    Returns:
        The judgement: the same evidence gives the same one, in whatever order it comes.
    """
    tests = worst_records(campaign.tests)
    for planned in plan.tests:
        if planned.longname in tests:
            record = tests[planned.longname]
            record.tags = held_once(sorted({*record.tags, *planned.tags}))
    target = campaign.target or plan.target or "embedded"
    day = _day(campaign, today or datetime.date.today())
    findings = find(list(tests.values()), policy, day)
    broken = broken_tests(tests.values(), policy)
    ledger = Ledger(policy, plan.tests, tests, broken, findings, target, campaign.access)
    items = item_states(ledger, deliverables)
    counted = count_tests(ledger, campaign)
    problems = [*campaign.problems, *(gate or []), *_gate(campaign, plan, policy, day)]
    if _interrupted(campaign) and not any(reason.rule == "interrupted" for reason in problems):
        problems.insert(0, because("gate", "interrupted", "The campaign was interrupted."))
    verdict, reasons = decide(findings, items, counted, problems, deliverables, policy.go)
    return Judgement(
        verdict=verdict,
        reasons=reasons,
        target=target,
        day=day,
        counts=severities(findings),
        tests=counted,
        records=[tests[name] for name in sorted(tests)],
        broken=broken,
        items=items,
        findings=findings,
        policy=policy,
        plan=plan,
        campaign=campaign,
    )


def worst_records(tests: list[TestRecord]) -> dict[str, TestRecord]:
    """One record a test: of several, the worst, with all attempts and all evidence.

    Args:
        tests: records in any order.

    Returns:
        By full name.
    """
    worst: dict[str, TestRecord] = {}
    for test in tests:
        other = worst.get(test.longname)
        worst[test.longname] = _both(other, test) if other else test
    return worst


def _both(one: TestRecord, other: TestRecord) -> TestRecord:
    bad, good = sorted((one, other), key=lambda test: (_RANK.index(test.status), test.start, test.message))
    bad.attempts = (*one.attempts, *other.attempts)
    bad.tags = tuple(sorted({*one.tags, *other.tags}))
    bad.malformed = tuple(sorted({*one.malformed, *other.malformed}))
    for kind in ("measures", "findings", "artifacts", "facts"):
        mine = dict(getattr(bad, kind))
        for name, entry in getattr(good, kind).items():
            if name in mine and mine[name] != entry:
                mine[f"{name} (again)"] = entry
            mine.setdefault(name, entry)
        setattr(bad, kind, mine)
    return bad


def _day(campaign: Campaign, today: datetime.date) -> datetime.date:
    try:
        return datetime.datetime.fromisoformat(campaign.started).date()
    except ValueError:
        return today


def _interrupted(campaign: Campaign) -> bool:
    """Say whether Robot's own words tell that a signal has ended the run: what came after was not tried."""
    return any(words in test.message for test in campaign.tests for words in _ENDED_BY_SIGNAL)


def _gate(campaign: Campaign, plan: Plan, policy: Policy, day: datetime.date) -> list[Reason]:
    reasons = []
    malformed = sorted(f"{test.name}: {key}" for test in campaign.tests for key in test.malformed)
    if malformed:
        text = said("Evidence that cannot be read: {names}.", names=", ".join(malformed[:5]))
        reasons.append(Reason("gate", "evidence-unreadable", text))
    if plan.policy and plan.policy != policy.digest:
        text = said("The policy is not the one that the campaign started with.")
        reasons.append(Reason("gate", "policy-changed", text))
    if plan.target and campaign.target and plan.target != campaign.target:
        text = said("Planned for the target {one}, run on {other}.", one=plan.target, other=campaign.target)
        reasons.append(Reason("gate", "target-changed", text))
    reasons += [Reason("gate", "policy-invalid", line) for line in overdue_waivers(policy, day)]
    if campaign.tests and not campaign.target:
        text = said("Nobody watched the run: a dry run, or suites without their __init__.robot.")
        reasons.append(Reason("gate", "not-watched", text))
    return reasons
