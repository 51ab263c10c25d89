"""Reading Robot's result model, as the listener and the pre-rebot modifier get it."""

from typing import Any

from readiness.evidence import (
    ACCESS_METADATA,
    CONTRACT_METADATA,
    OVERRIDDEN_METADATA,
    Campaign,
    make_test,
)

OUTPUT_METADATA = "Output Directory"
"""Metadata of the root suite by which pabot's workers tell the modifier where the campaign writes."""


def read_model(suite: Any) -> Campaign:
    """The campaign that a root suite of Robot's result model tells of.

    Args:
        suite: `robot.result.TestSuite`, bodies not needed.

    Returns:
        The campaign.
    """
    campaign = Campaign(
        target=suite.metadata.get("Target"),
        source=str(suite.source) if suite.source else None,
        runner="pabot" if "Pabot Version" in suite.metadata else "robot",
        root=suite.name,
        access=frozenset(suite.metadata.get(ACCESS_METADATA, "").split()),
        overridden=tuple(filter(None, suite.metadata.get(OVERRIDDEN_METADATA, "").split(", "))),
    )
    for test in suite.all_tests:
        parent = test.parent.full_name
        record = make_test(
            f"{parent}.{test.name}",
            test.name,
            parent,
            [str(tag) for tag in test.tags],
            test.status,
            test.message,
            dict(test.metadata),
            start=test.start_time.isoformat() if test.start_time else "",
            elapsed=test.elapsed_time.total_seconds(),
            log_id=test.id,
        )
        record.checks(test.parent.metadata.get(CONTRACT_METADATA, ""))
        campaign.tests.append(record)
    return campaign
