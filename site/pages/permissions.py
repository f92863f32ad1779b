"""What a user may do with a page, told from the page's own row."""

from wagtail.models import Page, PagePermissionTester
from wagtail.permissions import page_permission_policy

from pagecache.generation import kept


class LeafPermissionTester(PagePermissionTester):
    """Wagtail's, without a query for each row of a list: it would look for published pages below an article or an
    album, and below those there is nothing."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        if self.user.is_active and not self.user.is_superuser and self.page.is_leaf():
            if "publish" not in self.permissions and self.page.live:
                return False
            if "change" in self.permissions:
                return True
        return super().can_delete(ignore_bulk)


WRITES = {"add_page", "change_page", "publish_page"}


def works_below(user, index: type[Page]) -> bool:
    """Whether a user may write in a part of the site: at its index page, above it, or below. Nothing is asked of the
    database that Wagtail does not ask for its menu anyway."""
    if not user.is_active or user.is_superuser:
        return user.is_active
    top = kept(f"path.{index._meta.label_lower}", lambda: index.objects.values_list("path", flat=True).first())
    granted = page_permission_policy.get_cached_permissions_for_user(user)
    places = [row.page.path for row in granted if row.permission.codename in WRITES]
    return top is not None and any(top.startswith(place) or place.startswith(top) for place in places)
