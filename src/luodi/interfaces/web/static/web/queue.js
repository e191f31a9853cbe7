// Judging slips. The queue by keyboard: j and k move, x picks, Enter opens, Ctrl+Enter decides; facts and evidence of the row stand beside it.
"use strict";

(() => {
  const queue = () => document.querySelector("[data-queue]");
  const rows = () => [...queue().querySelectorAll("table.sheet > tbody > tr")];
  const link = (row) => row.querySelector("th a");
  let waiting = 0;

  const at = () => rows().findIndex((row) => row.classList.contains("is-at"));

  const showBeside = (row) => {
    const place = document.querySelector("#beside");
    if (!place || !window.htmx || getComputedStyle(place).display === "none") return;
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => {
      window.htmx.ajax("GET", `${link(row).getAttribute("href")}beside/`, { target: "#beside", swap: "innerHTML" });
    }, 120);
  };

  const goTo = (number) => {
    const all = rows();
    const row = all[Math.min(Math.max(number, 0), all.length - 1)];
    if (!row) return;
    all.forEach((one) => one.classList.toggle("is-at", one === row));
    row.scrollIntoView({ block: "nearest" });
    showBeside(row);
  };

  const pick = () => {
    const row = rows()[at()];
    const box = row && row.querySelector(".pick input");
    if (!box) return;
    box.checked = !box.checked;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const acts = {
    j: () => goTo(at() + 1),
    k: () => goTo(at() - 1),
    x: pick,
    Enter: () => { const row = rows()[at()]; if (row) link(row).click(); },
  };

  document.addEventListener("keydown", (event) => {
    if (!queue() || event.altKey || event.metaKey) return;
    if (event.ctrlKey && event.key === "Enter" && !event.target.closest("form")) {
      const form = document.querySelector("#decide");
      const button = form && form.querySelector("button[type=submit]:not([disabled])");
      if (button) { event.preventDefault(); form.requestSubmit(button); }
      return;
    }
    if (event.ctrlKey || event.target.closest("input:not([type=checkbox]), textarea, select, a, button, summary")) return;
    const act = acts[event.key];
    if (act) { event.preventDefault(); act(); }
  });

  document.addEventListener("click", (event) => {
    const row = event.target.closest("[data-queue] table.sheet > tbody > tr");
    if (row && !event.target.closest("a, input")) goTo(rows().indexOf(row));
  });

  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-pick-every]")) return;
    rows().forEach((row) => { row.querySelector(".pick input").checked = event.target.checked; });
    const first = rows()[0];
    if (first) first.querySelector(".pick input").dispatchEvent(new Event("change", { bubbles: true }));
  });

  // A step that needs a reason is not sent without one: the field says so and takes the cursor. Asked before the page's own
  // listeners, so that a form which was held back does not count as sent.
  document.addEventListener("submit", (event) => {
    const sentence = event.submitter && event.submitter.dataset.needsNote;
    const field = event.target.elements.note;
    if (!sentence || field.value.trim()) return;
    event.preventDefault();
    event.stopPropagation();
    field.setCustomValidity(sentence);
    field.reportValidity();
    field.focus();
    // Another button, or a word in the field, and the sentence is gone.
    ["input", "keydown", "blur"].forEach((name) => field.addEventListener(name, () => field.setCustomValidity(""), { once: true }));
  }, true);

  document.addEventListener("DOMContentLoaded", () => {
    const refused = document.querySelector("#decide [autofocus]");
    if (refused) { refused.focus(); return; }
    const place = document.querySelector("#beside");
    if (place && getComputedStyle(place).display !== "none" && rows().length) goTo(0);
  });
})();
