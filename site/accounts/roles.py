"""The roles of the site, as the names of their groups. Migrations make the groups; a group is found by its name."""

EDITOR = "Biên tập viên"
CHIEF_EDITOR = "Trưởng ban biên tập"
ORGANISER = "Ban Tổ chức"
ADMINISTRATOR = "Quản trị viên"

ROLES = (EDITOR, CHIEF_EDITOR, ORGANISER, ADMINISTRATOR)
