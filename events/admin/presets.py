"""Disciplines as festivals usually have them, to begin with: the form opens filled in, and is saved like any other."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from events.models import Branch, Discipline

Format, Gender = Discipline.Format, Discipline.GenderRule


@dataclass(frozen=True)
class Preset:
    """What it is called in addresses, and what it fills in."""

    code: str
    branch: Branch
    fields: dict

    @property
    def name(self) -> str:
        return self.fields["name"]


def _sport(code: str, name, **fields) -> Preset:
    return Preset(code, Branch.SPORT, {"name": name, "branch": Branch.SPORT, **fields})


def _act(code: str, name, **fields) -> Preset:
    squad = {"format": Format.TEAM, "has_waiting_list": False, "takes_music": True}
    return Preset(code, Branch.ART, {"name": name, "branch": Branch.ART, **squad, **fields})


def _team(fewest: int, most: int, *, reserves: int = 0, officials: int = 2) -> dict:
    return {
        "format": Format.TEAM,
        "squad_min": fewest,
        "squad_max": most,
        "reserves_max": reserves,
        "officials_max": officials,
    }


def _pair(rule: Gender) -> dict:
    least = 1 if rule == Gender.MIXED else 0
    return {
        "format": Format.PAIR,
        "squad_min": 2,
        "squad_max": 2,
        "gender_rule": rule,
        "men_min": least,
        "women_min": least,
        "most_entries": 2,
    }


def _single(rule: Gender) -> dict:
    return {"format": Format.INDIVIDUAL, "gender_rule": rule, "most_entries": 2}


PRESETS = (
    _sport("bong-da-nam-7", _("Men’s football, 7 a side"), **_team(7, 14), gender_rule=Gender.MEN),
    _sport("bong-da-nu-5", _("Women’s football, 5 a side"), **_team(5, 10), gender_rule=Gender.WOMEN),
    _sport("bong-chuyen-nam", _("Men’s volleyball"), **_team(6, 12), gender_rule=Gender.MEN),
    _sport("bong-chuyen-hoi-nu", _("Women’s balloon volleyball"), **_team(5, 10), gender_rule=Gender.WOMEN),
    _sport(
        "keo-co",
        _("Tug of war, men and women"),
        **_team(8, 8, reserves=4),
        gender_rule=Gender.MIXED,
        men_min=3,
        women_min=3,
    ),
    _sport(
        "chay-tiep-suc",
        _("Mixed relay, 4 × 400 m"),
        **_team(4, 4, reserves=2, officials=1),
        gender_rule=Gender.MIXED,
        men_min=2,
        women_min=2,
    ),
    _sport("cau-long-doi-nam", _("Men’s doubles badminton"), **_pair(Gender.MEN)),
    _sport("cau-long-doi-nu", _("Women’s doubles badminton"), **_pair(Gender.WOMEN)),
    _sport("cau-long-doi-nam-nu", _("Mixed doubles badminton"), **_pair(Gender.MIXED)),
    _sport("bong-ban-don-nam", _("Men’s singles table tennis"), **_single(Gender.MEN)),
    _sport("bong-ban-don-nu", _("Women’s singles table tennis"), **_single(Gender.WOMEN)),
    _sport("bong-ban-doi-nam-nu", _("Mixed doubles table tennis"), **_pair(Gender.MIXED)),
    _sport("co-tuong", _("Chinese chess"), **_single(Gender.ANY)),
    _act("hop-xuong", _("Choir"), squad_min=12, squad_max=35, officials_max=2, most_seconds=480),
    _act("mua", _("Dance"), squad_min=4, squad_max=16, officials_max=1, most_seconds=420),
    _act("tieu-pham", _("Sketch"), squad_min=2, squad_max=12, officials_max=1, most_seconds=600),
    _act("don-ca", _("Solo song"), **_single(Gender.ANY) | {"most_entries": 1}, most_seconds=300),
)


def preset(code: str) -> Preset | None:
    """The preset of this code, if there is one."""
    return next((found for found in PRESETS if found.code == code), None)
