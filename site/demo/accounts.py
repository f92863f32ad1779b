"""The example accounts, one a role. Their password stands in the README, so production never has them."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from accounts.models import User
from accounts.roles import ADMINISTRATOR, CHIEF_EDITOR, EDITOR, ORGANISER

PASSWORD = "ngay-hoi-2026"


@dataclass(frozen=True)
class Example:
    """An account to try the site with. `role` is a group's name, or '' for a unit's representative."""

    email: str
    full_name: str
    role: str
    label: str


EXAMPLES = (
    Example("bientap@example.vn", "Lê Thu Hà", EDITOR, "Biên tập viên"),
    Example("truongban@example.vn", "Trần Minh Đức", CHIEF_EDITOR, "Trưởng ban biên tập"),
    Example("bantochuc@example.vn", "Phạm Quốc Bảo", ORGANISER, "Ban Tổ chức"),
    Example("donvi@example.vn", "Nguyễn Thị Ngọc Ánh", "", "Đại diện đơn vị"),
    Example("quantri@example.vn", "Đỗ Anh Tuấn", ADMINISTRATOR, "Quản trị viên"),
)


def make_accounts() -> dict[str, User]:
    """The accounts by role; those that exist are left as they are."""
    users = {}
    hashed = make_password(PASSWORD)  # once for all: a good hash takes a second
    for example in EXAMPLES:
        user = User.objects.filter(email=example.email).first()
        if user is None:
            user = User.objects.create_user(
                example.email,
                password=None,
                full_name=example.full_name,
                is_superuser=example.role == ADMINISTRATOR,
                is_staff=example.role == ADMINISTRATOR,
            )
            user.password = hashed
            user.save(update_fields=["password"])
            if example.role:
                user.groups.add(Group.objects.get(name=example.role))
        users[example.role] = user
    return users
