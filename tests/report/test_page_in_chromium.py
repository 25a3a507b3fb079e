"""The page in a browser: every plot is drawn, nothing is loaded from the network, no name is executed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from recbole_tema.report.page import write_page
from tests.report.doubles import HOSTILE, record_of, write_run

sync_api = pytest.importorskip("playwright.sync_api")
PLACES = ("d0", "d1", "overall")

# Visible texts whose contrast with their background is below 4.5 to 1.
FAINT = """() => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (rgb) => {
    const linear = (c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    const [r, g, b] = rgb.slice(0, 3).map((c) => linear(c / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const rgb = numbers(getComputedStyle(e).backgroundColor);
      if (rgb.length === 3 || rgb[3] > 0) return rgb;
    }
    return [255, 255, 255];
  };
  const found = [];
  const shown = "h1, h2, h3, p, a, span, th, td, caption, small, figcaption, summary, svg text";
  for (const e of document.querySelectorAll(shown)) {
    if (!e.textContent.trim() || !e.getClientRects().length) continue;
    const style = getComputedStyle(e);
    const [a, b] = [light(numbers(e.namespaceURI.endsWith("svg") ? style.fill : style.color)), light(behind(e))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 4.5) found.push(`${e.tagName} ${e.textContent.slice(0, 30)} ${contrast}`);
  }
  return found;
}"""


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page that fails the test if it loads anything but its file, logs a message, or opens a dialog."""
    complaints: list[str] = []
    page = browser.new_page(viewport={"width": 1100, "height": 900})
    page.on("request", lambda r: None if r.url.startswith("file://") else complaints.append(f"loaded {r.url[:80]}"))
    page.on("console", lambda m: complaints.append(f"{m.type}: {m.text}") if m.type != "log" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: (complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    yield page
    page.close()
    assert not complaints


def opened(page: Any, toy: Path, tmp_path: Path) -> Path:
    run = write_run(tmp_path / "run", toy)
    output = write_page([run], tmp_path / "report.html", data_path=toy, metric="hit@10")
    page.goto(output.as_uri())
    for plot in page.locator(".chart").all():
        plot.locator("svg.main-svg .cartesianlayer .trace").first.wait_for(state="attached")
    return run


def test_plots_and_tables(page: Any, toy: Path, tmp_path: Path) -> None:
    run = opened(page, toy, tmp_path)
    plots = page.locator(".chart")
    # By domain; three differences; two breakdowns of two domains; validation and loss.
    assert plots.count() == 1 + 3 + 4 + 2
    for i in range(plots.count()):
        box = plots.nth(i).locator("svg.main-svg").first.bounding_box()
        assert box["width"] > 200 and box["height"] > 90
        assert plots.nth(i).get_attribute("role") == "img" and plots.nth(i).get_attribute("aria-label")
        assert page.locator("figure").nth(i).locator("figcaption").inner_text()
    # Heights of the bars are proportional to the means: two models, three domains.
    bars = plots.nth(0).locator(".bars .point path")
    assert bars.count() == 6 and plots.nth(0).locator(".errorbar").count() == 6
    heights = [bars.nth(i).evaluate("e => e.getBBox().height") for i in range(6)]
    tests: dict[str, list[Any]] = {}
    for one in record_of(run)["runs"]:
        tests.setdefault(one["model"], []).append(one["test"]["domain"])
    means = [sum(t[place]["hit@10"] for t in runs) / len(runs) for runs in tests.values() for place in PLACES]
    assert [h / heights[0] for h in heights] == pytest.approx([m / means[0] for m in means], abs=0.02)
    # A name that contains HTML is shown as text.
    assert HOSTILE in plots.nth(0).locator(".legendtext").nth(1).text_content()
    assert HOSTILE in plots.nth(1).locator(".annotation-text").text_content()
    assert plots.nth(1).locator(".scatterlayer .point").count() == 1
    assert plots.nth(8).locator(".scatterlayer .js-line").count() == 4
    assert page.locator("script").count() == page.locator("script[type='application/json']").count() + 2
    for table in page.locator("table").all():
        assert table.locator("caption").text_content() and table.locator("th[scope=row]").count()
    assert page.locator("table").count() == 1 + 3 + 3 + 4 + 1 + 2


def test_number_tables_open_and_text_has_contrast(page: Any, toy: Path, tmp_path: Path) -> None:
    opened(page, toy, tmp_path)
    hidden = page.get_by_role("table", name="Every run")
    assert not hidden.is_visible()
    for summary in page.locator("summary").all():
        summary.click()
    assert hidden.is_visible()
    assert page.evaluate(FAINT) == []


def test_a_phone_scrolls_vertically_only(page: Any, toy: Path, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    opened(page, toy, tmp_path)
    for summary in page.locator("summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    for plot in page.locator(".chart").all():
        assert plot.locator("svg.main-svg").first.bounding_box()["width"] <= 360
    wide = page.get_by_role("region", name="overall, paired comparison")
    assert wide.evaluate("e => e.scrollWidth > e.clientWidth")
