"""Accounts in the admin."""

from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from .forms import UserCreationForm, UserEditForm


class UserViewSet(WagtailUserViewSet):
    """Wagtail's, with our forms."""

    ordering = "full_name"
    create_template_name = "accounts/admin/create_user.html"
    edit_template_name = "accounts/admin/edit_user.html"

    def get_form_class(self, for_update=False):
        return UserEditForm if for_update else UserCreationForm
