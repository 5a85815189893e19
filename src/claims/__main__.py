"""`python -m claims` is the command `claims`."""

from claims.cli import main

main()
