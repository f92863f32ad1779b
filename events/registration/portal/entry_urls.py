"""Below /dang-ky/<unit>/: the overview of a festival, and the entries."""

from django.urls import include, path

from . import changes, consent, entries, music, overview, steps

festival = [
    path("", overview.festival, name="portal_festival"),
    path("dong-y/", consent.consent, name="portal_consent"),
    path("mon/<int:discipline_id>/", steps.begin, name="portal_begin"),
]
entry = [
    path("", entries.entry, name="portal_entry"),
    path("gui/", steps.submit, name="portal_submit"),
    path("rut/", steps.withdraw, name="portal_withdraw"),
    path("xoa/", steps.discard, name="portal_discard"),
    path("thay-doi/", changes.change, name="portal_change"),
    path("nhac/", music.music, name="portal_music"),
]
urlpatterns = [
    path("<slug:code>/", overview.overview, name="portal_overview"),
    path("<slug:code>/ngay-hoi/<int:festival_id>/", include(festival)),
    path("<slug:code>/muc/<int:entry_id>/", include(entry)),
]
