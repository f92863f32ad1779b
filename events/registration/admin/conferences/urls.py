"""Below /quan-tri/dang-ky/hoi-nghi/."""

from django.urls import path

from . import checkin, deciding, delegate, exporting, listing

urlpatterns = [
    path("", listing.conferences, name="registration_conferences"),
    path("<row:conference_id>/", listing.delegates, name="registration_delegates"),
    path("<row:conference_id>/them/", delegate.add, name="registration_delegate_add"),
    path("<row:conference_id>/xu-ly/<slug:name>/", deciding.decide, name="registration_delegates_decide"),
    path("<row:conference_id>/dai-bieu/<row:delegate_id>/", delegate.show_delegate, name="registration_delegate"),
    path("<row:conference_id>/dai-bieu/<row:delegate_id>/sua/", delegate.correct, name="registration_delegate_correct"),
    path(
        "<row:conference_id>/dai-bieu/<row:delegate_id>/mo-lai/", deciding.reopen, name="registration_delegate_reopen"
    ),
    path("<row:conference_id>/tong-hop/", listing.sums, name="registration_delegate_sums"),
    path("<row:conference_id>/danh-sach/", exporting.show_exports, name="registration_delegate_exports"),
    path("<row:conference_id>/danh-sach/<slug:name>/", exporting.download, name="registration_delegate_download"),
    path("<row:conference_id>/the/<row:delegate_id>/", exporting.badge, name="registration_delegate_badge"),
    path("<row:conference_id>/diem-danh/", checkin.show_checkin, name="registration_delegate_checkin"),
    path("<row:conference_id>/diem-danh/den/", checkin.arrive, name="registration_delegate_arrive"),
    path(
        "<row:conference_id>/diem-danh/<row:delegate_id>/huy/",
        checkin.undo,
        name="registration_delegate_undo_arrival",
    ),
]
