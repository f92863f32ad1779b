"""The page 'Make an article from a Word file' in the admin."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from news.models import NewsIndexPage

from .article import Notice
from .forms import WordFileForm
from .safety import MAX_FILE_BYTES, MEGABYTE, RefusedDocument
from .sentences import notice_sentence, refusal_sentence
from .services import create_draft

# What a form adds to the file that it carries.
ENVELOPE_BYTES = MEGABYTE
SHOWN_NOTICES = 20
TOO_LARGE = RefusedDocument("too_large", limit=MAX_FILE_BYTES)


@csrf_exempt  # until the length is known: to look for the token would read the whole body
@require_http_methods(["GET", "HEAD", "POST"])
def import_word(request: HttpRequest) -> HttpResponse:
    """Takes a Word file and leads to the editor of the draft that it became. Too long a body is not even read."""
    if _content_length(request) > MAX_FILE_BYTES + ENVELOPE_BYTES:
        return _page(request, refusal_sentence(TOO_LARGE), status=413)
    return _import_word(request)


@csrf_protect
def _import_word(request: HttpRequest) -> HttpResponse:
    index = get_object_or_404(NewsIndexPage)
    if not index.permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    if request.method != "POST":
        return _page(request)
    form = WordFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, " ".join(form.errors["file"]), status=422)
    file = form.cleaned_data["file"]
    try:
        draft, report = create_draft(file, name=file.name, index=index, user=request.user)
    except RefusedDocument as refusal:
        return _page(request, refusal_sentence(refusal), status=422)
    _tell(request, draft, report)
    editor = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    return JsonResponse({"url": editor}) if _wants_json(request) else redirect(editor)


def _content_length(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else 0


def _wants_json(request: HttpRequest) -> bool:
    """The page's script asks so: a redirect that it followed itself would use up the messages."""
    return request.headers.get("Accept") == "application/json"


def _page(request: HttpRequest, error: str = "", status: int = 200) -> HttpResponse:
    """The form, with why the file was refused beside the field; for the script that sentence alone."""
    if _wants_json(request):
        return JsonResponse({"error": error}, status=status)
    context = {
        "form": WordFileForm(),
        "error": error,
        "limit": MAX_FILE_BYTES,
        "limit_text": filesizeformat(MAX_FILE_BYTES),
        "too_large": refusal_sentence(TOO_LARGE),
    }
    return render(request, "news/word/import.html", context, status=status)


def _tell(request: HttpRequest, draft, report: tuple[Notice, ...]) -> None:
    """That it worked, and what was not taken over. The whole report stays in the page's history."""
    if draft.permissions_for_user(request.user).can_publish():
        text = _("“%(title)s” is a draft now. Read it through, choose its topics, then publish it.")
    else:
        text = _("“%(title)s” is a draft now. Read it through, choose its topics, then hand it in for approval.")
    messages.success(request, text % {"title": draft.title})
    if not report:
        return
    head = ngettext(
        "%(count)s thing in the file needs your eye:", "%(count)s things in the file need your eye:", len(report)
    ) % {"count": len(report)}
    items = format_html_join("", "<li>{}</li>", ((notice_sentence(notice),) for notice in report[:SHOWN_NOTICES]))
    history = messages.button(reverse("wagtailadmin_pages:history", args=[draft.pk]), _("Keep reading in the history"))
    messages.warning(request, format_html("{}<ul>{}</ul>", head, items), buttons=[history])
