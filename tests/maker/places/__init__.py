"""Budgets as places print them, a module for each place."""

from tests.maker.places import beijing, central, guangzhou, jiangsu, shanghai, shenzhen, xian

PLACES = {module.PLACE.id: module.PLACE for module in (central, beijing, shanghai, jiangsu, guangzhou, shenzhen, xian)}
"""The places whose budgets can be printed, by id."""
