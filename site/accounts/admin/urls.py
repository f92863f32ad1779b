"""Below /quan-tri/dai-dien/."""

from django.urls import path

from . import invitations, representatives

urlpatterns = [
    path("", representatives.RepresentativesView.as_view(), name="memberships"),
    path("ket-qua/", representatives.RepresentativesView.as_view(results_only=True), name="memberships_results"),
    path("<int:membership_id>/", representatives.membership, name="memberships_membership"),
    path("<int:membership_id>/<slug:name>/", representatives.decide, name="memberships_decide"),
    path("moi/", invitations.invite, name="memberships_invite"),
    path("loi-moi/", invitations.InvitationsView.as_view(), name="memberships_invitations"),
    path(
        "loi-moi/ket-qua/",
        invitations.InvitationsView.as_view(results_only=True),
        name="memberships_invitations_results",
    ),
    path("loi-moi/<int:invitation_id>/gui-lai/", invitations.send_again, name="memberships_send_again"),
    path("loi-moi/<int:invitation_id>/thu-hoi/", invitations.revoke, name="memberships_revoke"),
]
