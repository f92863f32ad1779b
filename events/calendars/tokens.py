"""The secret in the address of somebody's own calendar."""

import logging
import re
import secrets

BYTES = 24
"""192 bits: nobody finds one by trying."""

ADDRESS = re.compile(r"(/lich/rieng/)[^/\s\"']+(\.ics)")


def new_token() -> str:
    """32 letters, figures, - and _."""
    return secrets.token_urlsafe(BYTES)


def without_tokens(text: str) -> str:
    """The text with every secret of an address left out."""
    return ADDRESS.sub(r"\1…\2", text)


class LeaveOutTokens(logging.Filter):
    """Keeps the secrets of addresses out of a log: whoever reads it could read the calendars, too."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        cleaned = without_tokens(said)
        if cleaned != said:
            record.msg, record.args = cleaned, None
        return True
