"""Addresses that nothing else has."""


def first_free(wanted: str, taken: set[str]) -> str:
    """`wanted`, or with the first number behind it that is free: `keo-co-2`."""
    number, free = 1, wanted
    while free in taken:
        number += 1
        free = f"{wanted}-{number}"
    return free
