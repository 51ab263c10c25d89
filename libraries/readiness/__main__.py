"""`python -m readiness`: the command `readiness`."""

from readiness.cli import main

main()
