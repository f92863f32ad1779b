"""What Wagtail's own checker looks at while an editor writes: the article, and not the site around it."""

from wagtail.admin.userbar import AccessibilityItem, ContentCheckerItem

NEEDLESS = "empty-meta-description"


class ArticleChecker(ContentCheckerItem):
    """Wagtail's rules on the main part of the page. The masthead and the footer have tests of their own, and an
    editor can change neither. An empty description is no matter here: the lead takes its place."""

    axe_include = ["main"]
    axe_run_only = [rule for rule in ContentCheckerItem.axe_run_only if rule != NEEDLESS]
    axe_custom_rules = [rule for rule in ContentCheckerItem.axe_custom_rules if rule["id"] != NEEDLESS]


def narrow_checker(request, items: list, page) -> None:
    """For the hook construct_wagtail_userbar."""
    for place, item in enumerate(items):
        if isinstance(item, AccessibilityItem):
            items[place] = ArticleChecker(in_editor=item.in_editor)
