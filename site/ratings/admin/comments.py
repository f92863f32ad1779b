"""Comments: what waits comes first, and each is approved or hidden by somebody, for a reason that is kept."""

from copy import copy
from datetime import datetime

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Case, IntegerField, Value, When
from django.forms import RadioSelect
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic import BaseListingView, PermissionCheckedMixin
from wagtail.models import get_page_models

from ratings import services
from ratings.models import Comment
from vietnamese.forms import CleanTextMixin

from .permissions import VIEW, may_moderate, policy


def any_are_taken() -> bool:
    """Whether the site has pages that take comments."""
    return any(getattr(model, "takes_comments", False) for model in get_page_models())


class CommentFilterSet(WagtailFilterSet):
    """By what was decided."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("Status"),
        choices=Comment.State.choices,
        widget=RadioSelect,
        empty_label=gettext_lazy("All"),
    )

    class Meta:
        model = Comment
        fields = ["state"]


def url_to_moderate(comment: Comment) -> str:
    """Where it is decided about."""
    return reverse("ratings_comment", args=[comment.pk])


def beginning(comment: Comment) -> str:
    """Enough of it to tell one from another."""
    return Truncator(comment.text).chars(160)


def decision(comment: Comment) -> str:
    """Who decided, and why."""
    return " · ".join(filter(None, [str(comment.moderated_by or ""), comment.reason]))


class CommentsView(PermissionCheckedMixin, BaseListingView):
    """What waits, the oldest first; then what was decided, the newest first."""

    page_title = gettext_lazy("Readers' comments")
    header_icon = "comment"
    index_url_name = "ratings_comments"
    index_results_url_name = "ratings_comments_results"
    permission_policy = policy
    permission_required = VIEW
    filterset_class = CommentFilterSet
    default_ordering = None
    paginate_by = 50
    verbose_name_plural = gettext_lazy("comments")
    columns = [
        TitleColumn("text", label=gettext_lazy("Comment"), accessor=beginning, get_url=url_to_moderate),
        Column("stars", label=gettext_lazy("Stars"), accessor="rating.stars", width="7%"),
        Column("page", label=gettext_lazy("Page"), accessor="rating.page.title", width="22%"),
        DateColumn("written_at", label=gettext_lazy("Written"), width="12%"),
        StatusTagColumn("state", label=gettext_lazy("Status"), accessor="get_state_display", width="12%"),
        Column("decision", label=gettext_lazy("Decided by"), accessor=decision, width="18%"),
    ]

    def get_base_queryset(self):
        return Comment.objects.select_related("rating__page", "moderated_by")

    def order_queryset(self, queryset):
        is_waiting = When(state=Comment.State.WAITING, then=Value(0))
        is_decided = Case(is_waiting, default=Value(1), output_field=IntegerField())
        waiting_since = Case(When(state=Comment.State.WAITING, then="written_at"))
        return queryset.order_by(is_decided, waiting_since, "-written_at", "pk")


class ModerationForm(CleanTextMixin, forms.ModelForm):
    """Approve, or hide for a reason."""

    state = forms.ChoiceField(label=gettext_lazy("Decision"), widget=RadioSelect)
    read = forms.CharField(widget=forms.HiddenInput)
    """When the words were written that stand above the form; to the microsecond, which a date field would drop."""

    class Meta:
        model = Comment
        fields = ["state", "reason"]
        help_texts = {
            "reason": gettext_lazy("Needed where a comment is hidden. It is kept here and not shown outside."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [
            (Comment.State.APPROVED, _("Approve: everyone reads it on the page")),
            (Comment.State.HIDDEN, _("Hide: nobody but its writer reads it")),
        ]
        self.initial["read"] = self.instance.written_at.isoformat()
        if self.instance.state == Comment.State.WAITING:
            self.initial["state"] = None

    def clean_read(self) -> datetime:
        try:
            return datetime.fromisoformat(self.cleaned_data["read"])
        except ValueError as error:
            raise forms.ValidationError(_("Open the comment again from the list.")) from error

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("state") == Comment.State.HIDDEN and not cleaned.get("reason"):
            self.add_error("reason", _("Say why the comment is hidden."))
        return cleaned


DONE = {
    Comment.State.APPROVED: gettext_lazy("The comment is published."),
    Comment.State.HIDDEN: gettext_lazy("The comment is hidden."),
}


def moderate(request: HttpRequest, comment_id: int) -> HttpResponse:
    """One comment, with the form that decides about it."""
    if not may_moderate(request.user):
        raise PermissionDenied
    comment = get_object_or_404(Comment.objects.select_related("rating__page", "moderated_by"), pk=comment_id)
    form = ModerationForm(request.POST or None, instance=copy(comment))
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        if services.moderate(comment.pk, sent["read"], sent["state"], sent["reason"], request.user):
            messages.success(request, DONE[sent["state"]])
            return redirect("ratings_comments")
        messages.error(request, _("Meanwhile its writer has changed the comment. Read it again."))
        return redirect("ratings_comment", comment_id)
    context = {
        # Not the form's instance: a form that is checked writes into it.
        "comment": comment,
        "form": form,
        "page_title": _("Reader's comment"),
        "header_icon": "comment",
        "list_url": reverse("ratings_comments"),
        "edit_url": reverse("wagtailadmin_pages:edit", args=[comment.rating.page_id]),
    }
    return TemplateResponse(request, "ratings/admin/comment.html", context, status=400 if form.errors else 200)
