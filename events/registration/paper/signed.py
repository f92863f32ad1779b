"""The signed form: taken in, kept with those that it replaces."""

import hashlib
from collections.abc import Sequence
from typing import BinaryIO

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction

from accounts.models import User
from events.registration.models import Registration, SignedForm
from events.registration.permissions import may_act_for
from images.services import delete_unless_committed

from . import form, scans

MOST_KEPT = 30


def receive(registration: Registration, files: Sequence[BinaryIO], *, by: User) -> SignedForm:
    """Keeps a scan as the unit's signed form; the one that counted until then stays below it.

    The same file again is the same form. Raises scans.RefusedScan, with `nothing_to_sign` while the unit has submitted
    nothing and `too_often` (limit) beyond the versions that are kept.
    """
    if not may_act_for(by, registration.unit):
        raise PermissionDenied
    if not form.entries_of(registration):
        raise scans.RefusedScan("nothing_to_sign")
    data = scans.take_in(files)
    digest = hashlib.sha256(data).hexdigest()
    with transaction.atomic():
        Registration.objects.select_for_update().get(pk=registration.pk)
        kept = list(registration.signed_forms.all())
        fingerprint = form.fingerprint(registration)
        if kept and (kept[0].sha256, kept[0].fingerprint) == (digest, fingerprint):
            return kept[0]
        if len(kept) >= MOST_KEPT:
            raise scans.RefusedScan("too_often", limit=MOST_KEPT)
        signed = SignedForm(
            registration=registration, size=len(data), sha256=digest, fingerprint=fingerprint, uploaded_by=by
        )
        signed.file.save("phieu.pdf", ContentFile(data), save=False)
        delete_unless_committed(signed.file)
        signed.save()
    return signed
