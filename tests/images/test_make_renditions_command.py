"""The sizes that are missing are made, whatever stands in the way of one picture."""

import io

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from wagtail.models import Collection

from images import presets, services
from images.models import CustomImage, CustomRendition
from images.services import make_renditions
from pagecache import generation
from tests.factories import ImageFactory

pytestmark = pytest.mark.django_db
SIZES = ["fill-120x120|format-jpeg", "fill-120x120|format-avif"]


@pytest.fixture(autouse=True)
def _few_sizes(monkeypatch):
    monkeypatch.setattr(presets, "all_specs", lambda **kinds: SIZES)


def run(*arguments, **options) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command("make_renditions", *arguments, stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def sizes(image) -> list[str]:
    return sorted(image.renditions.values_list("filter_spec", flat=True))


def contents(image) -> dict[str, bytes]:
    return {row.file.name: row.file.read() for row in image.renditions.all()}


def spoil(name: str) -> None:
    default_storage.delete(name)
    default_storage.save(name, io.BytesIO(b"not a picture any more"))


def test_what_is_missing_is_made_and_kept_pages_are_renewed():
    first, second = ImageFactory(), ImageFactory()
    make_renditions(first)
    kept = set(first.renditions.values_list("pk", flat=True))
    before = generation.current()
    assert run() == ("2 ảnh đã có đủ các cỡ.\n", "")
    assert set(first.renditions.values_list("pk", flat=True)) == kept
    assert sizes(second) == sorted(SIZES)
    assert generation.current() > before


def test_files_that_are_gone_are_made_again():
    image = ImageFactory()
    make_renditions(image)
    lost = image.renditions.get(filter_spec=SIZES[0]).file.name
    default_storage.delete(lost)
    run()
    assert sizes(image) == sorted(SIZES)
    assert all(default_storage.exists(name) for name in image.renditions.values_list("file", flat=True))


def test_all_are_made_anew_under_the_addresses_that_pages_know():
    image = ImageFactory()
    make_renditions(image)
    before, rows = contents(image), list(image.renditions.values_list("pk", flat=True).order_by("pk"))
    for name in before:
        spoil(name)
    run(all=True)
    assert contents(image) == before
    assert list(image.renditions.values_list("pk", flat=True).order_by("pk")) == rows


def test_a_damaged_picture_is_named_and_costs_the_others_nothing():
    damaged, missing, good = ImageFactory(title="Hỏng"), ImageFactory(title="Mất"), ImageFactory()
    spoil(damaged.file.name)
    default_storage.delete(missing.file.name)
    err = io.StringIO()
    with pytest.raises(CommandError) as failure:
        call_command("make_renditions", stdout=io.StringIO(), stderr=err)
    assert str(failure.value) == "Không tạo được các cỡ của 2 ảnh."
    told = err.getvalue().splitlines()
    assert [line.split(":")[0] for line in told] == [
        f"Ảnh {image.pk} “{image.title}” ({image.file.name})" for image in (damaged, missing)
    ]
    assert (sizes(damaged), sizes(missing), sizes(good)) == ([], [], sorted(SIZES))


def test_stopped_it_goes_on_where_it_was(monkeypatch):
    images = [ImageFactory() for _ in range(3)]
    make = services.make_renditions

    def stop_at_the_second(image, **how):
        if image == images[1]:
            raise KeyboardInterrupt
        return make(image, **how)

    with monkeypatch.context() as patched:
        patched.setattr(services, "make_renditions", stop_at_the_second)
        with pytest.raises(CommandError) as stopped:
            run(all=True)
    assert stopped.value.returncode == 130
    assert f"--from {images[1].pk}" in str(stopped.value)
    assert [len(sizes(image)) for image in images] == [2, 0, 0]
    run("--all", "--from", str(images[1].pk))
    assert [len(sizes(image)) for image in images] == [2, 2, 2]


def test_some_are_chosen():
    root = Collection.get_first_root_node()
    inside = ImageFactory(collection=root.add_child(name="Kho"))
    outside = [ImageFactory() for _ in range(3)]
    run("--collection", "Kho")
    assert set(CustomRendition.objects.values_list("image", flat=True)) == {inside.pk}
    run("--from", str(outside[1].pk), "--to", str(outside[1].pk))
    assert set(CustomRendition.objects.values_list("image", flat=True)) == {inside.pk, outside[1].pk}
    with pytest.raises(CommandError):
        run("--collection", "Không có")


def test_a_terminal_sees_how_far_it_is():
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    for _ in range(2):
        ImageFactory()
    out = Terminal()
    call_command("make_renditions", stdout=out)
    assert out.getvalue().split("\r")[1:3] == [f"[{'#' * 20:<40}] 1/2", f"[{'#' * 40}] 2/2\n2 ảnh đã có đủ các cỡ.\n"]


def test_a_picture_that_goes_meanwhile_is_no_failure(monkeypatch):
    image = ImageFactory()
    objects = CustomImage.objects.filter

    def gone(**which):
        return objects(pk=0) if which == {"pk": image.pk} else objects(**which)

    monkeypatch.setattr(CustomImage.objects, "filter", gone)
    assert run()[0] == "1 ảnh đã có đủ các cỡ.\n"
