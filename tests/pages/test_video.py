"""Which addresses are videos, and which only look like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.video import recognise

EMBED = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "http://youtube.com/watch?v=dQw4w9WgXcQ",
        "https://m.youtube.com/watch?list=PL1&v=dQw4w9WgXcQ&t=10s",
        "https://youtu.be/dQw4w9WgXcQ?si=abc",
        "https://www.youtube.com/embed/dQw4w9WgXcQ",
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
        "https://www.youtube.com/shorts/dQw4w9WgXcQ",
        "https://www.youtube.com/live/dQw4w9WgXcQ?feature=share",
        "  https://WWW.YOUTUBE.COM/watch?v=dQw4w9WgXcQ  ",
    ],
)
def test_youtube_in_its_usual_forms(address):
    video = recognise(address)
    assert video.embed_url == EMBED
    assert video.url == "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


@pytest.mark.parametrize(
    "address",
    [
        "https://vimeo.com/123456789",
        "https://player.vimeo.com/video/123456789?h=1",
        "https://vimeo.com/channels/staffpicks/123456789",
    ],
)
def test_vimeo_in_its_usual_forms(address):
    video = recognise(address)
    assert video.embed_url == "https://player.vimeo.com/video/123456789?dnt=1"
    assert video.url == "https://vimeo.com/123456789"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "dQw4w9WgXcQ",
        "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
        "https://evil.example/youtube.com/watch?v=dQw4w9WgXcQ",
        "https://youtube.com@evil.example/watch?v=dQw4w9WgXcQ",
        "https://notyoutube.com/watch?v=dQw4w9WgXcQ",
        "https://evilyoutu.be/dQw4w9WgXcQ",
        "javascript:alert(1)//youtube.com/watch?v=dQw4w9WgXcQ",
        "data:text/html,https://youtu.be/dQw4w9WgXcQ",
        "//youtube.com/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com/watch",
        "https://www.youtube.com/watch?v=",
        "https://www.youtube.com/watch?v=too-short",
        'https://www.youtube.com/watch?v="><script>x',
        "https://www.youtube.com/watch?v=ảảảảảảảảảảả",
        "https://www.youtube.com/embed/",
        "https://www.youtube.com/@kenh",
        "https://youtu.be/",
        "https://vimeo.com/",
        "https://vimeo.com/abc",
        "https://vimeo.com/١٢٣٤٥٦٧٨٩",
        "https://[::1",
    ],
)
def test_everything_else_is_none(address):
    assert recognise(address) is None


@given(st.text(max_size=100))
def test_any_text_is_a_video_of_a_known_player_or_none(text):
    for address in (text, f"https://{text}", f"https://youtube.com/{text}", f"https://vimeo.com/{text}"):
        video = recognise(address)
        assert video is None or video.embed_url.startswith(
            ("https://www.youtube-nocookie.com/embed/", "https://player.vimeo.com/video/")
        )
        assert video is None or video.embed_url.isascii()
