"""What people who are signed in see of themselves outside the admin."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.admin.userbar import Userbar
from wagtail.models import Page


@require_safe
def editor_bar(request: HttpRequest, page_id: int) -> HttpResponse:
    """Wagtail's bar for a published page. The page itself is the same bytes for everyone, so its script fetches this.

    The bar says nothing of the page but what the user may do with it. Wagtail's admin refuses those without access.
    """
    page = get_object_or_404(Page.objects.live(), pk=page_id).specific
    return HttpResponse(Userbar(object=page).render_html({"request": request}))
