"""From findings, items, plan and deliverables to a verdict, by fixed rules."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from readiness.dod import NOT_DONE, ItemState, Ledger, excused
from readiness.evidence import FAIL, PASS, SKIP, Campaign, Reason, because
from readiness.findings import EXPIRED, KNOWN, OPEN, Finding
from readiness.policy import Go
from readiness.vocabulary import SEVERITIES
from readiness.wording import said

GO, CONDITIONAL_GO, NO_GO = "GO", "CONDITIONAL_GO", "NO_GO"
EXIT_CODES = {GO: 0, CONDITIONAL_GO: 10, NO_GO: 20}
EXIT_GATE = 30


@dataclass(frozen=True, slots=True)
class TestCounts:
    """Planned against executed; a skipped test came back, but was not executed."""

    planned: int
    executed: int
    passed: int
    failed: int
    skipped: int
    missing: tuple[str, ...]
    unexpected: tuple[str, ...]
    duplicated: tuple[str, ...]
    flaky: tuple[str, ...]
    unexcused: tuple[str, ...]
    merged: tuple[str, ...]
    overridden: tuple[str, ...]


def count_tests(ledger: Ledger, campaign: Campaign) -> TestCounts:
    """Compare what was planned with what came back.

    Args:
        ledger: the plan, and the worst record of each test.
        campaign: all records, repeated ones included.
    """
    planned = {test.longname: test for test in ledger.planned}
    came = ledger.tests
    skipped = {name for name, test in came.items() if test.status == SKIP} - ledger.broken
    seen = Counter(test.longname for test in campaign.tests)
    return TestCounts(
        planned=len(planned),
        executed=sum(test.status in (PASS, FAIL) for test in came.values()),
        passed=len(came) - len(ledger.broken) - len(skipped),
        failed=len(ledger.broken),
        skipped=len(skipped),
        missing=tuple(sorted(planned.keys() - came.keys())),
        unexpected=tuple(sorted(came.keys() - planned.keys())),
        duplicated=tuple(sorted(name for name, times in seen.items() if times > 1)),
        flaky=tuple(sorted(name for name, test in came.items() if test.flaky)),
        unexcused=tuple(
            sorted(name for name in skipped if name in planned and not excused(planned[name], ledger))
        ),
        merged=tuple(sorted(name for name, test in came.items() if test.merged)),
        overridden=tuple(sorted(campaign.overridden)),
    )


def severities(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings of each severity count, known ones included."""
    counted = Counter(finding.severity for finding in findings if finding.counts)
    return {severity: counted[severity] for severity in SEVERITIES}


def decide(
    findings: list[Finding],
    states: list[ItemState],
    tests: TestCounts,
    gate: list[Reason],
    deliverables: str | None,
    go: Go,
) -> tuple[str, list[Reason]]:
    """The verdict and its reasons.

    Args:
        findings: of this campaign.
        states: of all DoD items.
        tests: planned against executed.
        gate: what makes the evidence or its keeping unfit.
        deliverables: what is wrong with them, None when nothing is.
        go: the criteria.

    Returns:
        GO, CONDITIONAL_GO or NO_GO; for a GO the reason that it rests on.
    """
    against = [
        *gate,
        *_against_completeness(tests),
        *_against_findings(findings, go),
        *_against_items(states),
    ]
    if deliverables:
        against.append(
            Reason(
                "rule",
                "deliverables",
                said("Deliverables are not as they should be: {what}.", what=deliverables),
            )
        )
    if against:
        return NO_GO, against
    conditions = list(_conditions(findings, go))
    if conditions:
        return CONDITIONAL_GO, conditions
    count = severities(findings)
    return GO, [
        because(
            "rule",
            "go",
            '"Critical 잔여 이슈 = 0"; High = {n} (≤ {limit}); every applicable DoD item is done.',
            n=count["high"],
            limit=go.high,
        )
    ]


def _against_completeness(tests: TestCounts) -> Iterator[Reason]:
    if tests.missing:
        yield because(
            "partial",
            "planned-executed",
            "A part of the campaign only: {n} of {planned} planned tests did not run: {tests}.",
            n=len(tests.missing),
            planned=tests.planned,
            tests=_some(tests.missing, 5),
        )
    if not tests.planned:
        yield because(
            "gate",
            "no-plan",
            "No test is planned.",
        )
    if tests.unexpected:
        yield because("rule", "unexpected-tests", "Not in the plan: {tests}.", tests=_some(tests.unexpected))
    if tests.duplicated:
        yield Reason(
            "rule",
            "duplicated-tests",
            said("Came back more than once: {tests}.", tests=_some(tests.duplicated)),
        )
    if tests.unexcused:
        yield because(
            "rule", "skipped-tests", "Skipped, which is no pass: {tests}.", tests=_some(tests.unexcused)
        )
    yield from _against_the_run(tests)


def _against_the_run(tests: TestCounts) -> Iterator[Reason]:
    """What was done to a run so that its evidence is less than it says."""
    if tests.merged:
        yield because(
            "rule",
            "evidence-merged",
            "A merged rerun leaves no evidence of the attempts before it: {tests}.",
            tests=_some(tests.merged),
        )
    if tests.overridden:
        yield because(
            "rule",
            "variables-overridden",
            "The command line changed what the tests ask for: {names}.",
            names=_some(tests.overridden),
        )


def _against_findings(findings: list[Finding], go: Go) -> Iterator[Reason]:
    critical = _with(findings, "critical", OPEN)
    if len(critical) > go.critical:
        yield because(
            "rule",
            "critical-open",
            '"NO-GO: Critical 이슈 {n}개 존재 (완료 및 문서화 필요)": {ids}.',
            n=len(critical),
            ids=_some(critical),
        )
    expired = _with(findings, "critical", EXPIRED)
    if expired:
        yield because(
            "rule",
            "critical-expired",
            "{n} known Critical past their due date: {ids}.",
            n=len(expired),
            ids=_some(expired),
        )
    high = [*_with(findings, "high", OPEN), *_with(findings, "high", EXPIRED)]
    if len(high) > go.high:
        yield because(
            "rule",
            "high-limit",
            "{n} High are open, {limit} are allowed: {ids}.",
            n=len(high),
            limit=go.high,
            ids=_some(high),
        )


def _against_items(states: list[ItemState]) -> Iterator[Reason]:
    missing = [state.item.id for state in states if state.state == NOT_DONE]
    if missing:
        yield because(
            "rule", "dod-open", "{n} DoD items are open: {ids}.", n=len(missing), ids=_some(missing)
        )
    unwritten = [state.item.id for state in states if "write" in state.lacks]
    if unwritten:
        # Who withholds the leave to run a backtest has not had the app judged: less evidence.
        yield because(
            "partial",
            "not-written",
            "The app may not be written to, so no run of it was judged (ALLOW_WRITES=yes): {ids}.",
            ids=_some(unwritten),
        )


def _conditions(findings: list[Finding], go: Go) -> Iterator[Reason]:
    critical = _with(findings, "critical", KNOWN)
    if critical:
        yield because(
            "rule",
            "critical-known",
            '"조건부 GO: Critical 이슈 {n}개를 Phase 3 시작 전에 즉시 해결하고 재검증": {ids}.',
            n=len(critical),
            ids=_some(critical),
        )
    high = [finding.id for finding in findings if finding.severity == "high" and finding.counts]
    if len(high) > go.high:
        yield because(
            "rule",
            "high-known",
            "{n} High, those beyond the {limit} allowed are known issues: {ids}.",
            n=len(high),
            limit=go.high,
            ids=_some(high),
        )


def _with(findings: list[Finding], severity: str, status: str) -> list[str]:
    return [finding.id for finding in findings if finding.severity == severity and finding.status == status]


def _some(names: Iterable[str], most: int = 10) -> str:
    every = list(names)
    listed = ", ".join(every[:most])
    if len(every) <= most:
        return listed
    return said("{names} and {n} more", names=listed, n=len(every) - most)


_OF_THE_APP = ("critical-", "high-", "dod-open", "go", "not-written")


def run_again(reason: Reason) -> bool:
    """Whether a reason is against the run and not against the app: only another campaign takes it away."""
    return reason.kind == "gate" or not reason.rule.startswith(_OF_THE_APP)


def exit_code(verdict: str, reasons: list[Reason]) -> int:
    """The exit code of `readiness run` and `readiness report`: a gate that failed is told apart."""
    return EXIT_GATE if any(reason.kind == "gate" for reason in reasons) else EXIT_CODES[verdict]
