"""What can be wrong with a line, as plain data. `sentences` puts it into words."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a line, or that was left out of its article.

    `code` is stable: reports are read by programs too. `params` holds what the sentence for people needs.
    """

    code: str
    params: dict = field(default_factory=dict)


class RefusedLine(ValueError):
    """A line of which no article can be made. Holds every reason, so that all can be mended at once."""

    def __init__(self, *problems: Problem):
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems
