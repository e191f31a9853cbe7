// Serves the pages on site without a network: what was seen last, no longer than a session lasts. site.js keeps the pages
// (and forgets them when the person signs out); this only answers where the network does not.
"use strict";

const CACHE = "luodi-site";
const PATIENCE = 6000;

const awayWords = (list) => `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>没有网络</title></head><body><h1>没有网络</h1><p>这一页还没有在这部手机上打开过，或存下的时间已过。没有发送的草稿仍在手机里，联网登录后自动发送。</p>
<p><a href="${list}">现场的项目</a></p></body></html>`;

const later = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

const kept = async (request) => {
  const cache = await caches.open(CACHE);
  const found = await cache.match(request, { ignoreSearch: true, ignoreVary: true });
  if (!found) return undefined;
  if (Number(found.headers.get("X-Kept-Until") || Infinity) > Date.now()) return found;
  await cache.delete(request, { ignoreSearch: true, ignoreVary: true });
  return undefined;
};

const away = () => new Response(awayWords(new URL(self.registration.scope).pathname), {
  status: 503,
  headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": "default-src 'none'" },
});

const isGatewayDown = (response) => response.status >= 502 && response.status <= 504;

const page = async (request) => {
  const network = fetch(request);
  try {
    const first = await Promise.race([network, later(PATIENCE)]);
    if (first && !isGatewayDown(first)) return first;
    return (await kept(request)) || (await network);
  } catch (error) {
    return (await kept(request)) || away();
  }
};

const asset = async (request) => {
  try {
    return await fetch(request);
  } catch (error) {
    const found = await kept(request);
    if (found) return found;
    throw error;
  }
};

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith(request.mode === "navigate" ? page(request) : asset(request));
});
