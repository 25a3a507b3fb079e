"""Plots as plotly JSON: bars with intervals, forest plots of differences, training curves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from recbole_tema.evaluation.results import PairedTest, RunResult
from recbole_tema.report.estimates import Estimate

INK, GRID = "#222222", "#dddddd"
# Contrast of at least 4.5 to 1 against white, and distinguishable with red-green colour blindness. The ninth model
# gets the first colour again, with another pattern.
COLOURS = ("#1f5fa8", "#b3400e", "#00707a", "#7b2d8e", "#7a5a00", "#b0126b", "#1b7a3d", "#555555")
_PATTERNS = ("", "/", ".", "x")
_DASHES = ("solid", "dash", "dot", "dashdot")
# Maximum length of a name in a plot, in characters, and height of a row of a forest plot, in pixels.
MAX_NAME_LENGTH, ROW_HEIGHT = 26, 46
SIGNIFICANCE_LEVEL = 0.05


@dataclass(frozen=True)
class Figure:
    """A plot.

    Attributes
    ----------
    title : str
    label : str
        Text alternative: what the plot shows.
    data : list of dict
        Traces of plotly.
    layout : dict
        Layout of plotly.
    """

    title: str
    label: str
    data: list[dict[str, Any]]
    layout: dict[str, Any]


def plot_text(text: str, max_length: int | None = MAX_NAME_LENGTH) -> str:
    """Text for plotly: truncated, and escaped because plotly interprets some HTML tags."""
    if max_length is not None and len(text) > max_length:
        text = text[: max_length - 1] + "…"
    return text.replace("&", "&amp;").replace("<", "&lt;")


def bars(title: str, groups: Sequence[str], series: Mapping[str, Sequence[Estimate | None]], metric: str) -> Figure:
    """Grouped bars, one colour per model.

    Parameters
    ----------
    title : str
    groups : sequence of str
        Names of the groups; they may contain line breaks.
    series : mapping of str to sequence of Estimate or None
        By model: one estimate per group.
    metric : str
    """
    data = []
    for number, (model, estimates) in enumerate(series.items()):
        present = [(x, estimate) for x, estimate in enumerate(estimates) if estimate is not None]
        pattern = _PATTERNS[number // len(COLOURS) % len(_PATTERNS)]
        data.append(
            {
                "type": "bar",
                "name": plot_text(model),
                "x": [x for x, _ in present],
                "y": [_round(estimate.mean) for _, estimate in present],
                "marker": {"color": _colour(number), "pattern": {"shape": pattern}},
                "error_y": {
                    "visible": any(estimate.low is not None for _, estimate in present),
                    "type": "data",
                    "symmetric": False,
                    "array": [_distance(estimate.mean, estimate.high) for _, estimate in present],
                    "arrayminus": [_distance(estimate.low, estimate.mean) for _, estimate in present],
                    "color": INK,
                    "thickness": 1.5,
                    "width": 3,
                },
                "hoverinfo": "text",
                "hovertext": [f"{plot_text(model, None)}<br>{_with_interval(estimate)}" for _, estimate in present],
                "textposition": "none",
            }
        )
    ticks = [plot_text(group).replace("\n", "<br>") for group in groups]
    axis_ticks = {"tickvals": list(range(len(groups))), "ticktext": ticks, "tickangle": 0}
    layout = {
        **_layout(_height(len(series))),
        "barmode": "group",
        "xaxis": {**axis_ticks, "automargin": True, "fixedrange": True},
        "yaxis": {**_axis(metric), "rangemode": "tozero"},
    }
    return Figure(title, f"Bars of {metric}, {title}, for {', '.join(series)}.", data, layout)


def forest(title: str, rows: Sequence[tuple[str, PairedTest]], span: tuple[float, float]) -> Figure:
    """Forest plot: one row per difference, with its interval and its name above, and a line at zero.

    Parameters
    ----------
    title : str
    rows : sequence of (str, PairedTest)
        Name to show and test; at least one, all of one domain and metric.
    span : (float, float)
        Range of the axis of differences, the same for plots that are compared.
    """
    significant = [row.p_holm < SIGNIFICANCE_LEVEL for _, row in rows]
    data = {
        "type": "scatter",
        "mode": "markers",
        "x": [_round(row.difference) for _, row in rows],
        "y": list(range(len(rows))),
        "marker": {
            "size": 10,
            "symbol": ["circle" if filled else "circle-open" for filled in significant],
            "color": COLOURS[0],
            "line": {"width": 2, "color": COLOURS[0]},
        },
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [_distance(row.difference, row.ci95[1]) if row.ci95 else None for _, row in rows],
            "arrayminus": [_distance(row.ci95[0], row.difference) if row.ci95 else None for _, row in rows],
            "color": COLOURS[0],
            "thickness": 2,
            "width": 4,
        },
        "hoverinfo": "text",
        "hovertext": [
            f"{plot_text(name, None)}<br>{_with_interval(_difference(row), '+')}<br>p (Holm) {p_text(row.p_holm)}"
            for name, row in rows
        ],
    }
    metric = rows[0][1].metric
    label = f"Differences in {metric} with 95 % intervals, {title}: {', '.join(name for name, _ in rows)}."
    return Figure(title, label, [data], _forest_layout(rows, span))


def _forest_layout(rows: Sequence[tuple[str, PairedTest]], span: tuple[float, float]) -> dict[str, Any]:
    metric = rows[0][1].metric
    # Names start at the left edge, or right of the line at zero if that is in the left half, so as not to cover it.
    zero_is_left = -span[0] < (span[1] - span[0]) / 2
    position: dict[str, Any] = {"x": 0, "xshift": 5} if zero_is_left else {"x": 0, "xref": "paper"}
    zero = {"zeroline": True, "zerolinecolor": INK, "zerolinewidth": 1.5}
    return {
        **_layout(80 + ROW_HEIGHT * len(rows)),
        "showlegend": False,
        "xaxis": {**_axis(f"difference in {metric}"), **zero, "range": [_round(end) for end in span]},
        "yaxis": {"range": [len(rows) - 0.5, -0.8], "visible": False, "fixedrange": True},
        # Above the rows: beside them, long names would leave no room for the plot on a phone.
        "annotations": [
            {
                "text": plot_text(name, 2 * MAX_NAME_LENGTH),
                **position,
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
    """One line per run over its epochs, one colour per model.

    Parameters
    ----------
    title : str
    runs : sequence of RunResult
    values : mapping of int to sequence of float
        One value per epoch, by the position of the run.
    axis : str
        Title of the axis of values.
    best : bool
        Whether to mark the epoch whose weights were kept.
    """
    models = list(dict.fromkeys(run.model for run in runs))
    shown = [position for position in range(len(runs)) if values[position]]
    first = {runs[position].model: position for position in reversed(shown)}
    data = [
        _run_trace(run, values[position], models.index(run.model), first[run.model] == position, best)
        for position, run in enumerate(runs)
        if values[position]
    ]
    most_epochs = max((len(curve) for curve in values.values()), default=1)
    layout = {
        **_layout(_height(len(models))),
        "xaxis": {**_axis("epoch"), "tick0": 0, "dtick": _tick_step(most_epochs)},
        "yaxis": _axis(axis),
    }
    return Figure(title, f"Lines of {title} over epochs, one per run, for {', '.join(models)}.", data, layout)


def _run_trace(run: RunResult, curve: Sequence[float], number: int, in_legend: bool, best: bool) -> dict[str, Any]:
    """Line of one run, whose model has the given number; ``best`` marks the epoch whose weights were kept."""
    dash = _DASHES[number // len(COLOURS) % len(_DASHES)]
    epochs = range(1, len(curve) + 1)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": plot_text(run.model),
        "legendgroup": str(number),
        "showlegend": in_legend,
        "x": list(epochs),
        "y": [_round(value) for value in curve],
        "line": {"color": _colour(number), "width": 1.5, "dash": dash},
        "marker": {
            "color": _colour(number),
            # A run of one epoch has no line.
            "size": [9 if len(curve) == 1 or (best and epoch == run.best_epoch) else 0 for epoch in epochs],
        },
        "hoverinfo": "text",
        "hovertext": [
            f"{plot_text(run.model, None)}, seed {run.seed}<br>epoch {epoch}: {value:.4f}"
            for epoch, value in zip(epochs, curve)
        ],
    }


def _tick_step(maximum: int) -> int:
    """Distance of ticks at whole numbers, such that there are few of them."""
    return next((step for step in (1, 2, 5, 10, 20, 50, 100) if maximum <= 8 * step), -(-maximum // 8))


def p_text(p: float) -> str:
    """A p-value with four decimals."""
    return "< 0.0001" if p < 0.0001 else f"{p:.4f}"


def _layout(height: int) -> dict[str, Any]:
    return {
        "height": height,
        "margin": {"l": 10, "r": 14, "t": 10, "b": 10},
        "font": {"family": "system-ui, sans-serif", "size": 13, "color": INK},
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        "showlegend": True,
        # Scrolling the page on a touch screen must not zoom the plot.
        "dragmode": False,
    }


def _height(models: int) -> int:
    """Height of a plot, with room for the legend."""
    return 330 + 18 * max(0, models - 4)


def _axis(title: str) -> dict[str, Any]:
    return {
        "title": {"text": plot_text(title, None)},
        "gridcolor": GRID,
        "zeroline": False,
        "automargin": True,
        "fixedrange": True,
    }


def _colour(number: int) -> str:
    return COLOURS[number % len(COLOURS)]


def _difference(row: PairedTest) -> Estimate:
    return Estimate(row.difference, *(row.ci95 or (None, None)))


def _with_interval(estimate: Estimate, sign: str = "") -> str:
    text = f"{estimate.mean:{sign}.4f}"
    if estimate.low is None or estimate.high is None:
        return text
    return f"{text} [{estimate.low:{sign}.4f}, {estimate.high:{sign}.4f}]"


def _distance(low: float | None, high: float | None) -> float | None:
    return None if low is None or high is None else _round(high - low)


def _round(value: float) -> float:
    return round(value, 6)
