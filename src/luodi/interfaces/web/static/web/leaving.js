// On every page: signing out takes what was kept on this phone with it, and another account never finds the pages of the last.
import * as drafts from "./drafts.js";

const account = document.body.dataset.account;
const left = "BroadcastChannel" in window ? new BroadcastChannel("luodi-site") : null;

const leave = async (form) => {
  try {
    const unsent = drafts.isPossible() ? (await drafts.of(account)).length : 0;
    if (unsent && !window.confirm(`还有 ${unsent} 件没有发送，退出后从这部手机上删除，不能找回。确定退出吗？`)) return;
    await drafts.forget(account);
    if (left) left.postMessage({ account });
  } catch (error) {
    console.warn("drafts", error);
  }
  form.submit();
};

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-leaves]")) return;
  event.preventDefault();
  delete event.target.dataset.sent;
  leave(event.target);
});

const seen = "luodi-site-account";
try {
  if (localStorage.getItem(seen) !== account) {
    drafts.forgetPages();
    localStorage.setItem(seen, account);
  }
} catch (error) {
  drafts.forgetPages();
}
