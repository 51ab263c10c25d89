"""The policy's limits for whoever measures: no Robot variable is between, so no command line weakens them."""

from pathlib import Path

from readiness.policy_loading import load_policy
from readiness.project import find_project


def limit_of(sla: str, source: str | Path | None = None) -> float:
    """The limit that the policy sets, in the unit that it names.

    Args:
        sla: response_time or memory.
        source: path of the suite that measures; its project's policy counts.

    Raises:
        PolicyError: when the policy cannot be used.
    """
    return load_policy(find_project(source).resources).slas[sla].limit
