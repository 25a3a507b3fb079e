// Builds elements. Data is always inserted as text, never as markup.

import { image } from "./api.js";

export function element(name, properties = {}, ...children) {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children.filter((child) => child !== null));
  return node;
}

export function titleOf(item) {
  return item.title || item.item_id;
}

export function button(text, label, onclick) {
  const node = element("button", { type: "button", textContent: text, onclick });
  node.setAttribute("aria-label", label);
  return node;
}

function format(value) {
  return `${value < 0 ? "\u2212" : ""}${Math.abs(value).toFixed(2)}`;
}

function imageOf(item) {
  if (!item.has_image) return null;
  const node = element("img", { alt: "", width: 56, height: 56 });
  image(item.item_id).then(
    (url) => {
      node.onload = () => URL.revokeObjectURL(url);
      node.onerror = () => node.remove();
      node.src = url;
    },
    () => node.remove(),
  );
  return node;
}

function tagList(item, historyTags) {
  if (!item.tags.length) return null;
  const list = element("ul", { className: "tags" });
  list.setAttribute("aria-label", "Tags");
  for (const tag of item.tags) {
    const shared = historyTags.has(tag);
    const mark = shared ? element("span", { className: "hidden", textContent: " (shared with your history)" }) : null;
    list.append(element("li", { className: shared ? "shared" : "" }, tag, mark));
  }
  return list;
}

function rankChange(before, now) {
  if (before === undefined) return null; // first list
  if (before === now) return null;
  const [text, label] =
    before < 0 ? ["new", "new here"] : before > now ? [`\u25b2${before - now}`, `up ${before - now}`] : [`\u25bc${now - before}`, `down ${now - before}`];
  const node = element("span", { className: before < 0 || before > now ? "up" : "down", title: label });
  node.append(element("span", { textContent: text, ariaHidden: "true" }), element("span", { className: "hidden", textContent: label }));
  return node;
}

export function card(item, position, before, historyTags, details) {
  const head = element(
    "div",
    { className: "head" },
    element("span", { className: "title", textContent: titleOf(item) }),
    rankChange(before, position),
    element("span", { className: "score", textContent: format(item.score), title: "score" }),
  );
  const text = element("div", { className: "text" }, head, tagList(item, historyTags), details);
  const node = element("li", { className: "card" }, imageOf(item), text);
  node.dataset.item = item.item_id;
  return node;
}

function bar(value, largest) {
  const node = element("span", { className: value < 0 ? "bar negative" : "bar" });
  node.ariaHidden = "true";
  const fill = element("span");
  fill.style.width = `${largest ? (50 * Math.abs(value)) / largest : 0}%`;
  node.append(fill);
  return node;
}

function barChart(caption, rows) {
  const largest = Math.max(...rows.map((row) => Math.abs(row.value)));
  const table = element("table", {}, element("caption", { textContent: caption }));
  for (const row of rows) {
    const name = element("th", { scope: "row", className: row.shared ? "shared" : "", textContent: row.name });
    table.append(element("tr", {}, name, element("td", {}, bar(row.value, largest)), element("td", { className: "value", textContent: format(row.value) })));
  }
  return table;
}

export function explanation({ contributions, tags, history }, titles) {
  const node = element("div", { className: "explanation" });
  const parts = Object.entries(contributions)
    .filter(([, value]) => value !== 0)
    .map(([name, value]) => ({ name, value }));
  node.append(barChart("Contributions to the score", parts));
  if (tags.length) {
    const rows = tags.map((tag) => ({ name: tag.shared ? `${tag.tag} (shared)` : tag.tag, value: tag.contribution, shared: tag.shared }));
    node.append(barChart("Contributions of its tags", rows));
  }
  if (history.length) {
    const largest = [...history].sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect)).slice(0, 5);
    const rows = largest.map((past) => ({ name: titles.get(past.item_id) ?? past.item_id, value: past.effect }));
    node.append(barChart("Drop of the score if an item of your history is removed", rows));
  }
  return node;
}
