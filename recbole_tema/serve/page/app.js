// State of the page: a history, and the recommendations for it.

import { ApiError, info, recommend, search, storeToken } from "./api.js";
import { button, card, element, explanation, titleOf } from "./view.js";

const K = 10;
const SEARCH_DELAY = 150; // milliseconds after the last key
const byId = (id) => document.getElementById(id);
const state = { domains: [], maxHistory: 0, history: [], positions: null, open: new Set() };
let searching = new AbortController();
let recommending = new AbortController();
let timer = 0;

function showError(error) {
  if (error.name === "AbortError") return;
  if (error instanceof ApiError && error.status === 401) {
    byId("main").hidden = true;
    byId("login").hidden = false;
    byId("token").focus();
    return;
  }
  byId("problem").textContent = error instanceof ApiError ? error.message : "The service does not respond.";
  byId("problem").hidden = false;
}

async function showResults() {
  searching.abort();
  searching = new AbortController();
  const query = byId("query").value.trim();
  if (!query) {
    byId("results").replaceChildren();
    byId("count").textContent = "";
    return;
  }
  try {
    const { total, items } = await search(query, byId("domain").value, searching.signal);
    byId("problem").hidden = true;
    byId("count").textContent = total > items.length ? `${total} items, first ${items.length} shown` : `${total} ${total === 1 ? "item" : "items"}`;
    byId("results").replaceChildren(...items.map(resultRow));
  } catch (error) {
    showError(error);
  }
}

function resultRow(item) {
  const add = button("Add", `Add ${titleOf(item)} to the history`, () => {
    setHistory([...state.history, item]);
  });
  return element("li", {}, element("span", { className: "title", textContent: titleOf(item) }), domainOf(item), add);
}

function domainOf(item) {
  return element("span", { className: "domain", textContent: item.domain });
}

function setHistory(history) {
  state.history = history;
  showHistory();
  return showRecommendations();
}

function showHistory() {
  const { history, maxHistory } = state;
  byId("clear").hidden = history.length === 0;
  byId("history-note").textContent =
    history.length === 0
      ? "Empty: the recommendations are not personalised."
      : history.length > maxHistory
        ? `The model uses the latest ${maxHistory} items.`
        : "Oldest item first.";
  byId("history").replaceChildren(...history.map(historyRow));
}

function historyRow(item, position) {
  const title = titleOf(item);
  const move = (name, target) => () => {
    const history = state.history.filter((_, i) => i !== position);
    if (target !== null) history.splice(target, 0, item);
    setHistory(history);
    focusHistory(target ?? Math.min(position, history.length - 1), name);
  };
  const up = button("\u2191", `Move ${title} up`, move("up", position - 1));
  const down = button("\u2193", `Move ${title} down`, move("down", position + 1));
  const remove = button("\u00d7", `Remove ${title}`, move("remove", null));
  up.disabled = position === 0;
  down.disabled = position === state.history.length - 1;
  [up, down, remove].forEach((control, i) => (control.dataset.action = ["up", "down", "remove"][i]));
  const text = element("span", { className: "title", textContent: title });
  return element("li", {}, text, domainOf(item), element("span", { className: "moves" }, up, down, remove));
}

// The focus follows the item that was moved; if no item is left, it goes to the heading.
function focusHistory(position, name) {
  const row = byId("history").children[position];
  const pressed = row?.querySelector(`[data-action=${name}]:not(:disabled)`);
  (pressed ?? row?.querySelector("button:not(:disabled)") ?? byId("history-title")).focus();
}

async function showRecommendations() {
  recommending.abort();
  recommending = new AbortController();
  const { signal } = recommending;
  const history = state.history.map((item) => item.item_id);
  try {
    const { lists } = await recommend({ history, k: K, domains: state.domains }, signal);
    byId("problem").hidden = true;
    const historyTags = new Set(state.history.flatMap((item) => item.tags));
    const columns = lists.map((list) => column(list, historyTags, signal));
    const focused = document.activeElement?.closest?.("li.card")?.dataset.item;
    byId("columns").replaceChildren(...columns);
    if (focused) document.querySelector(`li.card[data-item="${CSS.escape(focused)}"] summary`)?.focus();
    state.positions = new Map(lists.flatMap((list) => list.items.map((item, i) => [item.item_id, i])));
    const first = lists.filter((list) => list.items.length).map((list) => `${list.domain}: ${titleOf(list.items[0])}`);
    byId("news").textContent = `Top recommendation in ${first.join("; ")}`;
  } catch (error) {
    showError(error);
  }
}

function column(list, historyTags, signal) {
  const items = list.items.map((item, i) => {
    const before = state.positions === null ? undefined : (state.positions.get(item.item_id) ?? -1);
    return card(item, i, before, historyTags, explanationOf(item, signal));
  });
  const empty = items.length ? null : element("p", { className: "note", textContent: "No item is left to recommend." });
  const section = element("section", { className: "column" }, element("h2", { textContent: list.domain }), empty, element("ol", {}, ...items));
  section.setAttribute("aria-label", `Recommended in ${list.domain}`);
  return section;
}

// An explanation takes longer than a list, so it is requested when it is opened.
function explanationOf(item, signal) {
  const details = element("details", {}, element("summary", { textContent: "Why" }));
  details.querySelector("summary").setAttribute("aria-label", `Why ${titleOf(item)}`);
  let requested = false;
  details.addEventListener("toggle", async () => {
    if (!details.open) {
      state.open.delete(item.item_id);
      return;
    }
    state.open.add(item.item_id);
    if (requested) return;
    requested = true;
    const history = state.history.map((item) => item.item_id);
    const titles = new Map(state.history.map((item) => [item.item_id, titleOf(item)]));
    try {
      const { lists } = await recommend({ history, k: 1, candidates: [item.item_id], explain: true }, signal);
      const explained = lists[0].items[0];
      if (explained?.explanation) details.append(explanation(explained.explanation, titles));
    } catch (error) {
      requested = false;
      showError(error);
    }
  });
  details.open = state.open.has(item.item_id);
  return details;
}

async function start() {
  try {
    const { model, dataset, domains, max_history } = await info();
    byId("info").textContent = `${model} on ${dataset}`;
    state.domains = domains.map((domain) => domain.name);
    state.maxHistory = max_history;
    const options = domains.map((domain) => element("option", { value: domain.name, textContent: `${domain.name} (${domain.n_items})` }));
    byId("domain").replaceChildren(byId("domain").options[0], ...options);
    byId("login").hidden = true;
    byId("problem").hidden = true;
    byId("main").hidden = false;
    await setHistory([]);
  } catch (error) {
    if (error instanceof ApiError && error.status === 503) {
      byId("info").textContent = error.message;
      setTimeout(start, 1000);
      return;
    }
    showError(error);
  }
}

byId("query").addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(showResults, SEARCH_DELAY);
});
byId("domain").addEventListener("change", showResults);
byId("search").addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  showResults();
});
byId("clear").addEventListener("click", () => {
  setHistory([]);
  byId("history-title").focus();
});
byId("login").addEventListener("submit", (event) => {
  event.preventDefault();
  storeToken(byId("token").value);
  byId("token").value = "";
  start();
});
start();
