"""Recognises a video by its address. Nothing is asked of the video's site, so a page never waits for it."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

YOUTUBE_ID = re.compile(r"[\w-]{11}", re.ASCII)
VIMEO_ID = re.compile(r"\d{6,12}", re.ASCII)


@dataclass(frozen=True)
class Video:
    """A video of a known site: where it plays inside a page, and where it stands by itself."""

    embed_url: str
    url: str


def recognise(address: str) -> Video | None:
    """The video at an address of YouTube or Vimeo in any of their usual forms; None for anything else."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    if parts.scheme not in ("http", "https"):
        return None
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    steps = [step for step in parts.path.split("/") if step]
    if host in ("youtube.com", "youtube-nocookie.com"):
        if steps[:1] in (["embed"], ["shorts"], ["live"]) and len(steps) > 1:
            return _youtube(steps[1])
        return _youtube(parse_qs(parts.query).get("v", [""])[0])
    if host == "youtu.be" and steps:
        return _youtube(steps[0])
    if host in ("vimeo.com", "player.vimeo.com") and steps and VIMEO_ID.fullmatch(steps[-1]):
        number = steps[-1]
        return Video(f"https://player.vimeo.com/video/{number}?dnt=1", f"https://vimeo.com/{number}")
    return None


def _youtube(identity: str) -> Video | None:
    if not YOUTUBE_ID.fullmatch(identity):
        return None
    return Video(
        f"https://www.youtube-nocookie.com/embed/{identity}",
        f"https://www.youtube.com/watch?v={identity}",
    )
