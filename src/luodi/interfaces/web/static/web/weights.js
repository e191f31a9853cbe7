// The sum of the weights of a sheet while one types; the server checks it again.
(() => {
  "use strict";
  const shown = document.querySelector("[data-weight-sum]");
  const inputs = [...document.querySelectorAll("[data-weight]")];
  if (!shown || !inputs.length) return;
  const add = () => {
    const hundredths = inputs.reduce((sum, input) => sum + Math.round((Number(input.value) || 0) * 100), 0);
    const gap = hundredths - 10000;
    const text = (number) => String(number / 100);
    shown.textContent = gap === 0 ? "合计 100" : `合计 ${text(hundredths)}，${gap > 0 ? "多" : "少"} ${text(Math.abs(gap))}`;
    shown.classList.toggle("is-wrong", gap !== 0);
    shown.classList.toggle("is-right", gap === 0);
  };
  inputs.forEach((input) => input.addEventListener("input", add));
  add();
})();
