"""Articles and the index below which they stand.

The routes import `views` where they use it: it reads these models.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, PageViewRestriction
from wagtail.search import index

from pages import text
from pages.blocks import BodyBlock
from pages.models import BasePage
from pages.permissions import LeafPermissionTester
from pages.search import SearchDocument
from topics.models import Topic
from units.models import Unit

from .panels import ContentChecksPanel

EDITED_AFTER = timedelta(minutes=15)
RESERVED_SLUGS = {"chu-de", "tim-ngay", "in"}
LISTED_BY = {"live", "display_at", "first_published_at"}


class NewsIndexPage(RoutablePageMixin, BasePage):
    """All articles: by page, by date, by topic, and as feeds."""

    intro = models.TextField(_("introduction"), max_length=500, blank=True)
    # It stands here and not on the home page because the newsroom decides it.
    lead_article = models.ForeignKey(
        "news.ArticlePage",
        verbose_name=_("lead story of the home page"),
        help_text=_("Empty: the newest article that has a picture."),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    content_panels = [*Page.content_panels, FieldPanel("intro"), PageChooserPanel("lead_article")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["news.ArticlePage"]
    max_count = 1
    template = "news/news_index_page.html"

    class Meta:
        verbose_name = _("news index")
        verbose_name_plural = _("news indexes")

    def description(self) -> str:
        return self.search_description or self.intro

    def find_child(self, slug: str, passing: bool):
        """An article whole, with its picture, and with the answer to whether any page is restricted, in one query."""
        articles = ArticlePage.objects.child_of(self).filter(slug=slug)
        anywhere = Exists(PageViewRestriction.objects.all())
        related = ("main_picture", "social_image", "event")
        return articles.select_related(*related).annotate(restrictions_exist=anywhere).first()

    @path("")
    def latest(self, request):
        from . import views

        return views.latest(request, self)

    @path("<int:year>/")
    @path("<int:year>/<int:month>/")
    @path("<int:year>/<int:month>/<int:day>/")
    def by_date(self, request, year: int, month: int | None = None, day: int | None = None):
        from . import views

        return views.by_date(request, self, year, month, day)

    @path("chu-de/<slug:slug>/")
    def by_topic(self, request, slug: str):
        from . import views

        return views.by_topic(request, self, slug)

    @path("tim-ngay/")
    def jump_to_date(self, request):
        from . import views

        return views.jump_to_date(request, self)


def _is_reserved(slug: str) -> bool:
    """Whether the index has another use for the address: a year, a topic's list."""
    return slug in RESERVED_SLUGS or slug.isdigit()


class ArticlePage(RoutablePageMixin, BasePage):
    """One article."""

    counts_views = True
    is_rated = True

    lead = models.TextField(
        _("lead"),
        max_length=1000,
        blank=True,
        help_text=_("The bold opening paragraph: what happened, in two sentences."),
    )
    main_picture = models.ForeignKey(
        "images.CustomImage",
        verbose_name=_("main picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    main_picture_caption = models.CharField(
        _("caption of the main picture"),
        max_length=500,
        blank=True,
        help_text=_("Empty: the caption of the image library."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)
    byline = models.CharField(_("byline"), max_length=150, blank=True, help_text=_("Who wrote it."))
    source = models.CharField(_("source"), max_length=200, blank=True, help_text=_("Printed as “Source: …”."))
    display_at = models.DateTimeField(
        _("date shown"),
        null=True,
        blank=True,
        help_text=_("Empty: the moment of the first publication. It may lie in the past, for an older text."),
    )

    units = ParentalManyToManyField(
        Unit,
        verbose_name=_("units"),
        blank=True,
        related_name="articles",
        help_text=_("Whom it is about: it stands on the page of each of these units."),
    )

    event = models.ForeignKey(
        Page,
        verbose_name=_("event"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Which it is about: it stands on the event's page."),
    )

    # Kept by save(): when and on which day the article stands in the lists; empty while it is not published or not for
    # everyone. Lists read nothing else, so that they cost the same among a hundred articles and a hundred thousand.
    listed_at = models.DateTimeField(null=True, editable=False)
    listed_on = models.DateField(null=True, editable=False)

    content_panels = [
        ContentChecksPanel(),
        *Page.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel([FieldPanel("main_picture"), FieldPanel("main_picture_caption")], heading=_("Main picture")),
        FieldPanel("body"),
        InlinePanel("article_topics", heading=_("Topics"), label=_("Topic"), max_num=5),
        FieldPanel("units", widget=CheckboxSelectMultiple),
        PageChooserPanel("event", ["events.FestivalPage", "events.ConferencePage"]),
        MultiFieldPanel([FieldPanel("byline"), FieldPanel("source"), FieldPanel("display_at")], heading=_("Origin")),
        InlinePanel(
            "related_articles",
            heading=_("Related articles"),
            label=_("Article"),
            max_num=6,
            help_text=_("None chosen: the latest articles of the same topics are shown."),
        ),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("lead"),
        index.FilterField("listed_at"),
    ]
    parent_page_types = ["news.NewsIndexPage"]
    subpage_types: list[str] = []
    template = "news/article_page.html"
    page_description = _("An article of the news, with pictures, quotes and tables.")

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = [
            models.Index(fields=["-listed_at", "-page_ptr"], name="news_article_listed"),
            models.Index(fields=["listed_on"], name="news_article_day"),
        ]

    def clean(self):
        super().clean()
        if self.slug and _is_reserved(self.slug):
            raise ValidationError({"slug": _("This slug is an address of the archive. Choose another.")})
        latest = max(timezone.now(), self.go_live_at or timezone.now()) + timedelta(minutes=5)
        if self.display_at and self.display_at > latest:
            raise ValidationError(
                {"display_at": _("The date shown lies in the future. To publish later, set a schedule instead.")}
            )

    def _get_autogenerated_slug(self, base_slug: str) -> str:
        # Of the title '2024', which alone would be the address of a year.
        return super()._get_autogenerated_slug(f"tin-{base_slug}" if _is_reserved(base_slug) else base_slug)

    def save(self, *args, update_fields=None, **kwargs):
        # Wagtail saves a draft by naming a few fields, while this object holds the draft's date: the lists keep theirs.
        if update_fields is not None and LISTED_BY.isdisjoint(update_fields):
            super().save(*args, update_fields=update_fields, **kwargs)
            return
        self.set_listing()
        if update_fields is not None:
            update_fields = {*update_fields, "listed_at", "listed_on"}
        super().save(*args, update_fields=update_fields, **kwargs)
        ArticleTopic.objects.filter(page=self).exclude(listed_at=self.listed_at).update(listed_at=self.listed_at)

    def set_listing(self) -> None:
        """Works out when the article stands in the lists: not at all unless everyone may read it."""
        listed = self.live and not self.get_view_restrictions().exists()
        self.listed_at = self.shown_at if listed else None
        self.listed_on = timezone.localdate(self.listed_at) if listed else None

    @property
    def shown_at(self):
        """When the article says it appeared: as its editor set it, else when it was first published. Aware."""
        return self.display_at or self.first_published_at or self.latest_revision_created_at or timezone.now()

    @property
    def edited_at(self):
        """When it was last changed after its publication, or None when that was within the first minutes."""
        if not (self.first_published_at and self.last_published_at):
            return None
        late = self.last_published_at - self.first_published_at > EDITED_AFTER
        return self.last_published_at if late else None

    @cached_property
    def topics(self) -> list[Topic]:
        """The topics, in the order that the editor gave them."""
        return [link.topic for link in self.article_topics.select_related("topic").order_by("sort_order", "pk")]

    @property
    def picture_caption(self) -> str:
        return self.main_picture_caption or (self.main_picture.caption if self.main_picture else "")

    def description(self) -> str:
        return self.search_description or self.lead

    def permissions_for_user(self, user) -> LeafPermissionTester:
        return LeafPermissionTester(user, self)

    def picture(self):
        return self.social_image or self.main_picture

    def search_document(self) -> SearchDocument:
        return SearchDocument(
            kind="news",
            title=self.title,
            lead=self.lead,
            text=text.text_of(self.body),
            date=self.shown_at,
            topic_ids=tuple(ArticleTopic.objects.filter(page=self).values_list("topic_id", flat=True)),
        )

    @path("")
    def read(self, request):
        from . import views

        return views.article(request, self)

    @path("in/", name="print")
    def printed(self, request):
        from . import views

        return views.article_print(request, self)


class ArticleTopic(Orderable):
    """That an article is about a topic. `listed_at` is the article's, so that a topic's list reads one index."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="article_topics")
    topic = models.ForeignKey(Topic, verbose_name=_("topic"), on_delete=models.PROTECT, related_name="article_links")
    listed_at = models.DateTimeField(null=True, editable=False)

    panels = [FieldPanel("topic")]

    class Meta(Orderable.Meta):
        verbose_name = _("topic of an article")
        verbose_name_plural = _("topics of an article")
        constraints = [models.UniqueConstraint(fields=["page", "topic"], name="news_topic_once_an_article")]
        indexes = [models.Index(fields=["topic", "-listed_at", "-page"], name="news_topic_listed")]


class RelatedArticle(Orderable):
    """An article that the editor chose to stand below another."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="related_articles")
    article = models.ForeignKey(
        ArticlePage, verbose_name=_("article"), on_delete=models.CASCADE, related_name="related_from"
    )

    panels = [PageChooserPanel("article")]

    class Meta(Orderable.Meta):
        verbose_name = _("related article")
        verbose_name_plural = _("related articles")


class ArchivedArticle(models.Model):
    """That an address of the old portal has been imported, so that a second run makes no double.

    The redirect alone would not do as identity: an editor may remove or redirect it, and an article that the
    newsroom has deleted since must not come back with the next run, for which its row stays without a page.
    """

    address = models.CharField(_("old address"), max_length=255, unique=True)
    page = models.OneToOneField(ArticlePage, null=True, on_delete=models.SET_NULL, related_name="archived_as")
    # Of the line and the sizes of its pictures: what is the same as last time is passed over.
    fingerprint = models.CharField(max_length=64)
    imported_at = models.DateTimeField(_("imported at"), auto_now=True)

    # Else Wagtail would warn whoever deletes an imported article that it is in use here.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("imported article")
        verbose_name_plural = _("imported articles")

    def __str__(self) -> str:
        return self.address
