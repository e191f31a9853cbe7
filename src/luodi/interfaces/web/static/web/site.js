// On site: drafts are kept while one types, sent when the network is there, each once; pages are kept for the time without it.
import * as drafts from "./drafts.js";

const root = document.querySelector("#site");
const { account, zone } = root.dataset;
const keepMilliseconds = Number(root.dataset.keepSeconds) * 1000;
const KEPT_FRESH = 10 * 60 * 1000;
const MOST_KEPT = 30;
const RETRY = 60 * 1000;
const NOT_KEPT = new Set(["csrfmiddlewaretoken", "key", "account"]);
const WRITING = "writing", WAITING = "waiting", REFUSED = "refused";
let isLeft = false;

const local = (milliseconds) => new Date(milliseconds).toLocaleString("sv-SE", { timeZone: zone }).replace(" ", "T").slice(0, 16);
const element = (name, properties) => Object.assign(document.createElement(name), properties);

// ---- forms and drafts ----

const named = (form, name) => form.elements.namedItem(name);
const formsHere = () => [...document.querySelectorAll("form[data-draft]")];

const readFiles = async (form) => {
  const inputs = [...form.querySelectorAll("input[type=file]")];
  const found = inputs.flatMap((input) => [...input.files].map((file) => [input.name, file]));
  return Promise.all(found.map(async ([field, file]) => ({ field, name: file.name, type: file.type, bytes: await file.arrayBuffer() })));
};

const readFields = (form) => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !NOT_KEPT.has(name));

const draftOf = async (form, state) => ({
  key: named(form, "key").value,
  account,
  project: form.dataset.project,
  name: form.dataset.name,
  kind: form.dataset.draft,
  label: form.dataset.label,
  action: form.getAttribute("action"),
  page: root.dataset.list + form.dataset.project + "/",
  fields: readFields(form),
  files: await readFiles(form),
  state,
  said: "",
  at: Number(form.dataset.begun || Date.now()),
});

const begin = (form) => {
  if (form.dataset.begun) return;
  form.dataset.begun = String(Date.now());
  named(form, "key").value = drafts.newKey();
  const day = named(form, "raised_on");
  if (day) day.value = local(Date.now()).slice(0, 10);
};

const fill = (form, draft) => {
  form.reset();
  form.dataset.begun = String(draft.at);
  named(form, "key").value = draft.key;
  for (const [name, value] of draft.fields) {
    const field = named(form, name);
    if (field) field.value = value;
  }
  for (const input of form.querySelectorAll("input[type=file]")) {
    const held = new DataTransfer();
    draft.files.filter((file) => file.field === input.name).forEach((file) => held.items.add(new File([file.bytes], file.name, { type: file.type })));
    input.files = held.files;
  }
  say(form, "已恢复没有发送的草稿");
};

const clear = (form) => {
  form.reset();
  delete form.dataset.begun;
  named(form, "key").value = drafts.newKey();
  say(form, "");
};

const say = (form, words) => { form.querySelector("[data-saved]").textContent = words; };

// Saves follow one another, so that an earlier state of a form never overwrites a later one.
let line = Promise.resolve();
const inLine = (act) => { line = line.then(act, act); return line; };

const save = (form) => inLine(async () => {
  if (isLeft || !form.dataset.begun) return;
  try {
    await drafts.put(await draftOf(form, WRITING));
    say(form, "草稿已存在这部手机上");
    await show();
  } catch (error) {
    say(form, "这部手机存不下草稿，请联网后直接提交");
    throw error;
  }
});

const timers = new WeakMap();
const changed = (form) => {
  begin(form);
  window.clearTimeout(timers.get(form));
  timers.set(form, window.setTimeout(() => save(form), 300));
};

const submitted = async (form) => {
  begin(form);
  window.clearTimeout(timers.get(form));
  await inLine(async () => {
    await drafts.put(await draftOf(form, WAITING));
    clear(form);
  });
  if (location.hash) history.replaceState(null, "", location.pathname);
  location.hash = "#site";
  await show();
  await sendAll();
};

// ---- sending ----

const token = () => {
  const cookie = document.cookie.split("; ").find((pair) => pair.startsWith("csrftoken="));
  return cookie ? cookie.slice("csrftoken=".length) : document.querySelector("[name=csrfmiddlewaretoken]")?.value || "";
};

const post = async (draft) => {
  const body = new FormData();
  draft.fields.forEach(([name, value]) => body.append(name, value));
  draft.files.forEach((file) => body.append(file.field, new File([file.bytes], file.name, { type: file.type })));
  body.append("key", draft.key);
  body.append("account", draft.account);
  const response = await fetch(draft.action, { method: "POST", body, headers: { Accept: "application/json", "X-CSRFToken": token() } });
  const isData = (response.headers.get("Content-Type") || "").startsWith("application/json");
  return { status: response.status, ...(isData ? await response.json() : { said: "", code: "" }), isData };
};

// What became of a draft: taken, refused for good, or to be tried again, and then with which words.
const judged = (answer) => {
  if (answer.isData && answer.status === 200) return "taken";
  if (answer.status >= 500 || answer.status === 429) return { retry: "服务器暂时没有应答，稍后自动发送。" };
  if (answer.status === 413) return { refused: answer.said || "照片太大，没有收下。请换一张小一些的照片。" };
  if (!answer.isData || answer.status === 401) return { retry: "登录已失效，请重新登录，登录后自动发送。", isSignedOut: true };
  if (answer.code === "site.account") return { retry: answer.said };
  return { refused: answer.said };
};

const sendOne = async (draft) => {
  let outcome;
  try {
    const answer = await post(draft);
    outcome = judged(answer);
    if (outcome === "taken") {
      await drafts.remove(draft.key);
      tell(answer.said);
      taken(draft);
      return true;
    }
  } catch (error) {
    outcome = { retry: "没有网络，联网后自动发送。" };
  }
  if (outcome.refused && !isLeft) await drafts.put({ ...draft, state: REFUSED, said: outcome.refused });
  note(outcome.retry || "", Boolean(outcome.isSignedOut));
  return !outcome.retry;
};

let isSending = false;
const sendAll = async () => {
  if (isSending || isLeft) return;
  isSending = true;
  try {
    for (const draft of (await drafts.of(account)).filter((one) => one.state === WAITING)) {
      if (isLeft || !(await sendOne(draft))) break;
    }
  } finally {
    isSending = false;
    await show();
  }
};

const tell = (words) => {
  const message = element("div", { className: "message is-good" });
  message.append(element("p", { textContent: words }));
  document.querySelector("#messages").append(message);
};

// The month that was taken is locked: it is offered no more, and the kept page says so too.
const taken = (draft) => {
  const form = formsHere().find((one) => one.dataset.project === draft.project && one.dataset.draft === draft.kind);
  const month = form && draft.kind === "progress" && draft.fields.find(([name]) => name === "period");
  const option = month && [...named(form, "period").options].find((one) => one.value === month[1]);
  if (option && named(form, "period").options.length > 1) option.remove();
  keep(draft.page, true);
};

// ---- the list of what is not sent ----

const panel = document.querySelector("#unsent");
const note = (words, isSignedOut = false) => {
  const place = panel.querySelector("[data-note]");
  place.hidden = !words;
  place.textContent = words;
  if (!isSignedOut) return;
  const link = element("a", { textContent: "重新登录", className: "in-text" });
  link.href = `${root.dataset.login}?next=${encodeURIComponent(location.pathname)}`;
  place.append(" ", link);
};

const button = (words, act) => {
  const made = element("button", { type: "button", className: "btn btn-small", textContent: words });
  made.addEventListener("click", act);
  return made;
};

const discard = async (draft) => {
  if (!window.confirm("丢弃后不能找回。确定丢弃这一件吗？")) return;
  await drafts.remove(draft.key);
  formsHere().filter((form) => named(form, "key").value === draft.key).forEach(clear);
  await show();
};

const resume = async (draft) => {
  await drafts.put({ ...draft, state: WRITING, said: "" });
  const form = formsHere().find((one) => one.dataset.project === draft.project && one.dataset.draft === draft.kind);
  if (!form) { location.assign(`${draft.page}#${draft.kind}`); return; }
  fill(form, draft);
  location.hash = `#${draft.kind}`;
  await show();
};

const STANDING = { [WRITING]: "草稿，还没有点提交", [WAITING]: "等待发送", [REFUSED]: "" };

const drawn = (draft) => {
  const item = element("li");
  const words = element("p");
  words.append(element("b", { textContent: draft.label }), ` ${draft.name} `, element("span", { className: "soft num nowrap", textContent: local(draft.at).replace("T", " ") }), element("br"));
  words.append(element("span", { className: draft.state === REFUSED ? "is-bad" : "soft", textContent: draft.said || STANDING[draft.state] }));
  const actions = element("div", { className: "actions" });
  if (draft.state !== WAITING) actions.append(button(draft.state === REFUSED ? "修改" : "继续填写", () => resume(draft)));
  actions.append(button("丢弃", () => discard(draft)));
  item.append(words, actions);
  return item;
};

const show = async () => {
  const found = isLeft ? [] : await drafts.of(account);
  panel.hidden = found.length === 0;
  panel.querySelector("[data-count]").textContent = String(found.length);
  panel.querySelector("[data-send]").hidden = !found.some((draft) => draft.state === WAITING);
  panel.querySelector(".unsent-list").replaceChildren(...found.map(drawn));
  if (!found.some((draft) => draft.state === WAITING)) note("");
};

// ---- where a photo was taken, when it does not say so itself ----

const locate = (form) => {
  const said = form.querySelector("[data-located]");
  const field = (name) => named(form, name);
  const input = form.querySelector("input[type=file]");
  if (!input.files.length) return;
  field("by_phone").value = "1";
  if (!field("taken_at").value) field("taken_at").value = local(Math.min(input.files[0].lastModified, Date.now()));
  said.textContent = `拍摄时间 ${field("taken_at").value.replace("T", " ")}，正在定位……`;
  const failed = () => { said.textContent = "没有取得定位：照片自带的不受影响，没有的点这里填写经纬度"; };
  if (!navigator.geolocation || !window.isSecureContext) { failed(); return; }
  navigator.geolocation.getCurrentPosition((position) => {
    field("latitude").value = position.coords.latitude.toFixed(6);
    field("longitude").value = position.coords.longitude.toFixed(6);
    said.textContent = `拍摄时间 ${field("taken_at").value.replace("T", " ")}，已定位，误差约 ${Math.round(position.coords.accuracy)} 米`;
    changed(form);
  }, failed, { enableHighAccuracy: true, timeout: 20000, maximumAge: 60000 });
};

// ---- pages for the time without a network ----

const keep = async (address, isForced = false) => {
  if (!("caches" in window) || isLeft || !navigator.onLine) return;
  const cache = await caches.open(drafts.CACHE);
  const known = await cache.match(address, { ignoreVary: true });
  if (known && !isForced && Date.now() - Number(known.headers.get("X-Kept-At")) < KEPT_FRESH) return;
  const response = await fetch(address, { headers: { Accept: "text/html" } });
  if (response.status === 404 || response.status === 403) await cache.delete(address, { ignoreVary: true });
  if (!response.ok || response.redirected) return;
  const headers = new Headers(response.headers);
  headers.set("X-Kept-At", String(Date.now()));
  headers.set("X-Kept-Until", String(Date.now() + keepMilliseconds));
  const body = await response.blob();
  if (!isLeft) await cache.put(address, new Response(body, { headers }));
};

const keepAssets = async () => {
  const used = performance.getEntriesByType("resource").map((entry) => new URL(entry.name));
  const own = used.filter((address) => address.origin === location.origin && /\.(css|js|svg)$/.test(address.pathname) && !address.pathname.startsWith(root.dataset.list));
  const cache = await caches.open(drafts.CACHE);
  for (const address of new Set(own.map((one) => one.pathname))) {
    if (isLeft) return;
    // A name with a hash never changes its content; any other may, with the next version.
    const isSettled = /\.[0-9a-f]{12}\./.test(address) && await cache.match(address, { ignoreVary: true });
    if (!isSettled) await cache.add(address);
  }
};

const keepPages = async () => {
  if (!("serviceWorker" in navigator) || !navigator.onLine) return;
  await navigator.serviceWorker.register(root.dataset.worker, { scope: root.dataset.list });
  await keepAssets();
  const cards = [...document.querySelectorAll("a[data-keep]")].slice(0, MOST_KEPT).map((link) => link.getAttribute("href"));
  const here = formsHere().length ? [root.dataset.list + formsHere()[0].dataset.project + "/"] : [];
  for (const address of [root.dataset.list, ...here, ...cards]) await keep(address);
  root.dataset.kept = "1";
};

const network = () => {
  const away = document.querySelector("#away");
  away.hidden = navigator.onLine;
  away.textContent = `没有网络，显示的是 ${root.dataset.drawnAt} 的内容。照常填写，联网后自动发送。`;
};

// ---- setting it going ----

const restore = async () => {
  const found = (await drafts.of(account)).filter((draft) => draft.state === WRITING);
  for (const form of formsHere()) {
    const draft = found.find((one) => one.project === form.dataset.project && one.kind === form.dataset.draft);
    if (draft) fill(form, draft);
  }
};

const listen = () => {
  for (const form of formsHere()) {
    form.addEventListener("input", () => changed(form));
    form.addEventListener("change", (event) => {
      changed(form);
      if (form.dataset.draft === "photo" && event.target.type === "file") locate(form);
    });
    form.addEventListener("submit", (event) => { event.preventDefault(); event.stopPropagation(); submitted(form); });
  }
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open=photo]");
    const input = opener && document.querySelector("#photo input[type=file]");
    if (input && !input.files.length) input.click();
  });
  panel.querySelector("[data-send]").addEventListener("click", sendAll);
  window.addEventListener("online", () => { network(); sendAll(); });
  window.addEventListener("offline", network);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) sendAll(); });
  window.setInterval(sendAll, RETRY);
  if (!("BroadcastChannel" in window)) return;
  new BroadcastChannel("luodi-site").addEventListener("message", (event) => {
    if (event.data.account === account) { isLeft = true; location.reload(); }
  });
};

const start = async () => {
  network();
  await restore();
  listen();
  await show();
  await sendAll();
  await keepPages();
};

if (drafts.isPossible()) start().catch((error) => { console.warn("site", error); });
