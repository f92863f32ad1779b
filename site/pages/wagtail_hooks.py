"""What the site's pages change of Wagtail's rich text."""

from wagtail import hooks

from .links import DocumentLinks, PageLinks


@hooks.register("register_rich_text_features", order=100)
def resolve_links_together(features):
    """In the place of Wagtail's own handlers, which are registered before."""
    features.register_link_type(PageLinks)
    features.register_link_type(DocumentLinks)
