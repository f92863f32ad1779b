"""Albums below the index that the migrations made, and their photos."""

from datetime import date, timedelta

import factory
import wagtail_factories

from gallery.models import AlbumPage, AlbumTopic, GalleryIndexPage, Photo
from gallery.services import add_photo

from .pictures import picture_bytes


class AlbumFactory(wagtail_factories.PageFactory):
    """A published album. Each shows a day later than the one before. `topics` takes a list; `live=False` a draft."""

    class Meta:
        model = AlbumPage

    class Params:
        topics = ()

    title = factory.Sequence("Album số {}".format)
    slug = None
    parent = factory.LazyFunction(GalleryIndexPage.objects.get)
    live = True
    taken_on = factory.Sequence(lambda number: date(2024, 1, 17) + timedelta(days=number))
    album_topics = factory.LazyAttribute(
        lambda album: [AlbumTopic(topic=topic, sort_order=order) for order, topic in enumerate(album.topics)]
    )


class PhotoFactory(factory.Factory):
    """A photo taken into `album` as the site takes them in; other fields are written onto it afterwards."""

    class Meta:
        model = Photo

    album = factory.SubFactory(AlbumFactory)
    file_name = factory.Sequence("IMG_{:04}.JPG".format)
    size = (90, 60)

    @classmethod
    def _create(cls, model_class, *args, album, file_name, size, data=None, **said):
        photo, _ = add_photo(album, data or picture_bytes(size, file_format="PNG"), file_name=file_name)
        if said:
            Photo.objects.filter(pk=photo.pk).update(**said)
            photo.refresh_from_db()
        return photo
