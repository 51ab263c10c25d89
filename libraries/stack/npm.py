"""`python -m stack.npm <script>`: run one of the front end's npm scripts in its cached build."""

from __future__ import annotations

import click

from stack import frontend
from stack.errors import StackError
from stack.settings import Settings


@click.command()
@click.argument("script")
def main(script: str) -> None:
    """Run an npm script of the front end, if it has it, on the packages of the cache."""
    try:
        settings = Settings.read()
        if settings.app_dir is None:
            raise click.UsageError("APP_DIR is needed: the folder of the app's source")
        folder = frontend.built(settings.app_dir / "frontend", settings.cache)
        click.echo(frontend.npm(["run", script, "--if-present"], folder))
    except StackError as error:
        raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main()
