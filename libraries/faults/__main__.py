"""Command line: ``python -m faults list`` and ``python -m faults run [ID ...]``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from faults import catalogue, trial
from traceability import contract

ROOT = Path(__file__).resolve().parents[2]


@click.group(help="Break a copy of the app on purpose and see whether the suites notice.")
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
