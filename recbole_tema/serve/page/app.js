// The page's state: a history, and what is recommended for it.

import { about, Failure, keepToken, recommend, search } from "./api.js";
import { button, card, element, reasons, titleOf } from "./view.js";

const K = 10;
const PAUSE = 150; // milliseconds without a key before a search
const at = (id) => document.getElementById(id);
const state = { domains: [], window: 0, history: [], places: null, open: new Set() };
let searching = new AbortController();
let recommending = new AbortController();
let timer = 0;

function fail(error) {
  if (error.name === "AbortError") return;
  if (error instanceof Failure && error.status === 401) {
    at("main").hidden = true;
    at("entry").hidden = false;
    at("token").focus();
    return;
  }
  at("problem").textContent = error instanceof Failure ? error.message : "The service does not answer.";
  at("problem").hidden = false;
}

async function showResults() {
  searching.abort();
  searching = new AbortController();
  const words = at("words").value.trim();
  if (!words) {
    at("results").replaceChildren();
    at("found").textContent = "";
    return;
  }
  try {
    const { total, items } = await search(words, at("domain").value, searching.signal);
    at("problem").hidden = true;
    at("found").textContent = total > items.length ? `${total} items, the first ${items.length}` : `${total} ${total === 1 ? "item" : "items"}`;
    at("results").replaceChildren(...items.map(result));
  } catch (error) {
    fail(error);
  }
}

function result(item) {
  const add = button("Add", `Add ${titleOf(item)} to the history`, () => {
    change([...state.history, item]);
  });
  return element("li", {}, element("span", { className: "title", textContent: titleOf(item) }), domainOf(item), add);
}

function domainOf(item) {
  return element("span", { className: "domain", textContent: item.domain });
}

function change(history) {
  state.history = history;
  showHistory();
  return showRecommended();
}

function showHistory() {
  const { history, window } = state;
  at("clear").hidden = history.length === 0;
  at("history-note").textContent =
    history.length === 0
      ? "Empty: what the model puts first for anybody."
      : history.length > window
        ? `The model reads the latest ${window}.`
        : "The oldest first.";
  at("history").replaceChildren(...history.map(past));
}

function past(item, place) {
  const title = titleOf(item);
  const press = (name, to) => () => {
    const next = state.history.filter((_, i) => i !== place);
    if (to !== null) next.splice(to, 0, item);
    change(next);
    focusHistory(to ?? Math.min(place, next.length - 1), name);
  };
  const up = button("\u2191", `Move ${title} up`, press("up", place - 1));
  const down = button("\u2193", `Move ${title} down`, press("down", place + 1));
  const remove = button("\u00d7", `Remove ${title}`, press("remove", null));
  up.disabled = place === 0;
  down.disabled = place === state.history.length - 1;
  [up, down, remove].forEach((made, i) => (made.dataset.does = ["up", "down", "remove"][i]));
  const text = element("span", { className: "title", textContent: title });
  return element("li", {}, text, domainOf(item), element("span", { className: "moves" }, up, down, remove));
}

// Who pressed a key stays where the item went; where nothing is left, at the heading.
function focusHistory(place, name) {
  const row = at("history").children[place];
  const pressed = row?.querySelector(`[data-does=${name}]:not(:disabled)`);
  (pressed ?? row?.querySelector("button:not(:disabled)") ?? at("history-title")).focus();
}

async function showRecommended() {
  recommending.abort();
  recommending = new AbortController();
  const { signal } = recommending;
  const history = state.history.map((item) => item.item_id);
  try {
    const { lists } = await recommend({ history, k: K, domains: state.domains }, signal);
    at("problem").hidden = true;
    const had = new Set(state.history.flatMap((item) => item.tags));
    const columns = lists.map((list) => column(list, had, signal));
    const focused = document.activeElement?.closest?.("li.card")?.dataset.item;
    at("columns").replaceChildren(...columns);
    if (focused) document.querySelector(`li.card[data-item="${CSS.escape(focused)}"] summary`)?.focus();
    state.places = new Map(lists.flatMap((list) => list.items.map((item, i) => [item.item_id, i])));
    const first = lists.filter((list) => list.items.length).map((list) => `${list.domain}: ${titleOf(list.items[0])}`);
    at("news").textContent = `First now in ${first.join("; ")}`;
  } catch (error) {
    fail(error);
  }
}

function column(list, had, signal) {
  const items = list.items.map((item, i) => {
    const before = state.places === null ? undefined : (state.places.get(item.item_id) ?? -1);
    return card(item, i, before, had, why(item, signal));
  });
  const empty = items.length ? null : element("p", { className: "note", textContent: "Nothing is left to recommend." });
  const made = element("section", { className: "column" }, element("h2", { textContent: list.domain }), empty, element("ol", {}, ...items));
  made.setAttribute("aria-label", `Recommended in ${list.domain}`);
  return made;
}

// Reasons take longer than a list: they are asked for when they are looked at.
function why(item, signal) {
  const made = element("details", {}, element("summary", { textContent: "Why" }));
  made.querySelector("summary").setAttribute("aria-label", `Why ${titleOf(item)}`);
  let asked = false;
  made.addEventListener("toggle", async () => {
    if (!made.open) {
      state.open.delete(item.item_id);
      return;
    }
    state.open.add(item.item_id);
    if (asked) return;
    asked = true;
    const history = state.history.map((one) => one.item_id);
    const titles = new Map(state.history.map((one) => [one.item_id, titleOf(one)]));
    try {
      const answer = await recommend({ history, k: 1, candidates: [item.item_id], explain: true }, signal);
      const found = answer.lists[0].items[0];
      if (found?.reasons) made.append(reasons(found.reasons, titles));
    } catch (error) {
      asked = false;
      fail(error);
    }
  });
  made.open = state.open.has(item.item_id);
  return made;
}

async function start() {
  try {
    const served = await about();
    at("about").textContent = `${served.model} on ${served.dataset}`;
    state.domains = served.domains.map((domain) => domain.name);
    state.window = served.window;
    const choices = served.domains.map((one) => element("option", { value: one.name, textContent: `${one.name} (${one.items})` }));
    at("domain").replaceChildren(at("domain").options[0], ...choices);
    at("entry").hidden = true;
    at("problem").hidden = true;
    at("main").hidden = false;
    await change([]);
  } catch (error) {
    if (error instanceof Failure && error.status === 503) {
      at("about").textContent = error.message;
      setTimeout(start, 1000);
      return;
    }
    fail(error);
  }
}

at("words").addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(showResults, PAUSE);
});
at("domain").addEventListener("change", showResults);
at("search").addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  showResults();
});
at("clear").addEventListener("click", () => {
  change([]);
  at("history-title").focus();
});
at("entry").addEventListener("submit", (event) => {
  event.preventDefault();
  keepToken(at("token").value);
  at("token").value = "";
  start();
});
start();
