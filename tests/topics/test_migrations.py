"""Topics leave the news with all that hangs on them, and come back; so does the room of the albums.

One test each way and back, because to undo a migration takes seconds.
"""

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Collection, Page

from accounts.roles import CHIEF_EDITOR
from gallery.models import AlbumPage, GalleryIndexPage
from home.models import HomePage
from images.models import CustomImage
from news.models import ArticlePage
from pages.models import InformationPage
from tests.factories import ArticleFactory, PhotoFactory, TopicFactory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

BEFORE_TOPICS = [("topics", None), ("news", "0004_remove_articlepage_imported_views")]
BEFORE_GALLERY = [("home", "0003_permissions")]
SLUG = "thu-vien-anh"


def migrate(target):
    return MigrationExecutor(connection).migrate(target).apps


def latest() -> list[tuple[str, str]]:
    return MigrationExecutor(connection).loader.graph.leaf_nodes()


def topic_permissions() -> set[str]:
    group = Group.objects.get(name=CHIEF_EDITOR)
    return set(group.permissions.filter(codename__endswith="_topic").values_list("codename", flat=True))


@pytest.fixture
def _no_renditions(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


def test_topics_keep_their_articles_and_their_permissions():
    topics = [TopicFactory(), TopicFactory()]
    about = {ArticleFactory(topics=topics).pk: [topic.name for topic in topics], ArticleFactory().pk: []}
    permissions, content_type = topic_permissions(), ContentType.objects.get(model="topic").pk
    assert permissions >= {"add_topic", "change_topic"}
    leaves = latest()
    try:
        old = migrate(BEFORE_TOPICS)
        links = old.get_model("news", "ArticleTopic").objects.order_by("sort_order")
        then = {pk: [link.topic.name for link in links.filter(page_id=pk)] for pk in about}
        label = ContentType.objects.get(pk=content_type).app_label
        kept = topic_permissions()
    finally:
        migrate(leaves)
    assert (then, label, kept) == (about, "news", permissions)
    assert {pk: [topic.name for topic in ArticlePage.objects.get(pk=pk).topics] for pk in about} == about
    assert ContentType.objects.get(model="topic").natural_key() == ("topics", "topic")
    assert topic_permissions() == permissions
    assert Permission.objects.filter(codename="change_topic").count() == 1


@pytest.mark.usefixtures("_no_renditions")
def test_the_albums_go_and_their_index_comes_back_where_there_is_room():
    photo = PhotoFactory()
    collection = Collection.objects.get(name="Ảnh của album")
    assert photo.image.collection == collection
    leaves = latest()
    try:
        migrate(BEFORE_GALLERY)
        titles = set(Page.objects.filter(depth=3).values_list("title", flat=True))
        lies_in = CustomImage.objects.values_list("collection__name", flat=True).get(pk=photo.image_id)
        children = HomePage.objects.get().numchild
        # What the newsroom has put there meanwhile.
        later = HomePage.objects.get().add_child(instance=InformationPage(title="Liên hệ")).pk
    finally:
        migrate(leaves)
    assert (titles, children, lies_in) == ({"Tin tức"}, 1, "Root")
    index = GalleryIndexPage.objects.get()
    assert (AlbumPage.objects.count(), index.slug, index.get_parent()) == (0, SLUG, Page.objects.get(depth=2))
    assert Page.objects.get(pk=later).path < index.path
    assert Page.find_problems() == ([], [], [], [], [])
    assert Collection.find_problems() == ([], [], [], [], [])
    assert Collection.objects.filter(name="Ảnh của album").count() == 1


def test_a_page_that_has_the_address_is_left_alone():
    leaves = latest()
    try:
        migrate(BEFORE_GALLERY)
        theirs = HomePage.objects.get().add_child(instance=InformationPage(title="Ảnh của chúng ta", slug=SLUG)).pk
    finally:
        migrate(leaves)
    assert not GalleryIndexPage.objects.exists()
    assert Page.objects.get(slug=SLUG).pk == theirs
