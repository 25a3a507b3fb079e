// Client of the service. Paths are relative, so that they work below any prefix of a proxy.

const KEY = "recbole-tema-token";

export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export function storeToken(token) {
  sessionStorage.setItem(KEY, token);
}

async function request(path, options = {}) {
  const headers = { ...options.headers };
  const token = sessionStorage.getItem(KEY);
  if (token) headers.Authorization = `Bearer ${token}`;
  const response = await fetch(path, { ...options, headers });
  if (response.ok) return response;
  const content = await response.json().catch(() => ({}));
  throw new ApiError(response.status, content.error?.message ?? `The service responded with status ${response.status}.`);
}

export async function info() {
  return (await request("info")).json();
}

export async function search(query, domain, signal) {
  const parameters = new URLSearchParams({ q: query, limit: 12 });
  if (domain) parameters.set("domain", domain);
  return (await request(`items?${parameters}`, { signal })).json();
}

export async function recommend(body, signal) {
  const headers = { "Content-Type": "application/json" };
  return (await request("recommend", { method: "POST", headers, body: JSON.stringify(body), signal })).json();
}

export async function image(id) {
  return URL.createObjectURL(await (await request(`images/${encodeURIComponent(id)}`)).blob());
}
