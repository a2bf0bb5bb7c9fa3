"""The cheapest ways through a lattice, and what all of them agree on.

A reading of a text gives each token a role and goes from state to state. Some readings cost more than others; where
two of the cheapest readings differ, the text does not tell, and nobody may guess.
"""

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

State = TypeVar("State", bound=Hashable)
Role = TypeVar("Role", bound=Hashable)
Token = TypeVar("Token")
Step = tuple[Role, State, int]
"""A role for a token, the state behind it, and the cost."""


def cheapest(
    tokens: Iterable[Token], start: State, steps: Callable[[Token, State], Iterable[tuple[Role, State, int]]]
) -> tuple[int, list[set[Role]]]:
    """The lowest cost of a reading of all tokens, and for each token the roles that it has in readings of that cost.

    ``steps`` must give at least one step for every token and state.
    """
    reached: dict[State, int] = {start: 0}
    edges: list[list[tuple[State, Role, State, int]]] = []
    costs = [reached]
    for token in tokens:
        ahead: dict[State, int] = {}
        edges.append([])
        for state, cost in reached.items():
            for role, after, more in steps(token, state):
                edges[-1].append((state, role, after, more))
                ahead[after] = min(cost + more, ahead.get(after, cost + more))
        reached = ahead
        costs.append(ahead)
    return min(reached.values()), _roles(edges, costs)


def _roles(edges: list[list[tuple[State, Role, State, int]]], costs: list[dict[State, int]]) -> list[set[Role]]:
    """Backward along the edges that a cheapest reading takes."""
    lowest = min(costs[-1].values())
    alive = {state for state, cost in costs[-1].items() if cost == lowest}
    found: list[set[Role]] = []
    for here, before in zip(reversed(edges), reversed(costs[:-1]), strict=True):
        after = costs[len(costs) - 1 - len(found)]
        taken = [(state, role) for state, role, to, more in here if to in alive and before[state] + more == after[to]]
        found.append({role for _, role in taken})
        alive = {state for state, _ in taken}
    return found[::-1]
