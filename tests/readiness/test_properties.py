"""Less evidence, or the same in another order, never gives a better verdict."""

import json
import random
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readiness import evidence as readiness_evidence
from readiness.canonical import canonical
from readiness.evidence import Campaign, make_test
from readiness.judging import Judgement, judge
from readiness.plan import Plan, PlannedTest
from readiness.policy import Policy
from readiness.policy_loading import load_policy

POLICY: Policy = load_policy(Path(__file__).parent / "project" / "resources")
RANK = {"NO_GO": 0, "CONDITIONAL_GO": 1, "GO": 2}
TAGS = {
    "Suites.Environment.Up": ("task:0", "severity:critical", "dod:services-healthy"),
    "Suites.Ui.Flow.Stored": ("task:1", "severity:critical", "dod:ui-backtest-flow"),
    "Suites.Performance.Fast": ("task:2", "severity:high", "dod:response-sla"),
    "Suites.Performance.Parts": ("task:2", "severity:medium", "dod:bottleneck"),
    "Suites.Known Issues.Console": ("task:3", "severity:medium", "dod:exploration"),
}
PLAN = Plan(tuple(PlannedTest(name, tags) for name, tags in TAGS.items()))
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])

record = st.fixed_dictionaries(
    {
        "status": st.sampled_from(["PASS", "PASS", "PASS", "FAIL", "SKIP"]),
        "value": st.sampled_from([0.2, 0.99, 1.0, 4.0, 10.0]),
        "finding": st.sampled_from(["", "", "low", "high", "critical"]),
    }
)
evidence = st.fixed_dictionaries(dict.fromkeys(TAGS, record))


def records_of(drawn: dict[str, Any]) -> list[readiness_evidence.TestRecord]:
    tests = []
    for name, fields in drawn.items():
        metadata = {}
        if name.endswith("Fast"):
            measure = {
                "value": fields["value"],
                "unit": "s",
                "limit": 1.0,
                "outcome": "demonstrated",
                "sla": "response_time",
            }
            metadata["measure:run"] = json.dumps(measure)
        if fields["finding"]:
            finding = {"title": "Odd", "message": "m", "source": "log", "severity": fields["finding"]}
            metadata["finding:odd"] = json.dumps(finding)
        metadata["evidence"] = str(len(metadata))
        short = name.rsplit(".", 1)
        test = make_test(
            name, short[1], short[0], TAGS[name], fields["status"], "", metadata, start="2026-11-24T10:00"
        )
        tests.append(test)
    return tests


def verdict(tests: list[readiness_evidence.TestRecord]) -> Judgement:
    return judge(Campaign(tests=tests, target="embedded"), POLICY, PLAN)


@QUICK
@given(evidence, st.sampled_from(sorted(TAGS)))
def test_taking_a_test_away_never_helps(drawn: dict[str, Any], gone: str) -> None:
    whole = verdict(records_of(drawn)).verdict
    part = verdict([test for test in records_of(drawn) if test.longname != gone]).verdict
    assert RANK[part] <= RANK[whole]
    assert part == "NO_GO"


@QUICK
@given(evidence, st.integers(0, 4), st.integers(0, 1000))
def test_duplicating_a_test_never_helps(drawn: dict[str, Any], index: int, seed: int) -> None:
    tests = [*records_of(drawn), records_of(drawn)[index]]
    random.Random(seed).shuffle(tests)
    assert RANK[verdict(tests).verdict] <= RANK[verdict(records_of(drawn)).verdict]


@QUICK
@given(evidence, st.integers(0, 1000))
def test_order_does_not_matter(drawn: dict[str, Any], seed: int) -> None:
    tests = records_of(drawn)
    random.Random(seed).shuffle(tests)
    assert canonical(verdict(tests)) == canonical(verdict(records_of(drawn)))


@QUICK
@given(evidence, st.sampled_from(sorted(TAGS)), st.sampled_from(["FAIL", "SKIP"]))
def test_worse_status_never_helps(drawn: dict[str, Any], name: str, status: str) -> None:
    worse = {**drawn, name: {**drawn[name], "status": status}}
    if drawn[name]["status"] == "PASS":
        assert RANK[verdict(records_of(worse)).verdict] <= RANK[verdict(records_of(drawn)).verdict]


@QUICK
@given(evidence, evidence)
def test_of_two_attempts_the_worst_counts(first: dict[str, Any], second: dict[str, Any]) -> None:
    both = verdict([*records_of(first), *records_of(second)])
    assert RANK[both.verdict] <= min(RANK[verdict(records_of(one)).verdict] for one in (first, second))
