"""明账 (Mingzhang): published budgets and final accounts as proven open data."""

__version__ = "0.1.0"
