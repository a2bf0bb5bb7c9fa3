"""A maker of final accounts: consistent money, printed as an office prints it, rendered as a file.

    accounts = make_accounts(seed)                  the money, in 分: every identity holds exactly
    printed = print_accounts(accounts, seed)        the nine tables as grids of text, and the figures they hold
    data = text.render(printed, seed, text.SPACED)  one file format

Each step is deterministic by its seed and draws from ``random.Random`` alone, so that benchmarks can use it too.
A renderer of another format reads the same ``Printed`` and nothing else.
"""

from tests.maker.accounts import Accounts, make_accounts
from tests.maker.printed import Expected, Printed, PrintedTable
from tests.maker.tables import print_accounts

__all__ = ["Accounts", "Expected", "Printed", "PrintedTable", "make_accounts", "print_accounts"]
