"""Where the albums hook into Wagtail's admin."""

from django.contrib.auth.models import Permission
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .admin import links
from .admin import urls as admin_urls
from .admin.listing import AlbumListingViewSet


@hooks.register("register_admin_urls")
def addresses():
    return [path("", include(admin_urls))]


@hooks.register("register_admin_viewset")
def album_listing():
    return AlbumListingViewSet()


@hooks.register("register_page_header_buttons")
def photos_from_the_header(page, user, view_name, next_url=None):
    return links.header_buttons(page.specific_deferred, user)


@hooks.register("register_page_listing_buttons")
def photos_from_a_list(page, user, next_url=None):
    return links.listing_buttons(page, user)


@hooks.register("after_create_page")
def photos_of_a_new_album(request, page):
    return links.to_the_photos(request, page)


@hooks.register("register_reports_menu_item")
def withdrawals_menu_item():
    return links.WithdrawalsMenuItem(
        _("Withdrawn photos"), reverse("gallery_withdrawals"), name="withdrawals", icon_name="cross", order=130
    )


@hooks.register("register_permissions")
def permissions_of_groups():
    """Those that an administrator gives to groups."""
    return Permission.objects.filter(content_type__app_label="images", content_type__model="withdrawal")


@hooks.register("register_icons")
def icons(icons):
    return [*icons, "gallery/admin/icons/first.svg", "gallery/admin/icons/last.svg"]


@hooks.register("insert_global_admin_css")
def style():
    return format_html('<link rel="stylesheet" href="{}">', static("gallery/admin.css"))


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action("gallery.photos.remove", _("Remove photos"), _("Photos removed from the album"))
    actions.register_action("gallery.photos.withdraw", _("Withdraw a photo"), _("Photo withdrawn from the site"))
