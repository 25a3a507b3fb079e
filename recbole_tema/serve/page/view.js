// Makes elements. Everything of the data becomes text, never markup.

import { picture } from "./api.js";

export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children.filter((child) => child !== null));
  return made;
}

export function titleOf(item) {
  return item.title || item.item_id;
}

export function button(text, label, press) {
  const made = element("button", { type: "button", textContent: text, onclick: press });
  made.setAttribute("aria-label", label);
  return made;
}

export function number(value) {
  return `${value < 0 ? "\u2212" : ""}${Math.abs(value).toFixed(2)}`;
}

function shown(item) {
  if (!item.picture) return null;
  const image = element("img", { alt: "", width: 56, height: 56 });
  picture(item.item_id).then(
    (address) => {
      image.onload = () => URL.revokeObjectURL(address);
      image.onerror = () => image.remove();
      image.src = address;
    },
    () => image.remove(),
  );
  return image;
}

export function tags(item, had) {
  if (!item.tags.length) return null;
  const list = element("ul", { className: "tags" });
  list.setAttribute("aria-label", "Tags");
  for (const tag of item.tags) {
    const shared = had.has(tag);
    const mark = shared ? element("span", { className: "hidden", textContent: " (shared with your history)" }) : null;
    list.append(element("li", { className: shared ? "shared" : "" }, tag, mark));
  }
  return list;
}

function moved(before, now) {
  if (before === undefined) return null; // there was no list before
  if (before === now) return null;
  const [text, label] =
    before < 0 ? ["new", "new here"] : before > now ? [`\u25b2${before - now}`, `up ${before - now}`] : [`\u25bc${now - before}`, `down ${now - before}`];
  const made = element("span", { className: before < 0 || before > now ? "up" : "down", title: label });
  made.append(element("span", { textContent: text, ariaHidden: "true" }), element("span", { className: "hidden", textContent: label }));
  return made;
}

export function card(item, place, before, had, why) {
  const head = element(
    "div",
    { className: "head" },
    element("span", { className: "title", textContent: titleOf(item) }),
    moved(before, place),
    element("span", { className: "score", textContent: number(item.score), title: "score" }),
  );
  const made = element("li", { className: "card" }, shown(item), element("div", { className: "text" }, head, tags(item, had), why));
  made.dataset.item = item.item_id;
  return made;
}

function bar(value, most) {
  const made = element("span", { className: value < 0 ? "bar negative" : "bar" });
  made.ariaHidden = "true";
  const fill = element("span");
  fill.style.width = `${most ? (50 * Math.abs(value)) / most : 0}%`;
  made.append(fill);
  return made;
}

function bars(caption, rows) {
  const most = Math.max(...rows.map((row) => Math.abs(row.value)));
  const table = element("table", {}, element("caption", { textContent: caption }));
  for (const row of rows) {
    const name = element("th", { scope: "row", className: row.shared ? "shared" : "", textContent: row.name });
    table.append(element("tr", {}, name, element("td", {}, bar(row.value, most)), element("td", { className: "value", textContent: number(row.value) })));
  }
  return table;
}

export function reasons(why, titles) {
  const made = element("div", { className: "reasons" });
  const parts = Object.entries(why.parts)
    .filter(([, value]) => value !== 0)
    .map(([name, value]) => ({ name, value }));
  made.append(bars("What adds up to the score", parts));
  if (why.tags.length) {
    const rows = why.tags.map((tag) => ({ name: tag.shared ? `${tag.tag} (shared)` : tag.tag, value: tag.contribution, shared: tag.shared }));
    made.append(bars("What its tags add", rows));
  }
  if (why.history.length) {
    const heaviest = [...why.history].sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect)).slice(0, 5);
    const rows = heaviest.map((past) => ({ name: titles.get(past.item_id) ?? past.item_id, value: past.effect }));
    made.append(bars("What your history changes: the score less that without the item", rows));
  }
  return made;
}
