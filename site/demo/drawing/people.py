"""People: a small skeleton posed by angles, dressed in flat shapes.

Angles are degrees from straight down, positive the way the person faces: 90 is an arm held out forward,
180 an arm straight up. A pose is written for somebody facing right; `facing=-1` turns them round.
"""

import math
from dataclasses import dataclass

from demo.drawing.canvas import Shape
from demo.drawing.geometry import Outline, Point, along, ellipse, limb, smooth
from demo.drawing.palettes import GOLD, INK, WHITE, Colour, mix
from demo.drawing.wardrobe import FEMININE, Outfit, head, mane

THIGH, SHIN, TORSO, UPPER_ARM, FORE_ARM = 0.235, 0.235, 0.27, 0.145, 0.135
LIFELIKE = 230
"""People at least this tall get eyes and a smile; smaller ones read better without."""


@dataclass(frozen=True)
class Pose:
    """How somebody holds themselves: `turn` 0 shows the front, 1 the profile; `back` shows the back."""

    turn: float = 0.0
    lean: float = 0.0
    nod: float = 0.0
    near_arm: tuple[float, float] = (8, 3)
    far_arm: tuple[float, float] = (-8, -3)
    near_leg: tuple[float, float] = (3, 1)
    far_leg: tuple[float, float] = (-3, -1)
    back: bool = False
    far_arm_in_front: bool = False
    sway: float = 0.0


STAND = Pose()
STAND_SIDE = Pose(1, 0, 0, (6, 14), (-4, 8), (3, -2), (-3, -4))
BACK = Pose(back=True)
HANDS_JOINED = Pose(near_arm=(12, -48), far_arm=(-12, 48), far_arm_in_front=True)
CLAP = Pose(0.5, 2, 0, (28, 118), (4, 108), far_arm_in_front=True)
GREET = Pose(0.8, 6, 6, (48, 84), (-6, 8), (6, -2), (-6, -8))
OFFER = Pose(0.7, 3, 4, (36, 96), (28, 92), (4, 0), (-5, -6), far_arm_in_front=True)
WAVE = Pose(0.3, 0, 0, (140, 172), (-8, -2))
CHEER = Pose(0, 0, 0, (152, 172), (-152, -172))
HOLD_UP = Pose(0, 0, 0, (70, 172), (-70, -172), far_arm_in_front=True)
WALK = Pose(1, 3, 0, (-26, -2), (24, 48), (26, 12), (-22, -38))
RUN = Pose(1, 12, 0, (-48, 30), (42, 122), (62, -6), (-26, -78))
SPRINT = Pose(1, 18, 0, (62, 140), (-62, 10), (-34, -92), (72, 12))
SIT = Pose(0.9, 2, 2, (34, 84), (26, 78), (88, 2), (84, -4))
POINT = Pose(0.5, 2, -4, (104, 118), (-8, 6))
TEACH = Pose(0.5, 2, -4, (112, 126), (-14, 20))
SING = Pose(0.15, 0, 0, (22, 128), (-22, -128), far_arm_in_front=True)
PULL = Pose(1, -32, 0, (84, 92), (78, 86), (62, 22), (22, -2))
DIG = Pose(0.9, 22, 10, (26, 62), (44, 70), (18, -6), (-14, -26))
KNEEL = Pose(1, 14, 8, (38, 70), (30, 62), (84, -4), (4, -99))


@dataclass(frozen=True)
class Figure:
    """A person ready to paint, with the points where things can be put."""

    shapes: list[Shape]
    near_hand: Point
    far_hand: Point
    head: Point
    chest: Point


def person(
    x: float, ground: float, height: float, outfit: Outfit, pose: Pose = STAND, facing: int = 1, lift: float = 0
) -> Figure:
    """Return somebody standing on the ground line at `x`; `lift` is a leap, as a part of the height."""
    body = _Body(outfit, pose, height >= LIFELIKE, facing)
    drop = body.lowest

    def placed(point: Point) -> Point:
        return (x + point[0] * height * facing, ground + (point[1] - drop - lift) * height)

    shapes = [([placed(point) for point in outline], ink) for outline, ink in body.shapes]
    return Figure(shapes, placed(body.near_hand), placed(body.far_hand), placed(body.head), placed(body.chest))


def seated(x: float, seat: float, height: float, outfit: Outfit, pose: Pose = SIT, facing: int = 1) -> Figure:
    """Return somebody whose hips rest at the height of a seat."""
    figure = person(0, 0, height, outfit, pose, facing)
    hips = -_Body(outfit, pose, False, facing).lowest * height
    dy = seat - hips - 0.05 * height
    moved = [([(px + x, py + dy) for px, py in outline], ink) for outline, ink in figure.shapes]
    points = ((px + x, py + dy) for px, py in (figure.near_hand, figure.far_hand, figure.head, figure.chest))
    return Figure(moved, *points)


def _step(start: Point, angle: float, length: float) -> Point:
    """Return the far end of a bone."""
    return (start[0] + math.sin(math.radians(angle)) * length, start[1] + math.cos(math.radians(angle)) * length)


class _Body:
    """Builds the shapes of one person with the hips at the origin and a height of one."""

    def __init__(self, outfit: Outfit, pose: Pose, features: bool, facing: int) -> None:
        self.outfit, self.pose = outfit, pose
        self.shapes: list[Shape] = []
        turn, front = pose.turn, 1 - pose.turn
        self.light = -facing
        self.woman = outfit.hairdo in FEMININE
        self.lean = math.radians(pose.lean)
        shoulder, hip = 0.082 * front + 0.01, 0.04 * front + 0.006
        self.near_shoulder, self.far_shoulder = (self._trunk(TORSO - 0.046, side * shoulder) for side in (1, -1))
        near_knee, near_ankle = self._leg_joints((hip, 0), pose.near_leg)
        far_knee, far_ankle = self._leg_joints((-hip, 0), pose.far_leg)
        self.lowest = max(near_ankle[1], far_ankle[1], near_knee[1] + 0.012, far_knee[1] + 0.012) + 0.026
        near_elbow = _step(self.near_shoulder, pose.near_arm[0], UPPER_ARM)
        far_elbow = _step(self.far_shoulder, pose.far_arm[0], UPPER_ARM)
        self.near_hand = _step(near_elbow, pose.near_arm[1], FORE_ARM)
        self.far_hand = _step(far_elbow, pose.far_arm[1], FORE_ARM)
        self.chest = self._trunk(TORSO * 0.7, 0)
        self.head = self._head_centre()
        if outfit.hairdo == "long" and turn <= 0.6 and not pose.back:
            self.shapes += mane(*self.head, 0.066, turn, outfit)
        if not pose.far_arm_in_front:
            self._arm(self.far_shoulder, far_elbow, self.far_hand, 0.16)
        self._leg((-hip, 0), far_knee, far_ankle, pose.far_leg[1], 0.16)
        self._leg((hip, 0), near_knee, near_ankle, pose.near_leg[1], 0)
        self._torso(near_knee, far_knee)
        neck = self._trunk(TORSO - 0.005, 0.004 * turn)
        self._add(limb(neck, along(neck, self.head, 0.55), 0.027, 0.025), mix(outfit.skin, INK, 0.14))
        self._collar()
        self.shapes += head(*self.head, 0.066, turn, outfit, pose.back, features)
        if pose.far_arm_in_front:
            self._arm(self.far_shoulder, far_elbow, self.far_hand, 0.05)
        self._arm(self.near_shoulder, near_elbow, self.near_hand, 0)

    def _add(self, outline: Outline, ink: Colour) -> None:
        self.shapes.append((outline, ink))

    def _trunk(self, up: float, across: float) -> Point:
        """Return a point of the trunk's own frame: so far up the spine, so far across it."""
        cos, sin = math.cos(self.lean), math.sin(self.lean)
        return (up * sin + across * cos, -up * cos + across * sin)

    def _head_centre(self) -> Point:
        base = self._trunk(TORSO + 0.01, 0.006 * self.pose.turn)
        tilt = self.lean * 0.7 + math.radians(self.pose.nod)
        return (base[0] + 0.088 * math.sin(tilt) + 0.008 * self.pose.turn, base[1] - 0.088 * math.cos(tilt))

    def _leg_joints(self, hip: Point, angles: tuple[float, float]) -> tuple[Point, Point]:
        knee = _step(hip, angles[0], THIGH)
        return knee, _step(knee, angles[1], SHIN)

    def _arm(self, shoulder: Point, elbow: Point, hand: Point, dim: float) -> None:
        outfit = self.outfit
        sleeve, skin = mix(outfit.top, INK, dim + 0.05), mix(outfit.skin, INK, dim)
        thick = 0.030 if self.woman else 0.034
        wrist = along(elbow, hand, 0.86)
        self._add(ellipse(*along(elbow, hand, 1.0), 0.021, 0.021), skin)
        if outfit.cut in ("tee", "sport", "dress"):
            self._add(limb(shoulder, elbow, thick * 0.8, thick * 0.68), skin)
            self._add(limb(elbow, hand, thick * 0.68, thick * 0.5), skin)
            self._add(limb(shoulder, along(shoulder, elbow, 0.55), thick * 1.04, thick), sleeve)
            return
        self._add(limb(shoulder, elbow, thick, thick * 0.85), sleeve)
        self._add(limb(elbow, wrist, thick * 0.85, thick * 0.72), sleeve)
        if outfit.cut == "suit":
            self._add(limb(along(elbow, hand, 0.84), along(elbow, hand, 0.9), thick * 0.66, thick * 0.66), WHITE)
            self._add(ellipse(*hand, 0.021, 0.021), skin)

    def _leg(self, hip: Point, knee: Point, ankle: Point, shin_angle: float, dim: float) -> None:
        outfit, turn = self.outfit, self.pose.turn
        cloth, skin, shoe = (mix(ink, INK, dim) for ink in (outfit.bottom, outfit.skin, outfit.shoes))
        b = math.radians(shin_angle)
        forward = (math.cos(b), -math.sin(b))
        reach = 0.02 + 0.045 * turn
        heel = (ankle[0] - forward[0] * 0.012, ankle[1] - forward[1] * 0.012)
        toe = (ankle[0] + forward[0] * reach, ankle[1] + forward[1] * reach + 0.006)
        if outfit.cut in ("sport", "dress"):
            self._add(limb(hip, knee, 0.044, 0.033), skin)
            self._add(limb(knee, ankle, 0.033, 0.02), skin)
            if outfit.cut == "sport":
                self._add(limb(along(knee, ankle, 0.5), ankle, 0.028, 0.022), mix(outfit.trim, INK, dim))
                self._add(limb(hip, along(hip, knee, 0.68), 0.056, 0.05), cloth)
            self._add(limb(heel, toe, 0.024, 0.018), shoe)
            return
        self._add(limb(heel, toe, 0.024, 0.017), shoe)
        wide = outfit.cut == "aodai"
        self._add(limb(hip, knee, 0.052, 0.042), cloth)
        hem = along(knee, ankle, 0.93)
        self._add(limb(knee, hem, 0.042, 0.046 if wide else 0.03), cloth)

    def _torso(self, near_knee: Point, far_knee: Point) -> None:
        outfit, turn, front = self.outfit, self.pose.turn, 1 - self.pose.turn
        slim = 0.9 if self.woman else 1.0
        hips = (0.07 * front + 0.054 * turn) * (1.06 if self.woman else 1)
        waist = (0.064 * front + 0.05 * turn) * (0.86 if self.woman else 1)
        chest = (0.084 * front + 0.056 * turn) * slim
        shoulder = (0.1 * front + 0.044 * turn) * slim
        hem = {"suit": -0.07, "coat": -0.05, "sport": -0.035, "shirt": -0.02, "tee": -0.02}.get(outfit.cut, -0.03)
        levels = (
            (hem, hips),
            (0.1, waist),
            (0.2, chest),
            (TORSO - 0.036, shoulder),
            (TORSO - 0.008, shoulder * (0.7 - 0.1 * turn)),
            (TORSO + 0.012, 0.03 - 0.01 * turn),
        )
        right = [self._trunk(up, w) for up, w in levels]
        left = [self._trunk(up, -w) for up, w in levels]
        dark = mix(outfit.top, INK, 0.17)
        if outfit.cut in ("aodai", "coat", "dress"):
            self._skirt(near_knee, far_knee, hips, dark)
        self._add(smooth(right + left[::-1], steps=4), outfit.top)
        side = self.light
        edge = [self._trunk(up, side * w) for up, w in levels[:5]]
        inner = [self._trunk(up, side * w * 0.45) for up, w in levels[:5]]
        self._add(smooth(edge + inner[::-1], steps=4), dark)

    def _skirt(self, near_knee: Point, far_knee: Point, hips: float, dark: Colour) -> None:
        outfit, sway = self.outfit, self.pose.sway
        length = {"aodai": 0.39, "coat": 0.24, "dress": 0.23}[outfit.cut]
        flare = {"aodai": 0.0, "coat": 0.02, "dress": 0.035}[outfit.cut]
        low, high = sorted((near_knee[0], far_knee[0]))
        sitting = near_knee[1] < 0.12
        if sitting:
            panel = [(-hips, -0.02), (near_knee[0] * 0.5, -0.06), (near_knee[0] + 0.03, near_knee[1] - 0.05)]
            panel += [
                (near_knee[0] + 0.05, near_knee[1] + length * 0.45),
                (near_knee[0] - 0.05, near_knee[1] + length * 0.45),
            ]
            panel += [(near_knee[0] - 0.06, near_knee[1] + 0.05), (-hips * 0.8, 0.06)]
            self._add(smooth(panel, steps=4), outfit.top)
            return
        tunic = outfit.cut == "aodai"
        spread = 0.03 if tunic else 0.045
        left, right = min(-hips * 0.9, low - spread) - flare, max(hips * 0.9, high + spread) + flare
        middle = (left + right) / 2 + sway
        hem = [(left + sway * 0.6, length - 0.02), (left + sway * 0.7 + 0.008, length), (middle, length + 0.01)]
        hem += [(right + sway - 0.008, length - 0.004), (right + sway, length - 0.026)]
        panel = [(-hips * 0.74, -0.07), (-hips * 0.98, 0.0), (left, length * 0.6), *hem, (right, length * 0.55)]
        self._add(smooth([*panel, (hips * 0.98, 0.0), (hips * 0.74, -0.07)], steps=4), outfit.top)
        side = self.light
        edge = left if side < 0 else right
        fold = [(side * hips * 0.7, -0.05), (side * hips * 0.96, 0.0), (edge, length * 0.6)]
        fold += [(edge + sway * 0.75, length - 0.02), (edge * 0.92 + sway * 0.8, length)]
        fold += [(edge * 0.5 + sway * 0.8, length), (edge * 0.45, length * 0.5), (side * hips * 0.45, 0.02)]
        self._add(smooth(fold, steps=4), dark)
        if not tunic:
            return
        if self.pose.turn > 0.6:
            self._add(
                [(0.004, -0.01), (middle + 0.022, length + 0.012), (middle - 0.02, length + 0.012)],
                mix(outfit.bottom, INK, 0.06),
            )
        blossom = mix(outfit.top, outfit.trim, 0.6)
        spot = right * 0.4 if side < 0 else left * 0.4
        for dx, dy, r in (
            (0.0, 0.0, 0.012),
            (0.02, 0.03, 0.009),
            (-0.012, 0.045, 0.008),
            (0.006, -0.04, 0.007),
            (0.012, 0.075, 0.006),
        ):
            self._add(ellipse(spot + dx + sway * 0.6, length * 0.78 + dy, r, r), blossom)

    def _collar(self) -> None:
        """Add what is worn at the neck, where the front can be seen."""
        outfit, turn = self.outfit, self.pose.turn
        if self.pose.back:
            return
        dx = 0.016 * turn
        width = 0.04 - 0.02 * turn
        up = TORSO + 0.004
        if outfit.cut in ("suit", "coat"):
            notch = [self._trunk(up, dx - width), self._trunk(up, dx + width), self._trunk(0.11, dx)]
            self._add(notch, WHITE if outfit.cut == "suit" else outfit.trim)
            if outfit.cut == "suit":
                tie = [self._trunk(up - 0.012, dx - 0.011), self._trunk(up - 0.012, dx + 0.011)]
                tie += [self._trunk(0.145, dx + 0.014), self._trunk(0.122, dx), self._trunk(0.145, dx - 0.014)]
                self._add(tie, outfit.trim)
            lapel = mix(outfit.top, INK, 0.3 if outfit.cut == "suit" else 0.12)
            self._add([self._trunk(up, dx - width), self._trunk(0.2, dx - width * 1.4), self._trunk(0.11, dx)], lapel)
            self._add([self._trunk(up, dx + width), self._trunk(0.2, dx + width * 1.4), self._trunk(0.11, dx)], lapel)
        elif outfit.cut == "aodai":
            self._add(
                limb(self._trunk(up, 0.004 * turn), self._trunk(up + 0.022, 0.006 * turn), 0.029, 0.027), outfit.top
            )
            self._add(
                limb(self._trunk(up + 0.024, -0.02), self._trunk(up + 0.024, 0.026), 0.004, 0.004),
                mix(outfit.trim, GOLD, 0.5),
            )
        elif outfit.cut == "tee":
            for tip in (-0.03, 0.02):
                knot = [self._trunk(up, dx - width), self._trunk(up, dx + width), self._trunk(0.15, dx + tip)]
                self._add(knot, outfit.trim)
        elif outfit.cut == "sport":
            self._add(
                [
                    self._trunk(up, dx - 0.026 + 0.006 * turn),
                    self._trunk(up, dx + 0.028 - 0.02 * turn),
                    self._trunk(TORSO - 0.045, dx),
                ],
                outfit.trim,
            )
            stripe = [
                self._trunk(0.13, -0.07),
                self._trunk(0.13, 0.07),
                self._trunk(0.155, 0.072),
                self._trunk(0.155, -0.072),
            ]
            if turn < 0.5:
                self._add(stripe, outfit.trim)
        elif outfit.cut == "dress":
            self._add(ellipse(*self._trunk(TORSO + 0.004, dx * 0.5), 0.03, 0.024), mix(outfit.skin, INK, 0.06))
        else:
            flap = mix(outfit.top, INK, 0.12)
            self._add(
                [self._trunk(up + 0.01, dx - 0.034), self._trunk(up, dx), self._trunk(TORSO - 0.04, dx - 0.026)], flap
            )
            self._add(
                [self._trunk(up + 0.01, dx + 0.034), self._trunk(up, dx), self._trunk(TORSO - 0.04, dx + 0.026)], flap
            )
