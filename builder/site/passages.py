"""Which paragraphs of a disclosure its page shows."""

from builder.model.disclosure import Disclosure, Passage


def quoted(disclosure: Disclosure) -> tuple[tuple[int, Passage], ...]:
    """The paragraphs that carry numbers, each with its 1-based number among all passages."""
    return tuple((number, one) for number, one in enumerate(disclosure.passages, start=1) if one.quantities)
