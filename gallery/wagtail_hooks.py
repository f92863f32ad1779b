"""Where the albums hook into Wagtail's admin."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action("gallery.photos.remove", _("Remove photos"), _("Photos removed from the album"))
    actions.register_action("gallery.photos.withdraw", _("Withdraw a photo"), _("Photo withdrawn from the site"))
