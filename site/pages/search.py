"""What a page tells the site's search about itself."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class SearchDocument:
    """The searchable side of a page. `date` is aware; `kind` is the code by which readers filter (as 'news')."""

    kind: str
    title: str
    lead: str
    text: str
    date: datetime
    topic_ids: tuple[int, ...] = ()
