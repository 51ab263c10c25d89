"""`python -m stack up`: run the app by hand until Ctrl-C. `python -m stack build`: build its front end."""

from __future__ import annotations

import signal
import sys

import click

from stack import embedded_client, frontend
from stack.client import start_shared
from stack.errors import StackError
from stack.settings import Settings


@click.group()
def main() -> None:
    """Run the app under test by hand."""


@main.command()
def up() -> None:
    """Start the app, print its addresses, and stop it at Ctrl-C."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})  # taken by sigwait below
    info = start_shared(Settings.read())
    click.echo(f"front end  {info.ui_url}\nAPI        {info.api_url}\nAPI docs   {info.api_url}/docs")
    click.echo(f"data       {info.data_root}\nlogs       {info.logs}")
    for name, service in info.services.items():
        if service["error"]:
            click.echo(f"{name} is down: {service['error']}", err=True)
    click.echo("Ctrl-C stops it.")
    try:
        signal.sigwait({signal.SIGINT, signal.SIGTERM})
    finally:
        embedded_client.end()


@main.command()
def build() -> None:
    """Build the front end unless its sources are unchanged."""
    settings = Settings.read()
    if settings.app_dir is None:
        raise click.UsageError("APP_DIR is needed: the folder of the app's source")
    click.echo(f"front end built in {frontend.built(settings.app_dir / 'frontend', settings.cache)}")


if __name__ == "__main__":
    try:
        main(standalone_mode=True)
    except StackError as error:
        sys.exit(f"error: {error}")
