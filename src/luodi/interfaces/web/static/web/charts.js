// Draws every figure.chart from the options that stand beside it; without this the table below it says the same.
"use strict";

(() => {
  const drawn = [];
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches || new URLSearchParams(location.search).has("still");

  const draw = (figure) => {
    if (figure.classList.contains("is-drawn")) return;
    const options = JSON.parse(document.getElementById(figure.dataset.options).textContent);
    figure.classList.add("is-drawn");
    const chart = window.echarts.init(figure.querySelector(".chart-canvas"), null, { renderer: "canvas" });
    chart.setOption({ animation: !calm, ...options });
    drawn.push(chart);
    const save = figure.querySelector("[data-save-picture]");
    if (save) {
      save.hidden = false;
      save.addEventListener("click", () => {
        const link = document.createElement("a");
        link.href = chart.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: "#ffffff" });
        link.download = `${save.dataset.savePicture}.png`;
        link.click();
      });
    }
  };

  const drawAll = (root) => root.querySelectorAll("figure.chart").forEach(draw);
  document.addEventListener("DOMContentLoaded", () => drawAll(document));
  document.addEventListener("htmx:load", (event) => drawAll(event.target));
  window.addEventListener("resize", () => drawn.forEach((chart) => chart.resize()));

  // On paper nothing moves and nothing opens: charts stand still, and the tables that belong on paper lie open.
  let opened = [];
  window.addEventListener("beforeprint", () => {
    drawn.forEach((chart) => {
      chart.setOption({ animation: false });
      chart.resize();
    });
    opened = [...document.querySelectorAll(".prints-tables .chart details:not([open])")];
    opened.forEach((table) => table.setAttribute("open", ""));
  });
  window.addEventListener("afterprint", () => opened.forEach((table) => table.removeAttribute("open")));
})();
