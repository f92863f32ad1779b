"""What a user may do with an article, told from the article's own row."""

from wagtail.models import PagePermissionTester


class ArticlePermissionTester(PagePermissionTester):
    """Wagtail's, without a query for each row of a list: it would look for published pages below an article, and
    below an article there is nothing."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        if self.user.is_active and not self.user.is_superuser and self.page.is_leaf():
            if "publish" not in self.permissions and self.page.live:
                return False
            if "change" in self.permissions:
                return True
        return super().can_delete(ignore_bulk)
