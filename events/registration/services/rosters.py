"""The roster as the services take it, store it and write it down."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Seat:
    """Somebody's place on a roster, as a form sends it; its order is that of the list it stands in."""

    participant_id: int
    role: str = "player"
    shirt: int | None = None
