"""The Definition of Done of each task, item by item."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from readiness.evidence import FAIL, PASS, SKIP, TestRecord
from readiness.findings import EXPIRED, KNOWN, OPEN, Finding
from readiness.plan import PlannedTest
from readiness.policy import DodItem, Policy
from readiness.vocabulary import CAPABILITIES
from readiness.wording import said

DONE, NOT_DONE, NOT_APPLICABLE = "done", "open", "not_applicable"


@dataclass(frozen=True, slots=True)
class ItemState:
    """Where one item stands, why it is not simply done, and what the target was not given for it."""

    item: DodItem
    state: str
    tests: tuple[str, ...]
    why: str | None = None
    lacks: tuple[str, ...] = ()


@dataclass(slots=True)
class Ledger:
    """What item states are worked out from: plan, tests and findings of one campaign."""

    policy: Policy
    planned: tuple[PlannedTest, ...]
    tests: dict[str, TestRecord]
    broken: frozenset[str]
    findings: list[Finding]
    target: str
    access: frozenset[str] = frozenset()

    def known(self, test: str) -> Finding | None:
        """The finding that makes a failing test a planned one, when every one of its failures is."""
        about = [finding for finding in self.findings if test in finding.tests and not finding.seen]
        good = bool(about) and all(finding.status == KNOWN for finding in about)
        return about[0] if good else None


def item_states(ledger: Ledger, deliverables: str | None) -> list[ItemState]:
    """The state of every item of the policy, in its order.

    Args:
        ledger: plan, tests, findings.
        deliverables: what is wrong with the deliverables, None when nothing is.

    Returns:
        One state an item.
    """
    states = [_state(item, ledger) for item in ledger.policy.items if item.kind != "derived"]
    for item in ledger.policy.items:
        if item.kind == "derived" and item.id != "tasks-complete":
            states.append(_derived(item, ledger, deliverables))
    for item in ledger.policy.items:
        if item.kind == "derived" and item.id == "tasks-complete":
            states.append(_tasks_complete(item, states))
    order = {item.id: number for number, item in enumerate(ledger.policy.items)}
    return sorted(states, key=lambda state: order[state.item.id])


def _state(item: DodItem, ledger: Ledger) -> ItemState:
    names = tuple(sorted(test.longname for test in ledger.planned if item.id in test.dod))
    came = [ledger.tests[name] for name in names if name in ledger.tests]
    lacks = item.lacks(ledger.target, ledger.access)
    ran = tuple(test.longname for test in came if test.status != SKIP)
    judged = names if lacks == () else ran  # what the target cannot do is skipped, the rest still counts
    why = _why_open(item, judged, ledger) if judged or lacks == () else None
    if lacks != () and len(ran) < max(1, len(names)) and not why:
        return ItemState(item, NOT_APPLICABLE, names, _why_not_applicable(lacks, ledger.target), lacks or ())
    return ItemState(item, NOT_DONE if why else DONE, names, why or _alternative(item, came, ledger))


def _why_not_applicable(lacks: tuple[str, ...] | None, target: str) -> str:
    if not lacks:
        return said("does not apply to the target {target}", target=target)
    needs = "; ".join(CAPABILITIES[name] for name in lacks)
    return said("the target {target} was given without: {needs}", target=target, needs=needs)


def _why_open(item: DodItem, names: tuple[str, ...], ledger: Ledger) -> str | None:
    if not names:
        return said("no planned test covers it")
    for name in names:
        test = ledger.tests.get(name)
        if test is None:
            return said("'{test}' did not run", test=_short(name))
        if test.status == SKIP:
            return said(
                "'{test}' was skipped: {why}",
                test=test.name,
                why=test.message.strip() or said("no reason given"),
            )
        if item.kind == "outcome" and test.longname in ledger.broken and not ledger.known(name):
            return said("'{test}' failed and is not a valid known issue", test=test.name)
    if item.sla and not any(_shows(ledger.tests[name], item.sla) for name in names):
        return said("none of its tests measured {sla}", sla=item.sla)
    return None


def _alternative(item: DodItem, came: list[TestRecord], ledger: Ledger) -> str | None:
    """The plan's own way out: a FAIL with cause, plan and owner."""
    known = [ledger.known(test.longname) for test in came if test.longname in ledger.broken]
    ids = sorted({finding.id for finding in known if finding})
    if not ids or item.kind != "outcome":
        return None
    return said("FAIL with cause and plan: known issue {ids}", ids=", ".join(ids))


def _shows(test: TestRecord, sla: str) -> bool:
    return any(entry.get("sla") == sla for entry in test.measures.values())


def _derived(item: DodItem, ledger: Ledger, deliverables: str | None) -> ItemState:
    rules: dict[str, Callable[[], str | None]] = {
        "scenarios-documented": lambda: _all_ran(item.task, ledger),
        "no-serious-bugs": lambda: _none_of(ledger.findings, "critical", item.task),
        "fail-causes": lambda: _causes(item.task, ledger),
        "issues-classified": lambda: _all_ran(item.task, ledger),
        "deliverables-verified": lambda: deliverables,
        "critical-zero": lambda: _none_of(ledger.findings, "critical", None),
        "high-within-limit": lambda: _high(ledger),
        "decision-recorded": lambda: (
            None if ledger.policy.decisions else said("decisions.toml names no start condition")
        ),
    }
    rule = rules.get(item.id)
    why = rule() if rule else said("the engine has no rule for it")
    return ItemState(item, NOT_DONE if why else DONE, (), why)


def _all_ran(task: int, ledger: Ledger) -> str | None:
    planned = [test for test in ledger.planned if test.task == task]
    if not planned:
        return said("no test of task {task} is planned", task=task)
    without = [test.longname for test in planned if not _has_result(test, ledger)]
    return (
        said("no PASS or FAIL for: {tests}", tests=_listed(_short(name) for name in without))
        if without
        else None
    )


def _has_result(planned: PlannedTest, ledger: Ledger) -> bool:
    test = ledger.tests.get(planned.longname)
    if test is not None and test.status in (PASS, FAIL):
        return True
    return excused(planned, ledger)


def excused(planned: PlannedTest, ledger: Ledger) -> bool:
    """Whether a planned test need not run: none of its items applies to the target."""
    items = {item.id: item for item in ledger.policy.items}
    about = [items[name] for name in planned.dod if name in items]
    return bool(about) and all(item.lacks(ledger.target, ledger.access) != () for item in about)


def _none_of(findings: Iterable[Finding], severity: str, task: int | None) -> str | None:
    about = [
        finding.id
        for finding in findings
        if finding.severity == severity
        and finding.status in (OPEN, EXPIRED)
        and (task is None or finding.task == task)
    ]
    return (
        said("{n} open {severity}: {ids}", n=len(about), severity=severity.capitalize(), ids=_listed(about))
        if about
        else None
    )


def _causes(task: int, ledger: Ledger) -> str | None:
    missing = _all_ran(task, ledger)
    if missing:
        return missing
    about = [finding for finding in ledger.findings if finding.task == task and finding.counts]
    without = [
        finding.id for finding in about if not (finding.cause and finding.plan and finding.status == KNOWN)
    ]
    return said("FAIL without cause and plan: {ids}", ids=_listed(without)) if without else None


def _high(ledger: Ledger) -> str | None:
    limit = ledger.policy.go.high
    about = [
        finding
        for finding in ledger.findings
        if finding.severity == "high" and finding.status in (OPEN, EXPIRED)
    ]
    return (
        said("{n} High are open, {limit} are allowed", n=len(about), limit=limit)
        if len(about) > limit
        else None
    )


def _tasks_complete(item: DodItem, states: list[ItemState]) -> ItemState:
    missing = [state.item.id for state in states if state.state == NOT_DONE and state.item.task < item.task]
    why = said("open: {ids}", ids=_listed(missing)) if missing else None
    return ItemState(item, NOT_DONE if why else DONE, (), why)


def _short(longname: str) -> str:
    return longname.rsplit(".", 1)[-1]


def _listed(names: Iterable[str], most: int = 8) -> str:
    every = list(names)
    names_of_some = ", ".join(every[:most])
    if len(every) <= most:
        return names_of_some
    return said("{names} and {n} more", names=names_of_some, n=len(every) - most)
