"""The addresses of the room, below the admin's own."""

from django.urls import path

from . import arranging, screen, upload, withdrawal

urlpatterns = [
    path("album-anh/<int:album_id>/anh/", screen.photos, name="gallery_photos"),
    path("album-anh/<int:album_id>/anh/tien-do/", screen.progress, name="gallery_progress"),
    path("album-anh/<int:album_id>/anh/tai-len/", upload.upload, name="gallery_upload"),
    path("album-anh/<int:album_id>/anh/da-co/", upload.known, name="gallery_known"),
    path("album-anh/<int:album_id>/anh/ghi/", arranging.write, name="gallery_write"),
    path("album-anh/<int:album_id>/anh/bia/", arranging.choose_cover, name="gallery_cover"),
    path("album-anh/<int:album_id>/anh/thu-tu/", arranging.order, name="gallery_order"),
    path("album-anh/<int:album_id>/anh/bo/", arranging.remove, name="gallery_remove"),
    path("album-anh/anh/<int:photo_id>/go/", withdrawal.withdraw, name="gallery_withdraw"),
    path("reports/anh-da-go/", withdrawal.WithdrawalsReport.as_view(), name="gallery_withdrawals"),
    path(
        "reports/anh-da-go/results/",
        withdrawal.WithdrawalsReport.as_view(results_only=True),
        name="gallery_withdrawals_results",
    ),
]
