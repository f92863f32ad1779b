"""The blocks of which a body is made. Each says what it is for and shows an example in the chooser."""

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text import RichText

from vietnamese.text import clean

from . import library, video

TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul", "superscript", "subscript"]


def _composed(text: RichText) -> RichText:
    """The text in NFC. The editor sends rich text as JSON, in which a character may be written as `\\u0323`, so that
    the form, which cleans what it is sent, does not see it."""
    return RichText(clean(text.source))


class FromLibraryMixin:
    """A chooser of the library's records, which may have been fetched with those of the whole body."""

    def bulk_to_python(self, values):
        known = library.found(self.model_class, values)
        return super().bulk_to_python(values) if known is None else known


class PictureChooserBlock(FromLibraryMixin, ImageChooserBlock):
    pass


class FileChooserBlock(FromLibraryMixin, DocumentChooserBlock):
    pass


class AlbumBlock(FromLibraryMixin, blocks.PageChooserBlock):
    """The first photos of an album, which lead to the others. The album itself gives them: see `BasePage.strip`."""

    def __init__(self, **kwargs):
        super().__init__("gallery.AlbumPage", **kwargs)

    class Meta:
        icon = "image"
        label = _("Album")
        description = _("The first photos of an album, which lead to all of them.")
        template = "blocks/album.html"
        preview_template = "blocks/previews/album.html"


# What is stored is the same, so that migrations need not know of them.
DECONSTRUCT_ALIASES = {
    PictureChooserBlock: "wagtail.images.blocks.ImageChooserBlock",
    FileChooserBlock: "wagtail.documents.blocks.DocumentChooserBlock",
    AlbumBlock: "wagtail.blocks.PageChooserBlock",
}


class ParagraphBlock(blocks.RichTextBlock):
    """Running text. Its template prints the stored HTML as it is: `pages.body` resolves all links at once."""

    def __init__(self, **kwargs):
        super().__init__(features=TEXT_FEATURES, **kwargs)

    def clean(self, value):
        return _composed(super().clean(value))

    class Meta:
        icon = "pilcrow"
        label = _("Paragraph")
        description = _("Running text with bold, italic, links and lists.")
        template = "blocks/paragraph.html"
        preview_value = "<p>Hội nghị đã thống nhất phương hướng hoạt động của Khối trong năm tới.</p>"


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Heading"), max_length=200)
    level = blocks.ChoiceBlock(label=_("Level"), choices=[("2", _("Section")), ("3", _("Subsection"))], default="2")

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("Divides a long text into parts.")
        template = "blocks/heading.html"
        preview_value = {"text": "Kết quả nổi bật", "level": "2"}
        label_format = "{text}"


class PictureValue(blocks.StructValue):
    """A picture in a text: what the text says of it, else what the library says."""

    @property
    def shown_caption(self) -> str:
        return self["caption"] or (self["image"].caption if self["image"] else "")

    @property
    def shown_credit(self) -> str:
        return self["credit"] or (self["image"].credit if self["image"] else "")

    @property
    def shown_alt(self) -> str:
        return self["alt_text"] or (self["image"].description if self["image"] else "")


class PictureBlock(blocks.StructBlock):
    image = PictureChooserBlock(label=_("Picture"))
    caption = blocks.CharBlock(
        label=_("Caption"), required=False, max_length=500, help_text=_("Empty: the caption of the image library.")
    )
    credit = blocks.CharBlock(
        label=_("Credit"), required=False, max_length=200, help_text=_("Empty: the credit of the image library.")
    )
    alt_text = blocks.CharBlock(
        label=_("Alternative text"),
        required=False,
        max_length=255,
        help_text=_("What the picture shows, for readers who do not see it. Empty: that of the image library."),
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("One picture over the whole width, with its caption and credit.")
        template = "blocks/picture.html"
        preview_template = "blocks/previews/picture.html"
        value_class = PictureValue
        label_format = "{caption}"


class PictureRowBlock(blocks.StructBlock):
    pictures = blocks.ListBlock(PictureBlock(), min_num=2, max_num=4, label=_("Pictures"))
    caption = blocks.CharBlock(label=_("Caption of the row"), required=False, max_length=500)

    class Meta:
        icon = "grip"
        label = _("Picture row")
        description = _("Two to four pictures beside each other.")
        template = "blocks/picture_row.html"
        preview_template = "blocks/previews/picture_row.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("What was said"), max_length=1000)
    speaker = blocks.CharBlock(label=_("Speaker"), required=False, max_length=120)
    role = blocks.CharBlock(label=_("Post"), required=False, max_length=200)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        description = _("What somebody said, set apart from the text.")
        template = "blocks/quote.html"
        preview_value = {
            "text": "Thi đua phải bắt đầu từ việc làm hằng ngày của từng người.",
            "speaker": "Nguyễn Thị Hòa",
            "role": "Chánh Văn phòng",
        }


class TableBlock(TypedTableBlock):
    """A table with a heading for each column; cells are plain or rich text."""

    def __init__(self, **kwargs):
        columns = [
            ("text", blocks.CharBlock(label=_("Text"), required=False)),
            ("rich_text", blocks.RichTextBlock(label=_("Formatted text"), required=False, features=TEXT_FEATURES)),
        ]
        super().__init__(columns, **kwargs)

    def clean(self, value):
        table = super().clean(value)
        for row in table.row_data:
            row["values"] = [_composed(cell) if isinstance(cell, RichText) else cell for cell in row["values"]]
        return table

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Rows and columns; on a phone it scrolls sideways.")
        template = "blocks/table.html"
        preview_template = "blocks/previews/table.html"


class VideoValue(blocks.StructValue):
    """A video in a text."""

    @cached_property
    def video(self) -> video.Video | None:
        return video.recognise(self["url"] or "")

    @property
    def embed_url(self) -> str:
        return self.video.embed_url if self.video else ""


class VideoBlock(blocks.StructBlock):
    url = blocks.URLBlock(label=_("Address"), help_text=_("The address of a video on YouTube or Vimeo."))
    caption = blocks.CharBlock(
        label=_("Caption"), max_length=500, help_text=_("What the video shows; screen readers say it as its title.")
    )

    def clean(self, value):
        result = super().clean(value)
        if not result.video:
            raise blocks.StructBlockValidationError(
                block_errors={"url": ValidationError(_("This is not the address of a video on YouTube or Vimeo."))}
            )
        return result

    class Meta:
        icon = "media"
        label = _("Video")
        description = _("A video that plays inside the page. It is not loaded before the reader comes to it.")
        template = "blocks/video.html"
        preview_template = "blocks/previews/video.html"
        value_class = VideoValue


class DownloadBlock(blocks.StructBlock):
    document = FileChooserBlock(label=_("File"))
    title = blocks.CharBlock(
        label=_("Title"), required=False, max_length=200, help_text=_("Empty: the title of the file.")
    )

    class Meta:
        icon = "download"
        label = _("File for download")
        description = _("A file with its kind and size.")
        template = "blocks/download.html"
        preview_template = "blocks/previews/download.html"


class BodyBlock(blocks.StreamBlock):
    """The body of an article or an information page."""

    paragraph = ParagraphBlock()
    heading = HeadingBlock()
    picture = PictureBlock()
    picture_row = PictureRowBlock()
    album = AlbumBlock()
    quote = QuoteBlock()
    table = TableBlock()
    video = VideoBlock()
    download = DownloadBlock()

    class Meta:
        required = False
