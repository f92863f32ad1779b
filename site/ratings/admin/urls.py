"""Below /quan-tri/danh-gia/."""

from django.urls import path

from . import comments, crowds, report

urlpatterns = [
    path("", report.RatingsReport.as_view(), name="ratings_report"),
    path("ket-qua/", report.RatingsReport.as_view(results_only=True), name="ratings_report_results"),
    path("bat-thuong/", crowds.CrowdsView.as_view(), name="ratings_crowds"),
    path("bat-thuong/ket-qua/", crowds.CrowdsView.as_view(results_only=True), name="ratings_crowds_results"),
    path("bat-thuong/<slug:cluster>/huy/", crowds.void, name="ratings_void"),
    path("bat-thuong/<slug:cluster>/khoi-phuc/", crowds.restore, name="ratings_restore"),
    path("y-kien/", comments.CommentsView.as_view(), name="ratings_comments"),
    path("y-kien/ket-qua/", comments.CommentsView.as_view(results_only=True), name="ratings_comments_results"),
    path("y-kien/<int:comment_id>/", comments.moderate, name="ratings_comment"),
]
