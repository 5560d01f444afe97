"""`python -m amw.cli` is the `amw` command."""

from amw.cli import main

main()
