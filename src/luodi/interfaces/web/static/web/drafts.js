// What was filled in on site and is not sent yet, kept on this phone. A draft belongs to one account; no other sees it.
const NAME = "luodi-site";
const STORE = "drafts";
export const CACHE = "luodi-site";

const asked = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

const opened = () => {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "key" }).createIndex("account", "account");
  return asked(request);
};

// One transaction on the drafts; resolves when what was written is on the disk.
const within = async (mode, act) => {
  const database = await opened();
  try {
    const transaction = database.transaction(STORE, mode);
    const ended = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    const answer = await act(transaction.objectStore(STORE));
    await ended;
    return answer;
  } finally {
    database.close();
  }
};

export const isPossible = () => "indexedDB" in window && window.indexedDB !== null;

// {key, account, project, name, kind, label, action, fields: [[name, value]], files: [{field, name, type, bytes}], state, said, at}
export const put = (draft) => within("readwrite", (store) => asked(store.put(draft)));
export const remove = (key) => within("readwrite", (store) => asked(store.delete(key)));
export const one = (key) => within("readonly", (store) => asked(store.get(key)));
export const of = async (account) => {
  const found = await within("readonly", (store) => asked(store.index("account").getAll(account)));
  return found.sort((first, second) => first.at - second.at);
};

// Pages that were kept for the time without a network: they name projects, so they go when the person goes.
export const forgetPages = async () => { if ("caches" in window) await caches.delete(CACHE); };

export const forget = async (account) => {
  await forgetPages();
  if (!isPossible()) return;
  await within("readwrite", async (store) => {
    const keys = await asked(store.index("account").getAllKeys(account));
    await Promise.all(keys.map((key) => asked(store.delete(key))));
  });
};

// A key by chance; randomUUID exists only where the address is secure, this everywhere.
export const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
