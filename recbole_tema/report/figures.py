"""Plots as plotly's own JSON: bars with intervals, a forest of differences, curves of training."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Optional

from recbole_tema.evaluation.results import PairedTest, RunResult
from recbole_tema.report.estimates import Estimate

INK, GRID = "#222222", "#dddddd"
# Each of at least 4.5 to 1 against white, told apart by people who see red and green alike too; the ninth model takes
# the first colour again, with another pattern.
COLOURS = ("#1f5fa8", "#b3400e", "#00707a", "#7b2d8e", "#7a5a00", "#b0126b", "#1b7a3d", "#555555")
_PATTERNS = ("", "/", ".", "x")
_DASHES = ("solid", "dash", "dot", "dashdot")
# Of a name in a plot, in characters; a row of a forest plot, in pixels.
LONGEST, ROW = 26, 46
SIGNIFICANT = 0.05


@dataclass(frozen=True)
class Figure:
    """A plot.

    Attributes
    ----------
    title : str
    label : str
        What it shows, for who cannot see it.
    data : list of dict
        Plotly's traces.
    layout : dict
        Plotly's layout.
    """

    title: str
    label: str
    data: list[dict[str, Any]]
    layout: dict[str, Any]


def plot_text(text: str, longest: Optional[int] = LONGEST) -> str:
    """Text as plotly shows it: not too long, and its own few HTML tags made harmless."""
    if longest is not None and len(text) > longest:
        text = text[: longest - 1] + "…"
    return text.replace("&", "&amp;").replace("<", "&lt;")


def bars(title: str, groups: Sequence[str], series: Mapping[str, Sequence[Optional[Estimate]]], metric: str) -> Figure:
    """Grouped bars, one colour a model.

    Parameters
    ----------
    title : str
    groups : sequence of str
        What stands side by side; a line break may be in it.
    series : mapping of str to sequence of Estimate or None
        By model, one a group.
    metric : str
    """
    data = []
    for place, (model, estimates) in enumerate(series.items()):
        here = [(x, found) for x, found in enumerate(estimates) if found is not None]
        pattern = _PATTERNS[place // len(COLOURS) % len(_PATTERNS)]
        data.append(
            {
                "type": "bar",
                "name": plot_text(model),
                "x": [x for x, _ in here],
                "y": [_round(found.mean) for _, found in here],
                "marker": {"color": _colour(place), "pattern": {"shape": pattern}},
                "error_y": {
                    "visible": any(found.low is not None for _, found in here),
                    "type": "data",
                    "symmetric": False,
                    "array": [_reach(found.mean, found.high) for _, found in here],
                    "arrayminus": [_reach(found.low, found.mean) for _, found in here],
                    "color": INK,
                    "thickness": 1.5,
                    "width": 3,
                },
                "hoverinfo": "text",
                "hovertext": [f"{plot_text(model, None)}<br>{_spoken(found)}" for _, found in here],
                "textposition": "none",
            }
        )
    ticks = [plot_text(group).replace("\n", "<br>") for group in groups]
    places = {"tickvals": list(range(len(groups))), "ticktext": ticks, "tickangle": 0}
    layout = {
        **_layout(_height(len(series))),
        "barmode": "group",
        "xaxis": {**places, "automargin": True, "fixedrange": True},
        "yaxis": {**_axis(metric), "rangemode": "tozero"},
    }
    return Figure(title, f"Bars of {metric}, {title}, for {', '.join(series)}.", data, layout)


def forest(title: str, rows: Sequence[tuple[str, PairedTest]], span: tuple[float, float]) -> Figure:
    """Differences with their intervals, one row each under its name, and a line at zero.

    Parameters
    ----------
    title : str
    rows : sequence of (str, PairedTest)
        With the name to show; all of one domain and metric, one or more.
    span : (float, float)
        Of the differences' axis: that of plots to be compared is the same.
    """
    sure = [row.p_holm < SIGNIFICANT for _, row in rows]
    data = {
        "type": "scatter",
        "mode": "markers",
        "x": [_round(row.difference) for _, row in rows],
        "y": list(range(len(rows))),
        "marker": {
            "size": 10,
            "symbol": ["circle" if is_sure else "circle-open" for is_sure in sure],
            "color": COLOURS[0],
            "line": {"width": 2, "color": COLOURS[0]},
        },
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [_reach(row.difference, row.ci95[1]) if row.ci95 else None for _, row in rows],
            "arrayminus": [_reach(row.ci95[0], row.difference) if row.ci95 else None for _, row in rows],
            "color": COLOURS[0],
            "thickness": 2,
            "width": 4,
        },
        "hoverinfo": "text",
        "hovertext": [
            f"{plot_text(name, None)}<br>{_spoken(_of_difference(row), '+')}<br>p (Holm) {p_text(row.p_holm)}"
            for name, row in rows
        ],
    }
    metric = rows[0][1].metric
    label = f"Differences in {metric} with 95 % intervals, {title}: {', '.join(name for name, _ in rows)}."
    return Figure(title, label, [data], _forest_layout(rows, span))


def _forest_layout(rows: Sequence[tuple[str, PairedTest]], span: tuple[float, float]) -> dict[str, Any]:
    metric = rows[0][1].metric
    # Names begin at the left; right of the line at zero where that is at the left too, so as not to cover it.
    left = -span[0] < (span[1] - span[0]) / 2
    beside: dict[str, Any] = {"x": 0, "xshift": 5} if left else {"x": 0, "xref": "paper"}
    zero = {"zeroline": True, "zerolinecolor": INK, "zerolinewidth": 1.5}
    return {
        **_layout(80 + ROW * len(rows)),
        "showlegend": False,
        "xaxis": {**_axis(f"difference in {metric}"), **zero, "range": [_round(end) for end in span]},
        "yaxis": {"range": [len(rows) - 0.5, -0.8], "visible": False, "fixedrange": True},
        # Beside the rows, long names would leave a phone no room for the plot.
        "annotations": [
            {
                "text": plot_text(name, 2 * LONGEST),
                **beside,
                "xanchor": "left",
                "y": y,
                "yshift": 17,
                "showarrow": False,
                "bgcolor": "#ffffff",
                "borderpad": 1,
            }
            for y, (name, _) in enumerate(rows)
        ],
    }


def curves(
    title: str, runs: Sequence[RunResult], values: Mapping[int, Sequence[float]], axis: str, best: bool
) -> Figure:
    """A line a run over its epochs, one colour a model.

    Parameters
    ----------
    title : str
    runs : sequence of RunResult
    values : mapping of int to sequence of float
        By the place of the run, one an epoch.
    axis : str
        What they are.
    best : bool
        Mark the epoch whose weights were kept.
    """
    models = list(dict.fromkeys(run.model for run in runs))
    shown = [place for place in range(len(runs)) if values[place]]
    first = {runs[place].model: place for place in reversed(shown)}
    data = [
        _run_trace(runs[place], values[place], models.index(runs[place].model), first[runs[place].model] == place, best)
        for place in shown
    ]
    longest = max((len(found) for found in values.values()), default=1)
    layout = {
        **_layout(_height(len(models))),
        "xaxis": {**_axis("epoch"), "tick0": 0, "dtick": _step(longest)},
        "yaxis": _axis(axis),
    }
    return Figure(title, f"Lines of {title} over epochs, one a run, for {', '.join(models)}.", data, layout)


def _run_trace(run: RunResult, found: Sequence[float], number: int, named: bool, best: bool) -> dict[str, Any]:
    """The line of one run, whose model is the ``number``-th; ``named`` puts it into the legend."""
    dash = _DASHES[number // len(COLOURS) % len(_DASHES)]
    epochs = range(1, len(found) + 1)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": plot_text(run.model),
        "legendgroup": str(number),
        "showlegend": named,
        "x": list(epochs),
        "y": [_round(value) for value in found],
        "line": {"color": _colour(number), "width": 1.5, "dash": dash},
        "marker": {
            "color": _colour(number),
            # A run of one epoch has no line to see.
            "size": [9 if len(found) == 1 or (best and epoch == run.best_epoch) else 0 for epoch in epochs],
        },
        "hoverinfo": "text",
        "hovertext": [
            f"{plot_text(run.model, None)}, seed {run.seed}<br>epoch {epoch}: {value:.4f}"
            for epoch, value in zip(epochs, found)
        ],
    }


def _step(most: int) -> int:
    """Between ticks of whole numbers, of which there are not many."""
    return next((step for step in (1, 2, 5, 10, 20, 50, 100) if most <= 8 * step), -(-most // 8))


def p_text(p: float) -> str:
    """A p value as it is read."""
    return "< 0.0001" if p < 0.0001 else f"{p:.4f}"


def _layout(height: int) -> dict[str, Any]:
    return {
        "height": height,
        "margin": {"l": 10, "r": 14, "t": 10, "b": 10},
        "font": {"family": "system-ui, sans-serif", "size": 13, "color": INK},
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        "showlegend": True,
        # A finger that scrolls the page must not zoom the plot.
        "dragmode": False,
    }


def _height(models: int) -> int:
    """With room for a legend of many lines."""
    return 330 + 18 * max(0, models - 4)


def _axis(title: str) -> dict[str, Any]:
    return {
        "title": {"text": plot_text(title, None)},
        "gridcolor": GRID,
        "zeroline": False,
        "automargin": True,
        "fixedrange": True,
    }


def _colour(place: int) -> str:
    return COLOURS[place % len(COLOURS)]


def _of_difference(row: PairedTest) -> Estimate:
    return Estimate(row.difference, *(row.ci95 or (None, None)))


def _spoken(found: Estimate, sign: str = "") -> str:
    text = f"{found.mean:{sign}.4f}"
    if found.low is None or found.high is None:
        return text
    return f"{text} [{found.low:{sign}.4f}, {found.high:{sign}.4f}]"


def _reach(low: Optional[float], high: Optional[float]) -> Optional[float]:
    return None if low is None or high is None else _round(high - low)


def _round(value: float) -> float:
    return round(value, 6)
