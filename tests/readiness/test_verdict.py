"""The truth table of the verdict."""

import dataclasses
import datetime
import json
from typing import Any

import pytest

from readiness.evidence import Reason, make_test
from readiness.policy import KnownIssue

DAY = datetime.date(2026, 11, 24)
FAIL = {"status": "FAIL", "message": "it broke"}


def measure(**fields: Any) -> dict[str, Any]:
    whole = {"value": 0.2, "unit": "s", "limit": 1.0, "comparison": "<", "outcome": "demonstrated"}
    return {"metadata": {"measure:run": json.dumps({**whole, "sla": "response_time", **fields})}}


def seen(severity: str, source: str = "console", message: str = "odd") -> dict[str, Any]:
    entry = {
        "title": "Odd",
        "severity": severity,
        "source": source,
        "message": message,
        "count": 1,
        "where": "",
    }
    return {"metadata": {"finding:odd": json.dumps(entry)}}


CASES = [
    ("nothing is wrong", {}, "GO", {"go"}, (0, 0)),
    ("a critical test fails", {"Ui.Flow.Stored": FAIL}, "NO_GO", {"critical-open", "dod-open"}, (1, 0)),
    ("a high test fails", {"Ui.Flow.Green": FAIL}, "NO_GO", {"dod-open"}, (0, 1)),
    ("a medium test of an activity fails", {"Known Issues.Console": FAIL}, "GO", {"go"}, (0, 0)),
    (
        "a failed test tells of a 500",
        {"Known Issues.Console": {"status": "FAIL", "message": "expected 404, the API answered 500"}},
        "NO_GO",
        {"critical-open", "dod-open"},
        (1, 0),
    ),
    ("a run takes 2 s", {"Performance.Fast": measure(value=2.0)}, "NO_GO", {"dod-open"}, (0, 1)),
    (
        "a run takes 11 s",
        {"Performance.Fast": measure(value=11.0)},
        "NO_GO",
        {"critical-open", "dod-open"},
        (1, 0),
    ),
    ("a run takes exactly 1 s", {"Performance.Fast": measure(value=1.0)}, "NO_GO", {"dod-open"}, (0, 1)),
    ("p95 is beyond", {"Performance.Fast": measure(value=0.4, p95=1.2)}, "NO_GO", {"dod-open"}, (0, 1)),
    ("a milder limit", {"Performance.Fast": measure(value=1.5, limit=3.0)}, "NO_GO", {"dod-open"}, (0, 1)),
    (
        "not demonstrated",
        {"Performance.Fast": measure(outcome="not_demonstrated")},
        "NO_GO",
        {"dod-open"},
        (0, 1),
    ),
    (
        "indicative but beyond",
        {"Performance.Fast": measure(value=1.1, outcome="indicative")},
        "NO_GO",
        {"dod-open"},
        (0, 1),
    ),
    ("the SLA was not measured", {"Performance.Fast": {"metadata": {}}}, "NO_GO", {"dod-open"}, (0, 0)),
    (
        "a test is skipped",
        {"Ui.Flow.Green": {"status": "SKIP"}},
        "NO_GO",
        {"skipped-tests", "dod-open"},
        (0, 0),
    ),
    ("a passing test saw something medium", {"Known Issues.Console": seen("medium")}, "GO", {"go"}, (0, 0)),
    ("a passing test saw something high", {"Known Issues.Console": seen("high")}, "GO", {"go"}, (0, 1)),
    (
        "a passing test saw something critical",
        {"Known Issues.Console": seen("critical")},
        "NO_GO",
        {"critical-open", "dod-open"},
        (1, 0),
    ),
    (
        "a passing test saw a 502",
        {"Known Issues.Console": seen("low", "http", "GET /api/backtests/latest: 502")},
        "NO_GO",
        {"critical-open", "dod-open"},
        (1, 0),
    ),
    (
        "a page tells of a 500 that the test answered",
        {"Known Issues.Console": seen("medium", "console", "the run failed (HTTP 500)")},
        "GO",
        {"go"},
        (0, 0),
    ),
    (
        "evidence that cannot be read",
        {"Known Issues.Console": {"metadata": {"measure:x": "{"}}},
        "NO_GO",
        {"evidence-unreadable"},
        (0, 0),
    ),
]


@pytest.mark.parametrize(
    ("name", "bent", "verdict", "rules", "counts"), CASES, ids=[case[0] for case in CASES]
)
def test_verdict_of_bent_evidence(
    small: Any, name: str, bent: Any, verdict: str, rules: Any, counts: Any
) -> None:
    for test, changes in bent.items():
        small.bend(f"Suites.{test}", **changes)
    judgement = small.judge()
    assert judgement.verdict == verdict
    assert {reason.rule for reason in judgement.reasons} == rules
    assert (judgement.counts["critical"], judgement.counts["high"]) == counts


def issue(test: str, days: int, message: str = "it broke") -> KnownIssue:
    due = DAY + datetime.timedelta(days=days)
    return KnownIssue("slow-year", "Known", test, message, "O(n²)", "vectorise", "Backend", due)


WAIVERS = [
    ("it explains", issue("Suites.Ui.Flow.Stored", 10), "CONDITIONAL_GO", {"critical-known"}, "known"),
    ("its last day", issue("Suites.Ui.Flow.Stored", 0), "CONDITIONAL_GO", {"critical-known"}, "known"),
    (
        "past its date",
        issue("Suites.Ui.Flow.Stored", -1),
        "NO_GO",
        {"critical-expired", "dod-open"},
        "expired",
    ),
    (
        "another message",
        issue("Suites.Ui.Flow.Stored", 9, "timeout"),
        "NO_GO",
        {"critical-open", "dod-open"},
        "open",
    ),
    ("another test", issue("Suites.Ui.Flow.Gr*", 9), "NO_GO", {"critical-open", "dod-open"}, "open"),
    ("too far ahead", issue("Suites.Ui.Flow.Stored", 31), "NO_GO", {"policy-invalid"}, "known"),
]


@pytest.mark.parametrize(
    ("name", "entry", "verdict", "rules", "status"), WAIVERS, ids=[case[0] for case in WAIVERS]
)
def test_known_issue(small: Any, name: str, entry: KnownIssue, verdict: str, rules: Any, status: str) -> None:
    small.policy = dataclasses.replace(small.policy, known_issues=(entry,))
    judgement = small.bend("Suites.Ui.Flow.Stored", **FAIL).judge()
    assert judgement.verdict == verdict
    assert rules <= {reason.rule for reason in judgement.reasons}
    finding = judgement.findings[0]
    assert (finding.status, finding.severity) == (status, "critical")
    assert judgement.counts["critical"] == 1


def test_known_issue_whose_test_passes_is_stale_and_not_counted(small: Any) -> None:
    small.policy = dataclasses.replace(small.policy, known_issues=(issue("Suites.Ui.Flow.Stored", 5),))
    judgement = small.judge()
    assert [finding.status for finding in judgement.findings] == ["stale"]
    assert judgement.counts["critical"] == 0
    assert judgement.verdict == "GO"


@pytest.mark.parametrize(("known", "verdict"), [(0, "NO_GO"), (1, "CONDITIONAL_GO"), (6, "CONDITIONAL_GO")])
def test_high_beyond_the_fifth_must_be_known(small: Any, known: int, verdict: str) -> None:
    for number in range(6):
        tags = f"task:1 severity:high {'dod:ui-backtest-flow' if number < known else ''}"
        small.add(f"Suites.Ui.More.High {number}", tags, **FAIL)
    issues = [
        dataclasses.replace(issue(f"*.High {number}", 5), id=f"known-{number}") for number in range(known)
    ]
    small.policy = dataclasses.replace(small.policy, known_issues=tuple(issues))
    judgement = small.judge()
    assert judgement.counts["high"] == 6
    assert judgement.verdict == verdict


def test_five_high_are_go(small: Any) -> None:
    for number in range(5):
        small.add(f"Suites.Ui.More.High {number}", "task:1 severity:high", **FAIL)
    assert small.judge().verdict == "GO"


def test_failed_test_without_a_tag_is_high(small: Any) -> None:
    judgement = small.add("Suites.Ui.More.Bare", "task:1", **FAIL).judge()
    assert judgement.counts["high"] == 1


def test_missing_test_is_a_partial_campaign(small: Any) -> None:
    plan = small.plan()
    del small.records["Suites.Ui.Flow.Green"]
    judgement = small.judge(plan=plan)
    assert judgement.verdict == "NO_GO"
    assert judgement.reasons[0].kind == "partial"
    assert judgement.tests.missing == ("Suites.Ui.Flow.Green",)
    assert judgement.exit_code == 20


def test_unexpected_test_is_no_go(small: Any) -> None:
    plan = small.plan()
    small.add("Suites.Ui.Flow.New", "task:1 severity:low")
    assert {reason.rule for reason in small.judge(plan=plan).reasons} == {"unexpected-tests"}


def test_gate_reason_has_its_own_exit_code(small: Any) -> None:
    judgement = small.judge(gate=[Reason("gate", "lost-worker", "lost")])
    assert (judgement.verdict, judgement.exit_code) == ("NO_GO", 30)


@pytest.mark.parametrize(
    "message",
    [
        "Parent suite setup failed:\nExecution terminated by signal",
        "Test execution stopped due to a fatal error.",
    ],
)
def test_a_run_that_a_signal_has_ended_was_interrupted(small: Any, message: str) -> None:
    name = next(iter(small.records))
    judgement = small.bend(name, status="FAIL", message=message).judge()
    assert judgement.reasons[0].rule == "interrupted"
    assert judgement.exit_code == 30
    told = small.judge(gate=[Reason("gate", "interrupted", "told already")]).reasons
    assert [reason.rule for reason in told].count("interrupted") == 1


def test_missing_deliverable_is_no_go(small: Any) -> None:
    judgement = small.judge(deliverables="docs/x.md (missing)")
    assert {"deliverables", "dod-open"} == {reason.rule for reason in judgement.reasons}


def test_finding_that_was_taken_away_is_missed() -> None:
    metadata = {"evidence": "2", **seen("high")["metadata"]}
    test = make_test("A.B", "B", "A", (), "PASS", "", metadata)
    assert test.malformed == ("1 of 2 pieces of evidence",)


def test_changed_policy_is_a_gate_reason(small: Any) -> None:
    plan = dataclasses.replace(small.plan(), policy="another digest")
    assert [reason.rule for reason in small.judge(plan=plan).reasons] == ["policy-changed"]


def with_targets(small: Any, item_id: str, *targets: str) -> Any:
    """The small campaign with other targets of one item."""
    tasks = tuple(
        dataclasses.replace(
            task,
            dod=tuple(
                dataclasses.replace(item, targets=targets) if item.id == item_id else item
                for item in task.dod
            ),
        )
        for task in small.policy.tasks
    )
    small.policy = dataclasses.replace(small.policy, tasks=tasks)
    return small


def state_of(judgement: Any, item_id: str) -> Any:
    return next(state for state in judgement.items if state.item.id == item_id)


def test_item_of_another_target_is_not_applicable(small: Any) -> None:
    small = with_targets(small, "exploration", "compose")
    judgement = small.bend("Suites.Known Issues.Console", status="SKIP").judge()
    assert state_of(judgement, "exploration").state == "not_applicable"
    assert judgement.verdict == "GO"


FLOW = ("embedded", "external+write+stop-services")


@pytest.mark.parametrize(
    ("target", "access", "green", "state", "verdict"),
    [
        ("external", "", "SKIP", "not_applicable", "NO_GO"),  # who may not run has not judged
        ("external", "write", "SKIP", "not_applicable", "GO"),
        ("external", "write", "PASS", "done", "GO"),  # all of it ran all the same
        ("external", "write", "FAIL", "open", "NO_GO"),
        ("external", "write stop-services", "SKIP", "open", "NO_GO"),
        ("embedded", "", "SKIP", "open", "NO_GO"),
    ],
)
def test_item_asks_an_external_target_for_what_it_needs(
    small: Any, target: str, access: str, green: str, state: str, verdict: str
) -> None:
    small = with_targets(small, "ui-backtest-flow", *FLOW).bend("Suites.Ui.Flow.Green", status=green)
    judgement = small.judge(target=target, access=access)
    assert state_of(judgement, "ui-backtest-flow").state == state
    assert judgement.verdict == verdict


def test_item_that_does_not_apply_says_what_was_not_given(small: Any) -> None:
    small = with_targets(small, "ui-backtest-flow", *FLOW).bend("Suites.Ui.Flow.Green", status="SKIP")
    judgement = small.judge(target="external", access="write")
    why = state_of(judgement, "ui-backtest-flow").why
    assert why == "the target external was given without: BACKEND_STOP, BACKEND_START"


def test_skipped_test_of_two_items_holds_the_one_that_applies_open(small: Any) -> None:
    small = with_targets(small, "ui-backtest-flow", *FLOW)
    tags = ("severity:high", "task:1", "dod:ui-backtest-flow", "dod:exploration")
    small.bend("Suites.Ui.Flow.Green", status="SKIP", tags=tags)
    judgement = small.judge(target="external")
    assert state_of(judgement, "ui-backtest-flow").state == "not_applicable"
    assert state_of(judgement, "exploration").state == "open"
    assert judgement.verdict == "NO_GO"


def test_rerun_that_passed_counts_as_failed_and_flaky(small: Any) -> None:
    message = (
        '*HTML* <span class="merge">Test has been re-executed and results merged.</span><hr>'
        '<span class="new-status">New status:</span> <span class="pass">PASS</span><br><hr>'
        '<span class="old-status">Old status:</span> <span class="fail">FAIL</span><br>'
        '<span class="old-message">Old message:</span> it broke<br>'
    )
    judgement = small.bend("Suites.Ui.Flow.Stored", message=message).judge()
    assert judgement.verdict == "NO_GO"
    assert judgement.findings[0].flaky
    assert judgement.tests.flaky == ("Suites.Ui.Flow.Stored",)


def test_failures_with_one_measured_cause_are_one_finding(small: Any) -> None:
    for number in range(3):
        slow = measure(value=3.0, outcome="violated", cause="compute takes 90 %")
        small.add(f"Suites.Performance.Slow {number}", "task:2 severity:high", **slow)
    findings = small.judge().findings
    assert len(findings) == 1
    assert len(findings[0].tests) == 3
