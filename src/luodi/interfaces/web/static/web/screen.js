// The board on the wall: draws its trends, keeps the last good picture when the server is away and says since when.
"use strict";

(() => {
  const drawn = new Map();
  const read = (id) => JSON.parse(document.getElementById(id).textContent);

  // Words grow with the wall: the page's root size follows the width of the window.
  const sized = (options) => {
    const size = Math.round(parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.8);
    for (const axis of [options.xAxis, options.yAxis]) axis.axisLabel = { ...axis.axisLabel, fontSize: size };
    options.legend.textStyle = { ...options.legend.textStyle, fontSize: size };
    options.grid.top = size * 2.2;
    return { ...options, animation: false };
  };

  const draw = (figure) => {
    const chart = window.echarts.init(figure.querySelector(".wall-canvas"), null, { renderer: "canvas" });
    chart.setOption(sized(read(figure.dataset.options)));
    drawn.set(figure, chart);
  };
  const redraw = (which) => drawn.forEach((chart, figure) => {
    chart.setOption(sized(read(figure.dataset[which])));
    chart.resize();
  });
  const drawAll = () => {
    drawn.forEach((chart, figure) => { if (!figure.isConnected) { chart.dispose(); drawn.delete(figure); } });
    document.querySelectorAll("figure.wall-chart").forEach((figure) => { if (!drawn.has(figure)) draw(figure); });
  };
  document.addEventListener("DOMContentLoaded", drawAll);
  window.addEventListener("resize", () => redraw("options"));
  window.addEventListener("beforeprint", () => redraw("paper"));
  window.addEventListener("afterprint", () => redraw("options"));

  const lost = (why) => {
    const line = document.getElementById("lost");
    const since = document.querySelector("[data-drawn-at]").dataset.drawnAt;
    line.textContent = `${why}，显示的是 ${since} 的画面，每分钟自动重试`;
    line.hidden = false;
  };
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status >= 400) { event.detail.shouldSwap = false; lost(`服务器答复异常（${event.detail.xhr.status}）`); }
  });
  document.addEventListener("htmx:afterSwap", () => { document.getElementById("lost").hidden = true; drawAll(); });
  document.addEventListener("htmx:sendError", () => lost("与服务器失去联系"));
  document.addEventListener("htmx:timeout", () => lost("服务器没有应答"));
})();
