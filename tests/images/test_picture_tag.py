"""The markup of a picture, whichever of its sizes have been made."""

import pytest
from django.template import Context, Template
from lxml import html

from images.models import CustomImage, CustomRendition
from images.presets import PRESETS, all_specs
from images.queries import attach_renditions
from images.services import make_renditions
from images.templatetags.images import shared_picture
from tests.factories import ImageFactory


def rendered(image, arguments='"card"') -> html.HtmlElement | None:
    markup = Template(f"{{% load images %}}{{% picture image {arguments} %}}").render(Context({"image": image}))
    return html.fragment_fromstring(markup) if markup else None


def img_of(picture) -> html.HtmlElement:
    # lxml does not know that <source> is empty, and nests what follows it.
    return next(picture.iter("img"))


def widths(element) -> list[str]:
    return [candidate.split()[1] for candidate in element.get("srcset").split(", ")]


class TestWithRenditions:
    def test_each_format_with_each_width(self, image_with_renditions):
        picture = rendered(image_with_renditions, '"card" sizes="(min-width: 60rem) 20rem, 100vw"')
        img = img_of(picture)
        assert [source.get("type") for source in picture.iter("source")] == ["image/avif", "image/webp"]
        assert {tuple(widths(e)) for e in (*picture.iter("source"), img)} == {("240w", "360w", "720w")}
        assert {e.get("sizes") for e in (*picture.iter("source"), img)} == {"(min-width: 60rem) 20rem, 100vw"}
        assert (img.get("width"), img.get("height"), img.get("alt")) == (
            "720",
            "480",
            image_with_renditions.description,
        )
        assert (img.get("loading"), img.get("decoding"), img.get("fetchpriority")) == ("lazy", "async", None)

    def test_the_first_picture_of_a_page_is_not_lazy(self, image_with_renditions):
        img = img_of(rendered(image_with_renditions, '"lead" loading="eager" fetchpriority="high" class_="to"'))
        assert (img.get("loading"), img.get("fetchpriority"), img.get("class")) == (None, "high", "to")

    def test_every_preset_has_its_shape(self, image_with_renditions):
        for name, preset in PRESETS.items():
            img = img_of(rendered(image_with_renditions, f'"{name}"'))
            across, down = preset.ratio or (3, 2)
            assert abs(int(img.get("width")) / int(img.get("height")) - across / down) < 0.01

    def test_every_address_leads_to_a_file(self, image_with_renditions, client):
        picture = rendered(image_with_renditions)
        sources = [
            candidate.split()[0] for e in picture.iter() if e.get("srcset") for candidate in e.get("srcset").split(", ")
        ]
        assert {client.get(source).status_code for source in sources} == {200}

    def test_a_small_picture_names_no_width_twice(self, db):
        image = ImageFactory(size=(300, 200))
        make_renditions(image)
        assert [widths(e) for e in rendered(image).iter("source", "img")] == [["240w", "300w"]] * 3

    def test_it_asks_the_database_nothing_once_they_are_attached(
        self, image_with_renditions, django_assert_num_queries
    ):
        image = CustomImage.objects.get(pk=image_with_renditions.pk)
        with django_assert_num_queries(1):
            attach_renditions([image, None, image])
        with django_assert_num_queries(0):
            rendered(image)
            rendered(image, '"body"')
            shared_picture(image)

    def test_of_many_pictures_in_one_query(self, db, django_assert_num_queries):
        images = [ImageFactory() for _ in range(3)]
        with django_assert_num_queries(1):
            attach_renditions(images)
        assert [image.sizes for image in images] == [{}, {}, {}]


class TestWithoutRenditions:
    def test_the_original_stands_in_its_place_in_the_same_box(self, image):
        picture = rendered(image)
        img = img_of(picture)
        assert list(picture.iter("source")) == []
        assert img.get("src") == image.file.url
        assert (img.get("width"), img.get("height"), img.get("srcset")) == ("750", "500", None)

    def test_nothing_is_made_for_a_reader(self, image):
        for name in PRESETS:
            rendered(image, f'"{name}"')
        shared_picture(image)
        assert CustomRendition.objects.count() == 0

    def test_those_that_are_there_are_used(self, image):
        image.get_rendition("fill-240x160|format-jpeg")
        picture = rendered(image)
        assert (widths(img_of(picture)), list(picture.iter("source"))) == (["240w"], [])

    def test_no_picture_is_no_markup(self, db):
        assert rendered(None) is None


@pytest.mark.parametrize("text", ['"><script>alert(1)</script>', "O'Hà & con", 'a" onerror="x'])
def test_texts_cannot_leave_their_attribute(image, text):
    image.description = text
    img = img_of(rendered(image))
    assert img.get("alt") == text
    assert set(img.attrib) == {"src", "alt", "width", "height", "loading", "decoding"}
    assert len(rendered(image)) == 1


def test_a_decorative_picture_has_an_empty_alt(image):
    assert img_of(rendered(image, '"card" alt=""')).get("alt") == ""


def test_nothing_is_shown_that_is_not_made(db):
    made = set(all_specs(pages=True, albums=True))
    shown = {p.spec(w, f) for p in PRESETS.values() for w in p.widths for f in ("avif", "webp", "jpeg")}
    assert shown < made
