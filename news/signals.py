"""What the news tells rooms above it, which it does not know."""

from django.dispatch import Signal

articles_imported = Signal()
"""Sent after many articles were written at once, inside the transaction that wrote them.

`articles` is a list of ArticlePage, new or changed. It stands in the place of Wagtail's `page_published`, which is
sent page by page: whoever keeps something of published pages (the search, a page cache) listens to both.
"""
