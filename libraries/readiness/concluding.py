"""The end of a campaign inside Robot's own process: judged once, whichever of our doors comes first."""

import atexit
from pathlib import Path
from typing import Any

from readiness.doors import close, conclude, conclude_failed, plan_lost
from readiness.evidence import Reason
from readiness.model import read_model
from readiness.project import Project
from readiness.wording import said

FAILED = Reason("gate", "reporter-failed", said("The reporter failed; its error stands on Robot's console."))


class Once:
    """Listener and modifier may both be there in one process; only the first of them writes."""

    written = False


def conclude_once(suite: Any, output: Path, project: Project) -> None:
    """Write reports and verdict from Robot's result, and the verdict into its metadata.

    Args:
        suite: the root suite's result.
        output: the campaign's output directory.
        project: whose suites they are.
    """
    if Once.written:
        return
    Once.written = True
    try:
        judgement = conclude(read_model(suite), output, gate=plan_lost(output))
    except Exception:
        conclude_failed(project, output, [FAILED])
        raise
    finally:
        # A library's listener is closed with its suite; only at exit are all of Robot's files written.
        atexit.register(close, output, project)
    suite.metadata["Verdict"] = judgement.verdict.replace("_", "-")
