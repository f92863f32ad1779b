"""Places of a discipline's quota, and its waiting list."""


def fill_places(discipline_id: int) -> int:
    """Moves up as many of the waiting list as there are free places; returns how many. After a quota was raised."""
    raise NotImplementedError
