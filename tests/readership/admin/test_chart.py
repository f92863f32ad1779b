"""The places of the chart's bars: whatever the figures, within the drawing and to scale."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from readership.admin.chart import draw, round_step

FIRST = date(2026, 3, 2)  # a Monday

figures = st.lists(st.integers(0, 10**9), min_size=1, max_size=366).map(
    lambda views: {FIRST + timedelta(days=number): count for number, count in enumerate(views)}
)


def number(percent: str) -> float:
    assert percent.endswith("%")
    return float(percent[:-1])


@given(figures)
def test_every_bar_is_to_scale_and_stands_on_the_ground(views):
    chart = draw(views)
    top = chart.ticks[-1].views

    assert [bar.views for bar in chart.bars] == list(views.values())
    for bar in chart.bars:
        assert abs(number(bar.height) - bar.views / top * 100) < 0.01
        assert abs(number(bar.y) + number(bar.height) - 100) < 0.01


@given(figures)
def test_strips_fill_the_width_and_bars_stand_in_their_strips(views):
    chart = draw(views)

    assert number(chart.bars[0].left) == 0
    assert abs(number(chart.bars[-1].left) + number(chart.bars[-1].width) - 100) < 0.01
    for bar in chart.bars:
        assert number(bar.left) - 0.01 <= number(bar.x)
        assert number(bar.x) + number(bar.bar_width) <= number(bar.left) + number(bar.width) + 0.01


@given(st.integers(0, 10**12))
def test_at_most_four_lines_are_enough_for_the_largest(largest):
    step = round_step(largest)

    assert step * 4 >= largest
    assert str(step).rstrip("0") in ("1", "2", "5")
    assert step == 1 or largest > 4 * step / 2.5


@given(figures)
def test_the_last_day_is_named_on_every_screen(views):
    labels = draw(views).labels

    assert (labels[-1].day, labels[-1].minor) == (list(views)[-1], False)
    assert 1 <= len(labels) <= 7


def test_lines_across_are_round_and_reach_above_the_largest():
    chart = draw({FIRST: 1079})

    assert [tick.views for tick in chart.ticks] == [0, 500, 1000, 1500]
    assert chart.ticks[0].y == "100%"
    assert chart.ticks[-1].y == "0%"


def test_days_without_views_make_a_chart_all_the_same():
    chart = draw({FIRST: 0})

    assert [(bar.y, bar.height) for bar in chart.bars] == [("100%", "0%")]


def test_saturday_and_sunday_are_the_weekend():
    week = draw({FIRST + timedelta(days=day): 1 for day in range(7)})

    assert [bar.is_weekend for bar in week.bars] == [False] * 5 + [True] * 2
