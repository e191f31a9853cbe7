// The editor of a paper on top of its text area: figures are chips that cannot be changed, each paragraph keeps its level.
// The text (lines with 【一级】 marks and 〔name：value〕 figures) is the truth; the page is drawn from it, undo walks over it.
"use strict";

(() => {
  const form = document.querySelector("form[data-paper-editor]");
  const area = form && form.querySelector("textarea[name=text]");
  if (!area) return;

  const MARKS = ["【标题】", "【一级】", "【二级】", "【三级】", "【四级】", "【图表】"];
  const KINDS = [["", "正文"], ["【标题】", "标题"], ["【一级】", "一级标题　一、"], ["【二级】", "二级标题（一）"], ["【三级】", "三级标题　1."], ["【四级】", "四级标题（1）"], ["【图表】", "表格或图"]];
  const PATTERN = /〔[^〔〕：\n]+：[^〔〕\n]*〕/g;
  const KEPT = 200;
  const figures = new Set([...document.querySelectorAll("[data-insert]")].map((one) => one.dataset.insert));
  (area.value.match(PATTERN) || []).forEach((written) => figures.add(written));

  // ---- text to lines and back ----
  const lineOf = (raw) => {
    const text = raw.trim();
    const kind = MARKS.find((mark) => text.startsWith(mark)) || "";
    return { kind, text: text.slice(kind.length) };
  };
  const linesOf = (text) => text.replace(/\r\n?/g, "\n").split("\n").filter((raw) => raw.trim()).map(lineOf);
  const textOf = (lines) => `${lines.map((line) => line.kind + line.text).join("\n")}\n`;
  const copyOf = (lines) => lines.map((line) => ({ ...line }));

  // ---- drawing ----
  const paper = document.createElement("div");
  paper.className = "paper-editor";
  paper.contentEditable = "true";
  paper.spellcheck = false;
  paper.setAttribute("role", "textbox");
  paper.setAttribute("aria-multiline", "true");
  paper.setAttribute("aria-label", "正文");

  const chipOf = (written) => {
    const colon = written.indexOf("：");
    const chip = document.createElement("span");
    chip.className = "chip";
    chip.contentEditable = "false";
    chip.title = `${written.slice(1, colon)}：台账数字，可移动、删除，不能改写`;
    const name = document.createElement("span");
    name.className = "chip-name";
    name.textContent = written.slice(0, colon + 1);
    const close = document.createElement("span");
    close.className = "chip-name";
    close.textContent = "〕";
    chip.append(name, written.slice(colon + 1, -1), close);
    return chip;
  };
  const fill = (node, text) => {
    let at = 0;
    for (const found of text.matchAll(PATTERN)) {
      if (!figures.has(found[0])) continue;
      if (found.index > at) node.append(text.slice(at, found.index));
      node.append(chipOf(found[0]));
      at = found.index + found[0].length;
    }
    if (at < text.length) node.append(text.slice(at));
    if (!node.childNodes.length || node.lastChild.nodeType !== Node.TEXT_NODE) node.append(document.createElement("br"));
  };
  const draw = (lines) => {
    paper.replaceChildren(...lines.map((line) => {
      const node = document.createElement("p");
      node.dataset.kind = line.kind;
      fill(node, line.text);
      return node;
    }));
  };
  const read = () => {
    const nodes = [...paper.childNodes];
    return nodes.map((node) => ({ kind: (node.dataset && node.dataset.kind) || "", text: node.textContent.replace(/[\u00a0\n]/g, " ") }));
  };

  // ---- places: {line, offset} counts characters of the text, never inside a chip ----
  const placeOf = (node, offset) => {
    let lineNode = node;
    if (node === paper) {
      const child = paper.childNodes[Math.min(offset, paper.childNodes.length - 1)];
      const isEnd = offset >= paper.childNodes.length;
      return { line: [...paper.childNodes].indexOf(child), offset: isEnd && child ? child.textContent.length : 0 };
    }
    while (lineNode.parentNode !== paper) lineNode = lineNode.parentNode;
    const before = document.createRange();
    before.setStart(lineNode, 0);
    before.setEnd(node, offset);
    return { line: [...paper.childNodes].indexOf(lineNode), offset: before.toString().length };
  };
  const chipBounds = (lines, place, isEnd) => {
    for (const found of lines[place.line].text.matchAll(PATTERN)) {
      const end = found.index + found[0].length;
      if (figures.has(found[0]) && found.index < place.offset && place.offset < end) return { ...place, offset: isEnd ? end : found.index };
    }
    return place;
  };
  const later = (one, other) => one.line > other.line || (one.line === other.line && one.offset > other.offset);
  let last = null;
  const selected = (lines) => {
    const chosen = window.getSelection();
    if (!chosen.rangeCount || !paper.contains(chosen.anchorNode)) return last || { start: { line: lines.length - 1, offset: lines.at(-1).text.length }, end: { line: lines.length - 1, offset: lines.at(-1).text.length } };
    const range = chosen.getRangeAt(0);
    const start = chipBounds(lines, placeOf(range.startContainer, range.startOffset), false);
    const end = chipBounds(lines, placeOf(range.endContainer, range.endOffset), true);
    return { start, end };
  };
  const nodeAt = (place) => {
    const lineNode = paper.childNodes[Math.min(place.line, paper.childNodes.length - 1)];
    let left = place.offset;
    for (const child of lineNode.childNodes) {
      const length = child.textContent.length;
      if (child.nodeType === Node.TEXT_NODE && left <= length) return [child, left];
      if (child.nodeType !== Node.TEXT_NODE && left === 0) return [lineNode, [...lineNode.childNodes].indexOf(child)];
      left -= length;
    }
    return [lineNode, lineNode.childNodes.length - (lineNode.lastChild && lineNode.lastChild.nodeName === "BR" ? 1 : 0)];
  };
  const select = (start, end = start) => {
    const range = document.createRange();
    range.setStart(...nodeAt(start));
    range.setEnd(...nodeAt(end));
    const chosen = window.getSelection();
    chosen.removeAllRanges();
    chosen.addRange(range);
    last = { start, end };
  };

  // ---- history: what the text was and where the cursor stood ----
  let past = [];
  let future = [];
  let now = { lines: linesOf(area.value), start: { line: 0, offset: 0 }, end: { line: 0, offset: 0 } };
  let wasTyping = 0;
  const keep = (isTyping) => {
    const joins = isTyping && Date.now() - wasTyping < 900;
    wasTyping = isTyping ? Date.now() : 0;
    if (!joins) past.push(now);
    if (past.length > KEPT) past.shift();
    future = [];
  };
  const show = (state) => {
    now = state;
    draw(copyOf(state.lines));
    area.value = textOf(state.lines);
    paper.focus();
    select(state.start, state.end);
    showKind();
  };
  const change = (lines, start, end = start) => {
    keep(false);
    show({ lines: lines.length ? lines : [{ kind: "", text: "" }], start, end });
  };
  const walk = (from, to) => {
    if (!from.length) return;
    to.push(now);
    show(from.pop());
    wasTyping = 0;
  };
  const undo = () => walk(past, future);
  const redo = () => walk(future, past);

  // ---- acts on the text ----
  const replace = (text) => {
    const lines = read();
    const { start, end } = selected(lines);
    const pieces = text.replace(/\r\n?/g, "\n").split("\n");
    const head = lines[start.line].text.slice(0, start.offset);
    const tail = lines[end.line].text.slice(end.offset);
    const made = pieces.map((piece, at) => (at === 0 ? { kind: lines[start.line].kind, text: head + piece } : lineOf(piece)));
    if (pieces.length > 1 && !head && MARKS.some((mark) => pieces[0].startsWith(mark))) made[0] = lineOf(pieces[0]);
    const closing = made.at(-1);
    const offset = closing.text.length;
    closing.text += tail;
    lines.splice(start.line, end.line - start.line + 1, ...made);
    change(lines, { line: start.line + made.length - 1, offset });
  };
  const erase = (isForward) => {
    const lines = read();
    const { start, end } = selected(lines);
    if (later(end, start)) { replace(""); return; }
    const line = lines[start.line];
    if (!isForward && start.offset === 0) {
      if (line.kind && !line.text) { line.kind = ""; change(lines, start); return; }
      if (start.line === 0) return;
      const offset = lines[start.line - 1].text.length;
      lines[start.line - 1].text += line.text;
      lines.splice(start.line, 1);
      change(lines, { line: start.line - 1, offset });
    } else if (isForward && start.offset === line.text.length && start.line < lines.length - 1) {
      line.text += lines[start.line + 1].text;
      lines.splice(start.line + 1, 1);
      change(lines, start);
    } else {
      const chip = [...line.text.matchAll(PATTERN)].find((found) => figures.has(found[0])
        && (isForward ? found.index === start.offset : found.index + found[0].length === start.offset));
      if (!chip) return false;
      line.text = line.text.slice(0, chip.index) + line.text.slice(chip.index + chip[0].length);
      change(lines, { line: start.line, offset: chip.index });
    }
    return true;
  };
  const move = (by) => {
    const lines = read();
    const { start, end } = selected(lines);
    const goal = start.line + by;
    if (goal < 0 || goal >= lines.length) return;
    const [line] = lines.splice(start.line, 1);
    lines.splice(goal, 0, line);
    change(lines, { line: goal, offset: start.offset }, { line: goal, offset: end.line === start.line ? end.offset : start.offset });
  };
  const setKind = (kind) => {
    const lines = read();
    const { start, end } = selected(lines);
    for (let at = start.line; at <= end.line; at += 1) lines[at].kind = kind;
    change(lines, start, end);
  };

  // ---- what the browser would like to do itself ----
  paper.addEventListener("beforeinput", (event) => {
    const kind = event.inputType;
    if (event.isComposing || kind === "insertCompositionText") return;
    if (kind === "historyUndo" || kind === "historyRedo") { event.preventDefault(); (kind === "historyUndo" ? undo : redo)(); return; }
    if (kind === "insertParagraph" || kind === "insertLineBreak") {
      event.preventDefault();
      const lines = read();
      const { start } = selected(lines);
      if (lines[start.line].text.length === start.offset && lines[start.line].kind) {
        lines.splice(start.line + 1, 0, { kind: "", text: "" });
        change(lines, { line: start.line + 1, offset: 0 });
      } else replace("\n");
      return;
    }
    if (kind.startsWith("format") || kind === "insertFromDrop" || kind === "deleteByDrag") { event.preventDefault(); return; }
    const { start, end } = selected(read());
    if (kind.startsWith("delete")) {
      if (later(end, start)) { event.preventDefault(); replace(""); return; }
      if (erase(kind.endsWith("Forward")) !== false) event.preventDefault();
    } else if (kind === "insertText" && later(end, start)) {
      event.preventDefault();
      replace(event.data || "");
    }
  });
  const takeOver = () => {
    keep(true);
    const lines = read();
    if (!lines.length || [...paper.childNodes].some((node) => node.nodeName !== "P")) {
      const whole = lines.length ? lines : [{ kind: "", text: "" }];
      show({ lines: whole, start: { line: 0, offset: whole[0].text.length }, end: { line: 0, offset: whole[0].text.length } });
      return;
    }
    now = { lines, ...selected(lines) };
    area.value = textOf(lines);
  };
  paper.addEventListener("input", (event) => { if (!event.isComposing) takeOver(); });
  paper.addEventListener("compositionend", takeOver);

  // ---- clipboard: plain text both ways, figures by their names ----
  const chosenText = () => {
    const lines = read();
    const { start, end } = selected(lines);
    if (!later(end, start)) return "";
    return lines.slice(start.line, end.line + 1).map((line, at, all) => {
      const from = at === 0 ? start.offset : 0;
      const until = at === all.length - 1 ? end.offset : line.text.length;
      return (from === 0 && all.length > 1 ? line.kind : "") + line.text.slice(from, until);
    }).join("\n");
  };
  ["copy", "cut"].forEach((act) => paper.addEventListener(act, (event) => {
    const text = chosenText();
    if (!text) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", text);
    if (act === "cut") replace("");
  }));
  paper.addEventListener("paste", (event) => {
    event.preventDefault();
    replace(event.clipboardData.getData("text/plain").replace(/\n+$/, ""));
  });
  paper.addEventListener("drop", (event) => event.preventDefault());

  // ---- keys ----
  paper.addEventListener("keydown", (event) => {
    const key = event.key.toLowerCase();
    const control = event.ctrlKey || event.metaKey;
    if (control && key === "z") { event.preventDefault(); (event.shiftKey ? redo : undo)(); }
    else if (control && key === "y") { event.preventDefault(); redo(); }
    else if (control && ["b", "i", "u"].includes(key)) event.preventDefault();
    else if (event.altKey && (key === "arrowup" || key === "arrowdown")) { event.preventDefault(); move(key === "arrowup" ? -1 : 1); }
  });

  // ---- tools ----
  const tools = document.createElement("div");
  tools.className = "editor-tools";
  tools.setAttribute("role", "toolbar");
  tools.setAttribute("aria-label", "编辑");
  const chooser = document.createElement("select");
  chooser.className = "form-select";
  chooser.setAttribute("aria-label", "本段级别");
  KINDS.forEach(([value, label]) => chooser.append(new Option(label, value)));
  chooser.addEventListener("change", () => setKind(chooser.value));
  const button = (label, act, hint) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn btn-small";
    made.textContent = label;
    made.title = hint;
    made.addEventListener("mousedown", (event) => event.preventDefault());
    made.addEventListener("click", act);
    return made;
  };
  const names = document.createElement("label");
  names.className = "editor-names";
  const box = document.createElement("input");
  box.type = "checkbox";
  box.className = "form-check-input";
  box.checked = true;
  box.addEventListener("change", () => paper.classList.toggle("is-bare", !box.checked));
  names.append(box, " 显示数据名称");
  tools.append(chooser, button("上移", () => move(-1), "本段上移（Alt+↑）"), button("下移", () => move(1), "本段下移（Alt+↓）"),
    button("撤销", undo, "撤销（Ctrl+Z）"), button("重做", redo, "重做（Ctrl+Y）"), names);
  function showKind() {
    const lines = read();
    if (!lines.length) return;
    chooser.value = lines[Math.min(selected(lines).start.line, lines.length - 1)].kind;
  }
  document.addEventListener("selectionchange", () => {
    const chosen = window.getSelection();
    if (!chosen.rangeCount || !paper.contains(chosen.anchorNode) || !paper.childNodes.length) return;
    last = selected(read());
    showKind();
  });

  // ---- the list of figures ----
  document.querySelectorAll("[data-insert]").forEach((one) => {
    one.hidden = false;
    one.previousElementSibling.hidden = true;
    one.title = "插入到光标处";
    one.addEventListener("mousedown", (event) => event.preventDefault());
    one.addEventListener("click", () => replace(one.dataset.insert));
  });
  const search = document.querySelector("[data-figure-search]");
  const none = document.querySelector("[data-figure-none]");
  search.hidden = false;
  search.querySelector("input").addEventListener("input", (event) => {
    const words = event.target.value.trim().split(/\s+/).filter(Boolean);
    let found = 0;
    document.querySelectorAll("[data-figure]").forEach((row) => {
      row.hidden = !words.every((word) => row.textContent.includes(word));
      found += row.hidden ? 0 : 1;
    });
    none.hidden = found > 0;
  });

  // ---- leaving with unsaved words ----
  const original = textOf(now.lines);
  window.addEventListener("beforeunload", (event) => { if (!form.dataset.sent && area.value !== original) event.preventDefault(); });
  form.addEventListener("submit", () => { area.value = textOf(read().filter((line) => line.text.trim())); });

  area.hidden = true;
  area.removeAttribute("required");
  draw(copyOf(now.lines));
  area.before(tools, paper);
  const label = form.querySelector(`label[for="${CSS.escape(area.id)}"]`);
  if (label) label.hidden = true;
})();
