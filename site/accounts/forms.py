"""Forms for accounts: an address, a name, roles; and who represents a unit. Nothing else is asked."""

from allauth.account.forms import SignupForm
from django import forms
from django.contrib.auth import password_validation
from django.core.validators import MaxLengthValidator
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm as WagtailUserCreationForm
from wagtail.users.forms import UserEditForm as WagtailUserEditForm

from units.models import Unit
from vietnamese.forms import CleanTextMixin
from vietnamese.text import clean_line

from .models import Membership, User, trust_address

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

    @transaction.atomic
    def save(self, commit: bool = True) -> User:
        user = super().save(commit)
        # Only an address that the administrator wrote is proved by that; whoever signed up proves theirs by mail.
        if commit and "email" in self.changed_data:
            trust_address(user)
        return user


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


def full_name_field() -> forms.CharField:
    """The name that a newcomer gives."""
    return forms.CharField(
        label=_("Full name"),
        max_length=150,
        help_text=_("As it stands on papers: Nguyễn Văn An."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


def password_rules() -> str:
    """What a password must be, in one paragraph."""
    return " ".join(password_validation.password_validators_help_texts())


class OwnNameForm(FullNameMixin, forms.ModelForm):
    """What users may change of their own account; the e-mail address is changed by the administrator."""

    class Meta:
        model = User
        fields = ["full_name"]


class SignUpForm(FullNameMixin, SignupForm):
    """allauth's, with a name. It answers the same whether the address has an account or not."""

    full_name = full_name_field()
    field_order = ["full_name", "email", "password1"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = password_rules()
        # allauth's own field takes more than the column holds.
        self.fields["email"].validators.append(MaxLengthValidator(User._meta.get_field("email").max_length))


class NewcomerForm(FullNameMixin, forms.Form):
    """An account for somebody who was invited. The address is the one that was written to."""

    full_name = full_name_field()
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, email: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.email = email
        self.fields["password"].help_text = password_rules()

    def clean(self) -> dict:
        cleaned = super().clean()
        if password := cleaned.get("password"):
            user = User(email=self.email, full_name=cleaned.get("full_name", ""))
            try:
                password_validation.validate_password(password, user)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return cleaned


class RequestUnitForm(CleanTextMixin, forms.Form):
    """Which unit, and a word to the organisers. Units that the person has, or waits for, are not offered."""

    unit = forms.ModelChoiceField(queryset=None, label=_("Unit"), empty_label=_("Choose a unit"))
    note = forms.CharField(
        label=_("Your post there"),
        max_length=300,
        help_text=_("So that the organisers know you: officer of the union, secretary of the youth union."),
    )

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        closed = [Membership.State.REQUESTED, Membership.State.ACTIVE, Membership.State.SUSPENDED]
        taken = Membership.objects.filter(user=user, state__in=closed).values("unit")
        self.fields["unit"].queryset = Unit.objects.filter(is_active=True).exclude(pk__in=taken)


class InviteForm(CleanTextMixin, forms.Form):
    """Whom an organiser invites to which unit."""

    unit = forms.ModelChoiceField(queryset=Unit.objects.filter(is_active=True), label=_("Unit"))
    email = forms.EmailField(label=_("E-mail address"), max_length=254)


class ReasonForm(CleanTextMixin, forms.Form):
    """Why an organiser decides as they do. The person is told."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person reads it in the mail, and it is kept in the history."),
    )

    def __init__(self, *args, needs_reason: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = needs_reason
