"""The sentences of problems."""

from .rules import Problem


def sentence(problem: Problem) -> str:
    """What breaks a rule, and by how much, for those who have to put it right."""
    return problem.code
