"""The form of a unit, with its years at the head and its flags."""

from django.utils.translation import gettext as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminModelForm

from vietnamese.forms import CleanTextMixin


class UnitForm(CleanTextMixin, WagtailAdminModelForm):
    """Stores texts composed (NFC)."""


class TermFormSet(BaseChildFormSet):
    """Says in the words of people that a year stands twice; Django's sentence names the columns of the database."""

    def get_unique_error_message(self, unique_check) -> str:
        return _("A unit has one role a year at the head of the bloc: a year stands here twice.")

    def get_form_error(self) -> str:
        return _("This year stands here twice.")


class AwardFormSet(BaseChildFormSet):
    """The same of a flag."""

    def get_unique_error_message(self, unique_check) -> str:
        return _("A unit wins the same flag once a year: one stands here twice.")

    def get_form_error(self) -> str:
        return _("This flag stands here twice.")
