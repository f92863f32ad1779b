"""Outlines: plain functions from a few numbers to a list of points. Nothing here knows about colour."""

import math
from collections.abc import Iterable, Sequence

Point = tuple[float, float]
Outline = list[Point]


def ellipse(cx: float, cy: float, rx: float, ry: float | None = None, turn: float = 0, steps: int = 0) -> Outline:
    """Return an ellipse (a circle when `ry` is left out), turned by degrees."""
    ry = rx if ry is None else ry
    steps = steps or max(12, min(72, int(max(rx, ry) * 0.5) + 14))
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    outline = []
    for i in range(steps):
        angle = math.tau * i / steps
        x, y = rx * math.cos(angle), ry * math.sin(angle)
        outline.append((cx + x * cos - y * sin, cy + x * sin + y * cos))
    return outline


def sector(cx: float, cy: float, r: float, start: float, end: float, inner: float = 0) -> Outline:
    """Return a slice of a disc, or of a ring when `inner` is given; degrees run clockwise from the right."""
    steps = max(6, int(abs(end - start) / 6))
    angles = [math.radians(start + (end - start) * i / steps) for i in range(steps + 1)]
    outer = [(cx + r * math.cos(a), cy + r * math.sin(a)) for a in angles]
    if not inner:
        return [*outer, (cx, cy)]
    return outer + [(cx + inner * math.cos(a), cy + inner * math.sin(a)) for a in reversed(angles)]


def rect(x0: float, y0: float, x1: float, y1: float) -> Outline:
    """Return an upright rectangle."""
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


def rounded(x0: float, y0: float, x1: float, y1: float, r: float) -> Outline:
    """Return an upright rectangle with round corners."""
    r = min(r, abs(x1 - x0) / 2, abs(y1 - y0) / 2)
    outline: Outline = []
    corners = ((x1 - r, y0 + r, -90), (x1 - r, y1 - r, 0), (x0 + r, y1 - r, 90), (x0 + r, y0 + r, 180))
    for cx, cy, start in corners:
        for i in range(7):
            a = math.radians(start + 15 * i)
            outline.append((cx + r * math.cos(a), cy + r * math.sin(a)))
    return outline


def limb(a: Point, b: Point, ra: float, rb: float) -> Outline:
    """Return a tapered stroke with round ends: an arm, a leg, a branch."""
    along = math.atan2(b[1] - a[1], b[0] - a[0])
    outline = []
    for (cx, cy), r, start in ((a, ra, along + math.pi / 2), (b, rb, along - math.pi / 2)):
        for i in range(7):
            t = start + math.pi * i / 6
            outline.append((cx + r * math.cos(t), cy + r * math.sin(t)))
    return outline


def stroke(points: Sequence[Point], start: float, end: float | None = None) -> Outline:
    """Return a brush stroke along a line: half-width `start` at its beginning, `end` at its end."""
    end = start if end is None else end
    left, right = [], []
    last = len(points) - 1
    for i, (x, y) in enumerate(points):
        ax, ay = points[max(i - 1, 0)]
        bx, by = points[min(i + 1, last)]
        length = math.hypot(bx - ax, by - ay) or 1
        r = start + (end - start) * i / last
        nx, ny = -(by - ay) / length * r, (bx - ax) / length * r
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    return left + right[::-1]


def smooth(points: Sequence[Point], closed: bool = True, steps: int = 6) -> Outline:
    """Return a soft curve through the points (Catmull-Rom)."""
    count = len(points)
    outline: Outline = []
    for i in range(count if closed else count - 1):
        if closed:
            p0, p1, p2, p3 = (points[(i + k) % count] for k in (-1, 0, 1, 2))
        else:
            p0, p1, p2, p3 = (points[min(max(i + k, 0), count - 1)] for k in (-1, 0, 1, 2))
        for s in range(steps):
            t = s / steps
            a, b, c, d = -t + 2 * t * t - t**3, 2 - 5 * t * t + 3 * t**3, t + 4 * t * t - 3 * t**3, t**3 - t * t
            outline.append(
                (
                    (a * p0[0] + b * p1[0] + c * p2[0] + d * p3[0]) / 2,
                    (a * p0[1] + b * p1[1] + c * p2[1] + d * p3[1]) / 2,
                )
            )
    if not closed:
        outline.append(points[-1])
    return outline


def star(cx: float, cy: float, r: float, turn: float = 0) -> Outline:
    """Return a five-pointed star standing on two points."""
    return [
        (
            cx + (r if i % 2 == 0 else r * 0.382) * math.sin(math.radians(36 * i + turn)),
            cy - (r if i % 2 == 0 else r * 0.382) * math.cos(math.radians(36 * i + turn)),
        )
        for i in range(10)
    ]


def ridge(waves: Iterable[tuple[float, float, float]], base: float, x0: float = -40, x1: float = 1640) -> Outline:
    """Return the line of a hill's back: the sum of waves (length, height, phase) above `base`."""
    waves = list(waves)
    steps = 90
    xs = [x0 + (x1 - x0) * i / steps for i in range(steps + 1)]
    return [(x, base - sum(h * math.sin(x / length * math.tau + phase) for length, h, phase in waves)) for x in xs]


def along(a: Point, b: Point, t: float) -> Point:
    """Return the point a part `t` of the way from one point to another."""
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)


def shifted(outline: Outline, dx: float, dy: float) -> Outline:
    """Return the outline moved."""
    return [(x + dx, y + dy) for x, y in outline]
