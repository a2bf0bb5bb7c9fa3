"""The tables of the final accounts, each made from the money by its own rule, in the order of a form."""

from dataclasses import replace
from random import Random

from tests.maker import coded, economic, lanes, three
from tests.maker.accounts import Accounts
from tests.maker.editions import NATIONAL, Edition
from tests.maker.printed import Manner, Printed

_MAKERS = {
    "summary": lanes.summary,
    "revenue": coded.revenue,
    "expenditure": coded.expenditure,
    "appropriation-summary": lanes.appropriation,
    "general-expenditure": coded.general,
    "general-basic": economic.basic,
    "government-fund": coded.fund,
    "state-capital": coded.capital,
    "three-public": three.three_public,
}


def print_accounts(accounts: Accounts, seed: int, edition: Edition = NATIONAL) -> Printed:
    """The tables of ``accounts``, printed in the manner of one office by a form.

    Money of an appropriation that the form does not know is left out.
    """
    rng = Random(f"print {seed}")
    manner = Manner.drawn(rng)
    unknown = {"general", "government_fund", "state_capital"} - {*edition.sources}
    kept = replace(accounts, flows=tuple(flow for flow in accounts.flows if flow.source not in unknown))
    tables = tuple(_MAKERS[name](kept, edition, manner, rng) for name in edition.order)
    return Printed(accounts.entity_name, min(accounts.year, edition.last), accounts.body, manner.unit, tables)
