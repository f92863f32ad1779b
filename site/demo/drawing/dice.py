"""Repeatable chance: the same name always rolls the same numbers, on every machine and Python version."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")


class Dice:
    """A stream of numbers drawn from a name.

    `random.Random` only promises the same floats within a Python version; the pictures of the example
    content must not change when Python does, so the numbers come from a hash instead.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._block = 0
        self._numbers = iter(())

    def unit(self) -> float:
        """Return the next number from 0 up to, not including, 1."""
        for number in self._numbers:
            return number
        digest = hashlib.shake_128(f"{self._name}/{self._block}".encode()).digest(256)
        self._block += 1
        self._numbers = iter(int.from_bytes(digest[i : i + 4], "big") / 2**32 for i in range(0, 256, 4))
        return next(self._numbers)

    def between(self, low: float, high: float) -> float:
        """Return a number between two limits."""
        return low + (high - low) * self.unit()

    def whole(self, low: int, high: int) -> int:
        """Return a whole number, both limits included."""
        return low + int(self.unit() * (high - low + 1))

    def pick(self, items: Sequence[Item]) -> Item:
        """Return one of the items."""
        return items[int(self.unit() * len(items))]

    def chance(self, likelihood: float) -> bool:
        """Return True as often as the likelihood (0 to 1) says."""
        return self.unit() < likelihood
