"""What a page's history says of decisions about its ratings."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.log_actions import LogFormatter


class VoidFormatter(LogFormatter):
    label = _("Void ratings")

    def format_message(self, log_entry) -> str:
        votes = log_entry.data["votes"]
        return ngettext("%(votes)d rating voided", "%(votes)d ratings voided", votes) % {"votes": votes}


class RestoreFormatter(LogFormatter):
    label = _("Restore ratings")

    def format_message(self, log_entry) -> str:
        votes = log_entry.data["votes"]
        return ngettext("%(votes)d rating restored", "%(votes)d ratings restored", votes) % {"votes": votes}


class ApproveFormatter(LogFormatter):
    label = _("Approve a comment")
    message = _("A reader's comment approved")

    def format_comment(self, log_entry) -> str:
        return log_entry.data["reason"]


class HideFormatter(ApproveFormatter):
    label = _("Hide a comment")
    message = _("A reader's comment hidden")


def register(actions) -> None:
    """For the hook register_log_actions."""
    actions.register_action("ratings.void")(VoidFormatter)
    actions.register_action("ratings.restore")(RestoreFormatter)
    actions.register_action("ratings.comment_approved")(ApproveFormatter)
    actions.register_action("ratings.comment_hidden")(HideFormatter)
