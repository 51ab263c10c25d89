"""Command line: ``python -m faults list``, ``run [ID ...]``, and ``variants [SET ...] [-- OPTIONS]``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from faults import catalogue, trial, variants
from traceability import contract

ROOT = Path(__file__).resolve().parents[2]


@click.group(help="Change a copy of the app on purpose: do the suites notice what is wrong, and only that?")
def main() -> None:
    pass


def _faults() -> dict[str, catalogue.Fault]:
    try:
        return catalogue.load(ROOT / "tests" / "faults", contract.load(ROOT / "resources" / "contract.toml"))
    except (catalogue.CatalogueError, contract.ContractError) as error:
        raise click.ClickException(str(error)) from error


@main.command("list", help="List the catalogue.")
def list_() -> None:
    for fault in _faults().values():
        click.echo(f"{fault.id:34} {fault.severity:9} {fault.careless}")


@main.command(help="Try the named faults, or all of them.")
@click.argument("ids", nargs=-1)
def run(ids: tuple[str, ...]) -> None:
    faults = _faults()
    if unknown := [name for name in ids if name not in faults]:
        raise click.ClickException(f"no such fault: {', '.join(unknown)}; `python -m faults list` names them")
    missed = 0
    chosen = ids or tuple(faults)
    for number, name in enumerate(chosen, 1):
        click.echo(f"[{number}/{len(chosen)}] {name}: {faults[name].careless}")
        missed += not _try(faults[name])
    click.echo(f"{len(chosen) - missed} passed, {missed} failed")
    sys.exit(1 if missed else 0)


@main.command("variants", context_settings={"ignore_unknown_options": True})
@click.option("--only", "chosen", multiple=True, help="A set of variants; all sets when none is named.")
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def variants_(chosen: tuple[str, ...], options: tuple[str, ...]) -> None:
    """Run the campaign on sound variants of the app: no test may fail. OPTIONS go to Robot Framework."""
    sets = variants.load(ROOT / "tests" / "variants")
    if unknown := [name for name in chosen if name not in sets]:
        raise click.ClickException(f"no such set: {', '.join(unknown)}; there are {', '.join(sets)}")
    failed = 0
    for name in chosen or tuple(sets):
        click.echo(f"{name}: {len(sets[name])} variants")
        try:
            found = variants.run(sets[name], ROOT, ROOT / "results" / "variants" / name, options)
        except catalogue.CatalogueError as error:
            raise click.ClickException(str(error)) from error
        failed += bool(found)
        for line in found or ["no test failed"]:
            click.echo(f"  {line[:240]}")
    sys.exit(1 if failed else 0)


def _try(fault: catalogue.Fault) -> bool:
    try:
        outcomes = trial.run(fault, ROOT, ROOT / "results" / "faults" / fault.id)
    except catalogue.CatalogueError as error:
        click.echo(f"  ERROR   {error}")
        return False
    for outcome in outcomes:
        word = "caught" if outcome.caught else "MISSED"
        first_line = (outcome.message.splitlines() or [""])[0][:160]
        click.echo(f"  {word}  {outcome.test} [{outcome.severity or '-'}]: {first_line}")
    return all(outcome.caught for outcome in outcomes)


if __name__ == "__main__":
    main()
