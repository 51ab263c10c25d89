"""The command `readiness`: run, report, verify, policy, doctor."""

import sys
import tempfile
from pathlib import Path

import click

from readiness.canonical import canonical
from readiness.doors import conclude
from readiness.policy import PolicyError
from readiness.reader import read_output
from readiness.verdict import EXIT_GATE


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """The release-readiness gate: run a campaign, report on it, check what was reported."""


@main.command()
@click.argument("output_xml", type=click.Path(path_type=Path))
@click.option("--canonical", "as_canonical", is_flag=True, help="Only print what is the same at every door.")
@click.option("--output", type=click.Path(path_type=Path), help="Write below this directory instead.")
@click.option("--lang", type=click.Choice(["ko", "en"]), help="Language of the reports.")
def report(output_xml: Path, as_canonical: bool, output: Path | None, lang: str | None) -> None:
    """Judge OUTPUT_XML and write the six reports and verdict.json again."""
    campaign = read_output(output_xml)
    folder = output_xml.resolve().parent
    try:
        if as_canonical:
            with tempfile.TemporaryDirectory() as elsewhere:
                judgement = conclude(campaign, folder, lang, root=Path(elsewhere))
            click.echo(canonical(judgement), nl=False)
        else:
            judgement = conclude(campaign, folder, lang, root=output)
    except PolicyError as error:
        click.echo("\n".join(error.problems), err=True)
        sys.exit(EXIT_GATE + 1)
    sys.exit(judgement.exit_code)
