"""The organisers' screens: the disciplines of a festival, and next year's festival made of this one."""
