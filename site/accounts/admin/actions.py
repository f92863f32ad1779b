"""What an organiser can do with a representation, by its state."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts import services
from accounts.models import Membership

State = Membership.State


@dataclass(frozen=True)
class Action:
    """`name` stands in the address. `asks` is the question before it is done; what takes something away is `grave`
    and needs a reason."""

    name: str
    label: Promise
    asks: Promise
    done: Promise
    run: Callable[..., Membership]
    grave: bool = False


APPROVE = Action(
    "duyet",
    pgettext_lazy("action", "Approve"),
    _("Let this person act for the unit?"),
    _("%(person)s represents %(unit)s from now on."),
    services.approve,
)
REFUSE = Action(
    "tu-choi",
    pgettext_lazy("action", "Refuse"),
    _("Refuse the request?"),
    _("The request of %(person)s for %(unit)s is refused."),
    services.refuse,
    grave=True,
)
SUSPEND = Action(
    "tam-dung",
    pgettext_lazy("action", "Suspend"),
    _("Stop this representative for the time being? Entries stay as they are."),
    _("%(person)s is suspended for %(unit)s."),
    services.suspend,
    grave=True,
)
REACTIVATE = Action(
    "mo-lai",
    pgettext_lazy("action", "Reactivate"),
    _("Let this person act for the unit again?"),
    _("%(person)s represents %(unit)s again."),
    services.reactivate,
)
END = Action(
    "ket-thuc",
    pgettext_lazy("action", "End"),
    _("End this representation? Entries stay with the unit."),
    _("%(person)s no longer represents %(unit)s."),
    services.end,
    grave=True,
)

ACTIONS = {action.name: action for action in (APPROVE, REFUSE, SUSPEND, REACTIVATE, END)}
POSSIBLE = {
    State.REQUESTED: (APPROVE, REFUSE),
    State.ACTIVE: (SUSPEND, END),
    State.SUSPENDED: (REACTIVATE, END),
    State.REFUSED: (APPROVE,),
    State.ENDED: (REACTIVATE,),
}
