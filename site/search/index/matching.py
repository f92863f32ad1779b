"""What an index is asked, and what it holds."""

from dataclasses import dataclass

from ..keys import HIGHEST, LOWEST

Entry = tuple[int, list[str]]
"""A page's key and its tokens."""


@dataclass(frozen=True)
class Match:
    """Which pages: those with all `required` tokens, with no whole group of `excluded`, and a key in the span."""

    required: tuple[str, ...]
    excluded: tuple[tuple[str, ...], ...] = ()
    lowest: int = LOWEST
    highest: int = HIGHEST
