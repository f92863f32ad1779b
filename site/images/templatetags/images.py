"""`{% picture image "card" sizes="…" %}`: a picture in every format and width that has been made for it.

It never makes a rendition. While the task that makes them is still under way, the original is shown instead.
"""

from django import template
from django.core.files.storage import default_storage
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from images.models import CustomImage
from images.presets import FORMATS, PRESETS, SHARED
from images.queries import Picture, sizes_of

register = template.Library()


@register.simple_tag
def picture(
    image: CustomImage | Picture | None,
    preset: str,
    sizes: str = "100vw",
    alt: str | None = None,
    loading: str = "lazy",
    fetchpriority: str = "",
    class_: str = "",
) -> SafeString:
    """The `<picture>` of an image. Width and height are always set, so that nothing moves while it loads."""
    if image is None:
        return mark_safe("")
    shape = PRESETS[preset]
    made = sizes_of(image)
    text = image.description if alt is None else alt
    sources, fallback = [], None
    for image_format in FORMATS:
        found = [made[spec] for w in shape.widths if (spec := shape.spec(w, image_format)) in made]
        # A picture smaller than the preset has the same width several times over.
        candidates = list({width: (file, width, height) for file, width, height in found}.values())
        if not candidates:
            continue
        srcset = ", ".join(f"{default_storage.url(file)} {width}w" for file, width, _ in candidates)
        if image_format == "jpeg":
            file, width, height = candidates[-1]
            fallback = (default_storage.url(file), width, height, srcset)
        else:
            sources.append(f'<source type="image/{image_format}" srcset="{escape(srcset)}" sizes="{escape(sizes)}">')
    url, width, height, srcset = fallback or _original(image, shape.ratio)
    attributes = [f'src="{escape(url)}"', f'alt="{escape(text)}"', f'width="{width}"', f'height="{height}"']
    if srcset:
        attributes.append(f'srcset="{escape(srcset)}" sizes="{escape(sizes)}"')
    if class_:
        attributes.append(f'class="{escape(class_)}"')
    if loading == "lazy":
        attributes.append('loading="lazy"')
    if fetchpriority:
        attributes.append(f'fetchpriority="{escape(fetchpriority)}"')
    attributes.append('decoding="async"')
    return mark_safe(f"<picture>{''.join(sources)}<img {' '.join(attributes)}></picture>")


def _original(image: CustomImage | Picture, ratio: tuple[int, int] | None) -> tuple[str, int, int, str]:
    """The file itself, in the box that the preset would fill: the style sheet crops it with object-fit."""
    width, height = image.width, image.height
    if ratio:
        height = round(width * ratio[1] / ratio[0])
    return default_storage.url(image.file_name), width, height, ""


@register.simple_tag
def shared_picture(image: CustomImage | Picture | None, shape: str = "16x9") -> str:
    """The address of the JPEG that is shown where the page is shared; the original while it is not made yet."""
    if image is None:
        return ""
    made = sizes_of(image).get(SHARED[shape])
    return default_storage.url(made[0] if made else image.file_name)
