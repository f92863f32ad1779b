"""The names of pictures, as old portals wrote them: file names, paths, addresses."""

from urllib.parse import unquote, urlsplit


def steps(name: str) -> list[str]:
    """The folders that a name leads through, and the file, without what stands after ? or #."""
    try:
        path = urlsplit(name).path if "//" in name[:8] else name.partition("?")[0].partition("#")[0]
    except ValueError:
        path = name
    return [step for step in unquote(path).replace("\\", "/").split("/") if step not in ("", ".")]
