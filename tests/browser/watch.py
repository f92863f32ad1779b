"""What a page must not do while somebody reads it."""

from playwright.sync_api import ConsoleMessage, Page, Request, Response


class Watch:
    """Collects in `problems` what a reader's browser complains of, and in `abroad` what was asked of other hosts.

    The status of the page itself is the test's own affair: a page for 404 is answered with 404.
    """

    def __init__(self, page: Page, url: str):
        self.problems: list[str] = []
        self.abroad: list[str] = []
        self._url = url
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.problems.append(f"script: {error}"))
        page.on("request", self._asked)
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)

    def _heard(self, message: ConsoleMessage) -> None:
        # What failed to load is told by its response, with its address.
        if message.type in ("error", "warning") and not message.text.startswith("Failed to load resource"):
            self.problems.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self._url, "data:")):
            self.abroad.append(request.url)

    def _failed(self, request: Request) -> None:
        # Of two icons Chromium breaks one off when it has decided for the other.
        if not (request.failure == "net::ERR_ABORTED" and "/img/favicon." in request.url):
            self.problems.append(f"{request.failure}: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self.problems.append(f"{response.status}: {response.url}")
