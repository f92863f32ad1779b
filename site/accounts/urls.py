"""Below /tai-khoan/: allauth's pages under Vietnamese addresses, and ours.

What allauth has and the site does not offer (codes by mail, telephone numbers, several e-mail addresses) has no
address here.
"""

from allauth.account import views as allauth
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.usersessions.views import list_usersessions
from django.urls import path, re_path

from .views import memberships, overview

urlpatterns = [
    path("", overview.overview, name="account_overview"),
    path("ho-ten/", overview.change_name, name="account_name"),
    path("dang-nhap/", allauth.login, name="account_login"),
    path("dang-xuat/", allauth.logout, name="account_logout"),
    path("tao-tai-khoan/", allauth.signup, name="account_signup"),
    path("da-khoa/", allauth.account_inactive, name="account_inactive"),
    path("nhap-lai-mat-khau/", allauth.reauthenticate, name="account_reauthenticate"),
    path("xac-nhan-thu/", allauth.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^xac-nhan-thu/(?P<key>[-:\w]+)/$", allauth.confirm_email, name="account_confirm_email"),
    path("mat-khau/", allauth.password_change, name="account_change_password"),
    path("mat-khau/dat/", allauth.password_set, name="account_set_password"),
    path("quen-mat-khau/", allauth.password_reset, name="account_reset_password"),
    path("quen-mat-khau/da-gui/", allauth.password_reset_done, name="account_reset_password_done"),
    path("quen-mat-khau/xong/", allauth.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^quen-mat-khau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("xac-thuc/", second_factor.index, name="mfa_index"),
    path("xac-thuc/ma/", second_factor.authenticate, name="mfa_authenticate"),
    path("xac-thuc/nhap-lai/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("xac-thuc/ung-dung/bat/", totp.activate_totp, name="mfa_activate_totp"),
    path("xac-thuc/ung-dung/tat/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("xac-thuc/ma-du-phong/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("xac-thuc/ma-du-phong/tao/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("xac-thuc/ma-du-phong/tai/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("xac-thuc/khoa/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("xac-thuc/khoa/them/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("xac-thuc/khoa/dang-nhap/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("xac-thuc/khoa/nhap-lai/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("xac-thuc/khoa/<int:pk>/go/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("xac-thuc/khoa/<int:pk>/ten/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("thiet-bi/", list_usersessions, name="usersessions_list"),
    path("thiet-bi/dang-xuat-het/", overview.sign_out_everywhere, name="account_sign_out_everywhere"),
    path("don-vi/", memberships.units, name="account_units"),
    path("don-vi/<int:membership_id>/roi/", memberships.leave, name="account_leave_unit"),
    path("loi-moi/<str:token>/", memberships.invitation, name="account_invitation"),
]
