"""Mails that no request waits for."""

from django_tasks import task


@task(priority=10)  # before pictures: somebody waits for it, and it takes a moment
def send(notice_id: int) -> bool:
    """Sends a notice, unless somebody else has or does; whether it did."""
    from .sending import send as send_notice  # sending.py enqueues this task

    return send_notice(notice_id)
