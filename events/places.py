"""Where events take place."""

import re
from typing import NamedTuple

PAIR = re.compile(r"\s*([+-]?\d{1,2}(?:\.\d+)?)\s*[,;\s]\s*([+-]?\d{1,3}(?:\.\d+)?)\s*")


class Coordinates(NamedTuple):
    """A point on the globe, in degrees north and east (WGS 84)."""

    latitude: float
    longitude: float


def read_coordinates(text: str) -> Coordinates | None:
    """The point that somebody has written as map services copy it; None for what is no point of the globe."""
    found = PAIR.fullmatch(text)
    if found is None:
        return None
    latitude, longitude = map(float, found.groups())
    return Coordinates(latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None
