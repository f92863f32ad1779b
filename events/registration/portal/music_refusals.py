"""The sentences of recordings that are not taken in."""

from django.utils.translation import gettext as _

from ..refusals import sentence
from ..rules import Problem


def sentence_of(problem: Problem) -> str:
    match problem.code:
        case "music_empty":
            return _("The file is empty. Choose the recording again.")
        case "music_too_large":
            said = _("The file has %(size)d MB; at most %(most)d MB are taken. Save it as MP3, which is much smaller.")
            return said % dict(problem.params)
        case "music_unknown":
            return _("This is no MP3, M4A or WAV recording, whatever its name says. Save it as MP3 and try again.")
        case _:
            return sentence(problem)
