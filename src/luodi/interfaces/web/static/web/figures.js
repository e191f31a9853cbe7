// A figure of a paper by click: what is behind it comes into a box over the page; without scripts the link opens a page.
"use strict";

(() => {
  const box = document.querySelector("#figure");
  if (!box) return;
  box.addEventListener("htmx:afterSwap", () => {
    if (!box.open) box.showModal();
    box.scrollTop = 0;
  });
  box.addEventListener("click", (event) => { if (event.target === box) box.close(); });
})();
