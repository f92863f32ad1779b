"""Representatives who press buttons in the portal of a site that runs in processes of its own."""

import http.client
from urllib.parse import urlencode

from django.test import Client

from events.registration import queries, services
from events.registration.models import Entry
from tests.factories import EntryFactory, EntryMemberFactory, MembershipFactory, ParticipantFactory
from tests.servers import wait_for

TOKEN = "k" * 32
"""The CSRF token, which the cookie and the form have in common."""


class Representative:
    """Somebody signed in who represents a unit."""

    def __init__(self, unit):
        self.unit = unit
        self.user = MembershipFactory(unit=unit).user
        signed_in = Client()
        signed_in.force_login(self.user)
        self._cookies = f"sessionid={signed_in.cookies['sessionid'].value}; csrftoken={TOKEN}"

    def confirm(self, festival) -> None:
        registration = services.register(festival, self.unit)
        services.give_consent(registration, by=self.user, text=queries.consent_text(festival))

    def draft(self, discipline, person=None, **fields) -> Entry:
        """An entry that lacks nothing to be submitted."""
        entry = EntryFactory(discipline=discipline, unit=self.unit, **fields)
        EntryMemberFactory(entry=entry, participant=person or ParticipantFactory(unit=self.unit))
        return entry

    def submit(self, port: int, entry: Entry) -> int:
        """The status of the answer, over a connection of its own. Raises what breaks with a worker."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        wait_for(connection.connect)
        try:
            form = urlencode({"revision": entry.revision, "csrfmiddlewaretoken": TOKEN})
            headers = {"Cookie": self._cookies, "Content-Type": "application/x-www-form-urlencoded"}
            connection.request("POST", f"/dang-ky/{self.unit.code}/muc/{entry.pk}/gui/", form, headers)
            response = connection.getresponse()
            response.read()
            return response.status
        finally:
            connection.close()
