"""The command `readiness`: run, report, verify, order, policy, doctor."""

import importlib
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import click
import filelock

from readiness import explaining
from readiness.canonical import canonical
from readiness.doors import conclude
from readiness.manifest import write_manifest
from readiness.ordering import ordering
from readiness.plan import PlanError, plan_of_suites
from readiness.policy import PolicyError
from readiness.policy_loading import load_policy
from readiness.project import REPORT_FOLDER, find_project
from readiness.reader import read_output
from readiness.running import LOCK_FILE, Settings, run_campaign
from readiness.summary import code_of, summary
from readiness.verdict import EXIT_GATE
from readiness.verdict_file import VERDICT_FILE, verdict_document
from readiness.verifying import verify_campaign
from stack import claim

EXIT_POLICY = EXIT_GATE + 1
EXIT_BUSY = EXIT_GATE + 2
EXIT_CHANGED = EXIT_GATE + 3
_LANGUAGE = click.Choice(["ko", "en"])
_PATH = click.Path(path_type=Path)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def group() -> None:
    """The release-readiness gate: run a campaign, report on it, check what was reported.

    Exit codes of run and report: 0 GO, 10 CONDITIONAL GO, 20 NO-GO, 30 and above: the gate itself failed.
    """


def main() -> None:
    """The command, with errors as one message and never as a traceback."""
    try:
        group()
    except PolicyError as error:
        _stop("The policy cannot be used:\n" + "\n".join(f"  {line}" for line in error.problems), EXIT_POLICY)
    except PlanError as error:
        _stop(f"The campaign cannot be planned: {error}", EXIT_GATE)
    except OSError as error:
        _stop(f"{error.filename or 'The disk'}: {error.strerror or error}", EXIT_GATE)


def _stop(message: str, code: int) -> None:
    click.echo(message, err=True)
    click.echo(f"VERDICT: none, the gate failed (exit {code})", err=True)
    sys.exit(code)


@group.command(context_settings={"ignore_unknown_options": True})
@click.option("--runner", type=click.Choice(["pabot", "robot"]), default="pabot", show_default=True)
@click.option("--processes", type=click.IntRange(1, 64), default=3, show_default=True, help="Of pabot.")
@click.option("--output", type=_PATH, default=Path("results"), show_default=True)
@click.option("--lang", type=_LANGUAGE, help="Language of the reports.")
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def run(runner: str, processes: int, output: Path, lang: str | None, options: tuple[str, ...]) -> None:
    """Run the campaign, write the six reports, give the verdict. OPTIONS go to Robot Framework."""
    project = find_project()
    load_policy(project.resources)
    output = output.resolve()
    output.mkdir(parents=True, exist_ok=True)
    lock = filelock.FileLock(output / LOCK_FILE)
    try:
        # A plain robot or pabot holds the second one, as the campaign that is to start will, and one that has
        # just ended holds it until the last of its services is gone.
        filelock.FileLock(output / claim.NAME).acquire(timeout=claim.ENDING).lock.release()
        with lock.acquire(timeout=0):
            document = run_campaign(Settings(project, output, runner, processes, lang, options))
    except filelock.Timeout:
        cure = "Wait for it to end, or say --output with another folder."
        _stop(f"Another campaign is running in {output}. {cure}", EXIT_BUSY)
        return
    click.echo(summary(document, output, project.reports))
    sys.exit(code_of(document))


@group.command()
@click.argument("output_xml", type=_PATH)
@click.option("--canonical", "as_canonical", is_flag=True, help="Only print what is the same at every door.")
@click.option("--output", type=_PATH, help="Write below this directory instead.")
@click.option("--lang", type=_LANGUAGE, help="Language of the reports.")
def report(output_xml: Path, as_canonical: bool, output: Path | None, lang: str | None) -> None:
    """Judge OUTPUT_XML and write the six reports and verdict.json again."""
    campaign = read_output(output_xml)
    load_policy(find_project(campaign.source).resources)
    folder = output_xml.resolve().parent
    if as_canonical:
        with tempfile.TemporaryDirectory() as elsewhere:
            judgement = conclude(campaign, folder, lang, root=Path(elsewhere), drawn=False)
        click.echo(canonical(judgement), nl=False)
        sys.exit(judgement.exit_code)
    if not folder.is_dir():
        _stop(f"There is no directory {folder}.", EXIT_GATE)
    judgement = conclude(campaign, folder, lang, root=output.resolve() if output else None)
    project = find_project(campaign.source)
    reports = output / REPORT_FOLDER if output else project.reports
    if output is None:  # this verdict takes the place of the one that the manifest was written for
        write_manifest(folder, project)
    click.echo(summary(verdict_document(judgement, [], measured=False), folder, reports))
    sys.exit(judgement.exit_code)


@group.command()
@click.option("--output", type=_PATH, default=Path("results"), show_default=True)
def verify(output: Path) -> None:
    """Check that everything is still as it was when the verdict was given, and follows from the evidence."""
    project = find_project()
    problems = verify_campaign(output.resolve(), project)
    if problems:
        click.echo(
            "Not as it was when the verdict was given:\n" + "\n".join(f"  {line}" for line in problems)
        )
        sys.exit(EXIT_CHANGED)
    document: dict[str, Any] = json.loads((output / VERDICT_FILE).read_text(encoding="utf-8"))
    click.echo(f"Unchanged, and the verdict follows again from the evidence: {document['verdict']}")


@group.command()
def order() -> None:
    """Print the order of the suites for pabot, as it is kept in resources/pabot_ordering.txt."""
    click.echo(ordering(plan_of_suites(find_project().suites)), nl=False)


@group.group()
def policy() -> None:
    """What the gate asks for."""


@policy.command()
def check() -> None:
    """Read the policy strictly; name file, line and cure of what is wrong."""
    project = find_project()
    problems = explaining.check(project)
    if problems:
        raise PolicyError(problems)
    click.echo(f"{project.resources / 'readiness.toml'} and its neighbours are in order.")


@policy.command()
@click.option(
    "--output", type=_PATH, default=Path("results"), show_default=True, help="Of the last campaign."
)
@click.option("--lang", type=_LANGUAGE, help="Language of the titles.")
def explain(output: Path, lang: str | None) -> None:
    """Say in words what leads to GO, and what is missing since the last campaign."""
    click.echo(explaining.explain(find_project(), output, lang))


@group.command()
@click.option("--brief", is_flag=True, help="Say nothing of what is in order.")
def doctor(brief: bool) -> None:
    """Say what is missing or in the way of a campaign, and the cure."""
    try:
        examine = importlib.import_module("stack.doctor").examine
    except ImportError as error:
        _stop(f"The doctor is not installed: {error}", EXIT_GATE)
        return
    sys.exit(explaining.diagnosis(examine(), click.echo, brief))
