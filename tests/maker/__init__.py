"""A maker of disclosures: consistent money, printed as an office prints it, rendered as a file.

    accounts = make_accounts(seed)                           the money, in 分: every identity holds exactly
    printed = print_accounts(accounts, seed, NATIONAL)       the tables of a form as grids of text, and their figures
    printed = print_budget(seed, PLACES["beijing"])          the same of a budget as a place prints it
    data = pdf.render(printed, seed, press.FULL)             one file format: docx, html, pdf, text, xlsx

Each step is deterministic by its seed and draws from ``random.Random`` alone, so that benchmarks can use it too.
A renderer of another format reads the same ``Printed`` and nothing else.
"""

from tests.maker.accounts import Accounts, make_accounts
from tests.maker.budget import Budget, Place, make_budget, print_budget
from tests.maker.editions import EDITIONS, NATIONAL, Edition
from tests.maker.places import PLACES
from tests.maker.printed import Expected, Printed, PrintedTable
from tests.maker.tables import print_accounts

__all__ = [
    "EDITIONS",
    "NATIONAL",
    "PLACES",
    "Accounts",
    "Budget",
    "Edition",
    "Expected",
    "Place",
    "Printed",
    "PrintedTable",
    "make_accounts",
    "make_budget",
    "print_accounts",
    "print_budget",
]
