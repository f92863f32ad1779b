"""What a user may do with a page, told from the page's own row."""

from wagtail.models import PagePermissionTester


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
