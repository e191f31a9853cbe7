// Conveniences on top of pages that also work without scripts: keys, menus, picking rows, dropping files, messages.
"use strict";

(() => {
  document.documentElement.classList.add("has-script");
  const isTyping = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;

  // ---- keys: "/" search, "g" + letter to go, Ctrl+Enter to submit, "?" shows the list ----
  let waitsForPlace = 0;

  const goTo = (letter) => {
    const link = document.querySelector(`.side a[data-key="${CSS.escape(letter)}"]`);
    if (link) link.click();
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const form = event.target.closest("form");
      if (form) { event.preventDefault(); form.requestSubmit(form.querySelector("button[type=submit]:not([disabled])")); }
      return;
    }
    if (event.key === "Escape") { closeMenus(null); if (location.hash === "#menu") location.hash = ""; return; }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (Date.now() - waitsForPlace < 1500) { waitsForPlace = 0; goTo(event.key.toLowerCase()); return; }
    if (event.key === "/") {
      const search = document.querySelector("#search");
      if (search) { event.preventDefault(); search.focus(); search.select(); }
    } else if (event.key === "g") {
      waitsForPlace = Date.now();
    } else if (event.key === "?") {
      const keys = document.querySelector("#keys");
      if (keys) keys.showModal();
    }
  });

  // ---- the search page: arrow down leads from the field into what was found, arrows move, Enter opens ----
  document.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const found = [...document.querySelectorAll("[data-found] .lines > li a:first-of-type")];
    const at = found.indexOf(document.activeElement);
    if (!found.length || (at < 0 && event.target.id !== "search")) return;
    event.preventDefault();
    const next = at + (event.key === "ArrowDown" ? 1 : -1);
    (found[next] || (next < 0 ? document.querySelector("#search") : found[at])).focus();
  });

  // ---- menus that open close each other ----
  const closeMenus = (except) => {
    document.querySelectorAll("details.drop[open]").forEach((menu) => { if (menu !== except) menu.open = false; });
  };
  document.addEventListener("click", (event) => {
    closeMenus(event.target.closest("details.drop"));
    const closer = event.target.closest("[data-close]");
    if (closer) {
      const dialog = closer.closest("dialog");
      if (dialog) dialog.close(); else closer.closest(".message").remove();
    }
    const printer = event.target.closest("[data-print]");
    if (printer) window.print();
  });

  // ---- forms: filters apply at once, one click sends once, destructive acts ask ----
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-apply]");
    if (form && event.target.matches("select, input[type=date], input[type=checkbox]")) form.requestSubmit();
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const question = (event.submitter && event.submitter.dataset.ask) || form.dataset.ask;
    if (question && !window.confirm(question)) { event.preventDefault(); return; }
    if (form.method !== "post" || event.defaultPrevented) return;
    // A file comes down and the page stays: the next button must work at once.
    if (event.submitter && event.submitter.matches("[data-download]")) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    window.setTimeout(() => { delete form.dataset.sent; }, 8000);
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; });
  });

  // ---- picking rows: the boxes stand in the table and belong to the form by their form attribute ----
  const showPicked = (form) => {
    const boxes = [...form.elements].filter((element) => element.type === "checkbox" && element.closest("tbody .pick"));
    const picked = boxes.filter((box) => box.checked).length;
    const all = [...form.elements].find((element) => element.matches("[data-pick-all]"));
    if (all) { all.checked = picked > 0 && picked === boxes.length; all.indeterminate = picked > 0 && picked < boxes.length; }
    const words = document.querySelector(`[data-picked="${CSS.escape(form.id)}"]`);
    if (words) words.textContent = picked ? `，已选 ${picked} 条` : "";
    [...form.elements].filter((element) => element.matches("[data-needs-pick]")).forEach((button) => { button.disabled = picked === 0; });
  };
  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (!form || !form.matches("[data-picking]")) return;
    if (event.target.matches("[data-pick-all]")) {
      [...form.elements].filter((element) => element.closest("tbody .pick")).forEach((box) => { box.checked = event.target.checked; });
    }
    showPicked(form);
  });

  // ---- dropping files ----
  const setUpDropZones = (root) => {
    root.querySelectorAll("[data-drop]").forEach((zone) => {
      const input = zone.querySelector("input[type=file]");
      const mark = (isOver) => zone.classList.toggle("is-over", isOver);
      ["dragenter", "dragover"].forEach((name) => zone.addEventListener(name, (event) => { event.preventDefault(); mark(true); }));
      ["dragleave", "drop"].forEach((name) => zone.addEventListener(name, () => mark(false)));
      zone.addEventListener("drop", (event) => {
        event.preventDefault();
        if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; input.dispatchEvent(new Event("change", { bubbles: true })); }
      });
    });
  };

  // ---- tabs that are wider than the screen ----
  const showTab = (root) => {
    root.querySelectorAll(".tabs [aria-current=page]").forEach((tab) => {
      const row = tab.closest(".tabs"), place = tab.getBoundingClientRect(), frame = row.getBoundingClientRect();
      row.scrollLeft += place.left - frame.left - (frame.width - place.width) / 2;
    });
  };

  const setUp = (root) => {
    setUpDropZones(root);
    showTab(root);
    root.querySelectorAll("form[data-picking]").forEach(showPicked);
  };
  document.addEventListener("DOMContentLoaded", () => setUp(document));
  document.addEventListener("htmx:load", (event) => { if (event.target !== document.body) setUp(event.target); });
})();
