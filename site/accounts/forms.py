"""Forms for accounts: an address, a name, roles. Nothing else is asked."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm as WagtailLoginForm
from wagtail.users.forms import UserCreationForm as WagtailUserCreationForm
from wagtail.users.forms import UserEditForm as WagtailUserEditForm

from vietnamese.text import clean_line

from .models import User

FIELDS = ["email", "full_name", "is_superuser", "groups"]


class FullNameMixin:
    """A form with a person's whole name and without Wagtail's two halves of one."""

    def clean_full_name(self) -> str:
        return clean_line(self.cleaned_data["full_name"])


class AccountMixin(FullNameMixin):
    """What the administrator's two forms have in common. The name is cleaned, the password is left byte by byte."""

    error_messages = WagtailUserCreationForm.error_messages | {
        "duplicate_username": _("This e-mail address has an account already."),
    }

    def clean_email(self) -> str:
        return self.cleaned_data["email"].strip().lower()


class UserCreationForm(AccountMixin, WagtailUserCreationForm):
    first_name = last_name = None

    class Meta(WagtailUserCreationForm.Meta):
        model = User
        fields = FIELDS


class UserEditForm(AccountMixin, WagtailUserEditForm):
    first_name = last_name = None

    class Meta(WagtailUserEditForm.Meta):
        model = User
        fields = [*FIELDS, "is_active"]


class OwnNameForm(FullNameMixin, forms.ModelForm):
    """What users may change of their own account; the e-mail address is changed by the administrator."""

    class Meta:
        model = User
        fields = ["full_name"]


class LoginForm(WagtailLoginForm):
    """Wagtail's, whose password field has no label of its own and so an English one in every language."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")
