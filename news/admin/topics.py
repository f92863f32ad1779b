"""Topics in the admin."""

from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList, TitleFieldPanel
from wagtail.admin.ui.tables import NumberColumn
from wagtail.admin.widgets.slug import SlugInput
from wagtail.snippets.views.snippets import SnippetViewSet

from topics.models import Topic
from vietnamese.forms import CleanTextMixin
from vietnamese.text import slug


class TopicForm(CleanTextMixin, WagtailAdminModelForm):
    """A topic. Its slug follows the name: in the browser while one types, here when the field is left empty."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self) -> str:
        longest = Topic._meta.get_field("slug").max_length
        return self.cleaned_data["slug"] or slug(self.cleaned_data.get("name") or "", longest, fallback="chu-de")


class TopicViewSet(SnippetViewSet):
    """The topics, with how many articles each has."""

    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    menu_name = "topics"
    menu_order = 160
    add_to_admin_menu = True
    admin_url_namespace = "topics"
    base_url_path = "chu-de"
    ordering = ["sort_order", "name"]
    list_display = ["name", "slug", NumberColumn("article_count", label=_("Articles"), width="12%"), "sort_order"]
    list_per_page = 100
    search_fields = ["name", "slug"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            TitleFieldPanel("name", classname="", placeholder=False),
            FieldPanel("slug", widget=SlugInput),
            FieldPanel("description"),
            FieldPanel("sort_order"),
        ],
        base_form_class=TopicForm,
    )

    def get_queryset(self, request):
        return Topic.objects.annotate(article_count=Count("article_links"))
