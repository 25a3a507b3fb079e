// Asks the service; what is asked for goes beside the page, wherever a proxy puts both.

const KEY = "recbole-tema-token";

export class Failure extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export function keepToken(token) {
  sessionStorage.setItem(KEY, token);
}

async function ask(path, options = {}) {
  const headers = { ...options.headers };
  const token = sessionStorage.getItem(KEY);
  if (token) headers.Authorization = `Bearer ${token}`;
  const answer = await fetch(path, { ...options, headers });
  if (answer.ok) return answer;
  const told = await answer.json().catch(() => ({}));
  throw new Failure(answer.status, told.error?.message ?? `The service answered ${answer.status}.`);
}

export async function about() {
  return (await ask("domains")).json();
}

export async function search(words, domain, signal) {
  const query = new URLSearchParams({ q: words, limit: 12 });
  if (domain) query.set("domain", domain);
  return (await ask(`items?${query}`, { signal })).json();
}

export async function recommend(request, signal) {
  const headers = { "Content-Type": "application/json" };
  return (await ask("recommend", { method: "POST", headers, body: JSON.stringify(request), signal })).json();
}

export async function picture(id) {
  return URL.createObjectURL(await (await ask(`pictures/${encodeURIComponent(id)}`)).blob());
}
