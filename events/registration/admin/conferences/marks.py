"""The states of delegates at a glance."""

from django.utils.translation import pgettext_lazy

from events.registration.delegates.models import Delegate

from ..marks import Marks

State = Delegate.State

OF_DELEGATES = Marks(
    {
        State.NOMINATED: pgettext_lazy("letter of a delegate's state", "W"),
        State.CONFIRMED: pgettext_lazy("letter of a delegate's state", "C"),
        State.DECLINED: pgettext_lazy("letter of a delegate's state", "D"),
        State.WITHDRAWN: pgettext_lazy("letter of a delegate's state", "X"),
    }
)
