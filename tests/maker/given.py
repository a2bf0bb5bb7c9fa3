"""Hypothesis strategies over the maker: a seed each for the money, the print and the file."""

from hypothesis import strategies as st

from tests.maker.accounts import make_accounts
from tests.maker.printed import Printed
from tests.maker.tables import print_accounts

seeds = st.integers(0, 2**32 - 1)
"""Seeds of the maker; smaller ones are not simpler, so nothing is gained by shrinking them."""


def _printed(money: int, manner: int) -> Printed:
    return print_accounts(make_accounts(money), manner)


printed = st.builds(_printed, seeds, seeds)
"""Printed final accounts, any consistent money in any manner of printing."""
