/* The claim timeline in a page: filters, zoom, the keyboard, a table. It reads the data beside it and loads nothing.
   Article text is hostile, so every word of it goes through textContent, and a link must begin with http. */
(() => {
"use strict";
const STEP = 13, LEVELS = 10, LANES = 12, MARGIN = 70, LABELS = 190, NARROW = 640, ROWS = 200, TOP = 38, DAY = 86400000;
const FONT = '13px "Source Sans 3", "Segoe UI", "Helvetica Neue", "Noto Sans", Arial, sans-serif';
const LARGEST = "ABCDEF"; // threads whose lines are drawn; the others' are when one of their claims is looked at
const OTHERS = "Other sources";
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const FILTERS = [["source", "Source"], ["outlet", "Outlet"], ["thread", "Thread"], ["kind", "Kind"], ["wording", "Wording"]];
const WORDINGS = {direct: "quoted word for word", mixed: "quoted in part", indirect: "paraphrased"};
const SHAPES = {
  statement: "M-4.2,0a4.2,4.2 0 1,0 8.4,0a4.2,4.2 0 1,0 -8.4,0z", denial: "M-4,-4h8v8h-8z",
  amendment: "M0,-4.9L4.8,3.9H-4.8z", withdrawal: "M0,4.9L4.8,-3.9H-4.8z", confirmation: "M0,-5.4L5.4,0L0,5.4L-5.4,0z",
};
const COLUMNS = ["day", "source", "kind", "sentence", "outlet", "headline", "thread", "role"];

function make(name, attributes = {}, ...children) {
  const drawn = /^(svg|g|path|text|line|circle|rect|polyline)$/.test(name);
  const made = drawn ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function dayText(day, year = true) {
  const date = new Date(day * DAY);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}${year ? ` ${date.getUTCFullYear()}` : ""}`;
}

/* Claims as objects, in order of the day; the data has each column's different values once, and their numbers. */
function read(data) {
  const rows = Array.from({length: data.rows}, (_, number) => ({number}));
  for (const [name, {values, codes}] of Object.entries(data.columns)) {
    const numbers = codes.split(" ").map(Number);
    for (const row of rows) row[name] = numbers[row.number] < 0 ? "" : values[numbers[row.number]];
  }
  for (const row of rows) row.at = row.day ? Math.round(Date.parse(row.day) / DAY) : null;
  return rows;
}

function count(rows, name) {
  const counts = new Map();
  for (const row of rows) if (row[name]) counts.set(row[name], (counts.get(row[name]) || 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/* Days to label on an axis, at least 80 pixels apart. */
function ticks(from, to, width) {
  const days = (to - from) * 80 / width;
  const found = [];
  const step = [1, 2, 7, 14].find(size => size >= days);
  if (step) {
    for (let day = Math.ceil(from / step) * step + (step > 2 ? 4 : 0); day <= to; day += step) found.push(day);
    return found.filter(day => day >= from);
  }
  const months = [1, 3, 6, 12, 24, 60, 120].find(size => size * 30 >= days) || 240;
  const first = new Date(from * DAY);
  for (let month = Math.ceil((first.getUTCFullYear() * 12 + first.getUTCMonth()) / months) * months; ; month += months) {
    const day = Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY;
    if (day > to) return found;
    if (day >= from) found.push(day);
  }
}

function start(place, order) {
  const source = place.querySelector('script[type="application/json"]');
  if (!source) return;
  const data = JSON.parse(source.textContent);
  const rows = read(data);
  const dated = rows.filter(row => row.at !== null);
  const lowest = dated.length ? dated[0].at - 1 : 0, highest = dated.length ? dated[dated.length - 1].at + 1 : 2;
  const undated = dated.length < rows.length;
  const threadSize = new Map(count(rows, "thread"));
  const chosen = {};
  let from = lowest, to = highest, shown = rows, active = null, pinned = false, places = new Map(), limit = ROWS;

  const pencil = document.createElement("canvas").getContext("2d");
  const svg = make("svg", {class: "plot"});
  const plot = make("div", {class: "plot-box"}, svg);
  const panel = make("div", {class: "claim", role: "region", "aria-label": "The claim", tabindex: "0"});
  const status = make("p", {class: "status", role: "status"});
  const table = make("div", {class: "scroll", tabindex: "0", role: "region", "aria-label": "Claims that fit the filters"});
  const help = make("p", {class: "help", id: `dateline-timeline-help-${order}`},
    "Arrow keys go from claim to claim in order of the day, up and down to another source; + and − zoom, 0 shows all days, " +
    "Enter goes on to the article, Escape comes back. A click holds a claim.");
  const controls = make("div", {class: "controls"});

  /* Filters. */
  function fits(row, without) {
    return FILTERS.every(([name]) => name === without || !chosen[name] || row[name] === chosen[name])
      && (!chosen.words || `${row.sentence} ${row.headline} ${row.source}`.toLowerCase().includes(chosen.words));
  }
  function option(value, text) {
    const made = make("option", {}, text);
    made.value = value;
    return made;
  }
  function control(label, name, input) {
    input.id = `dateline-timeline-${name}-${order}`;
    controls.append(make("div", {}, make("label", {for: input.id}, label), input));
  }
  for (const [name, label] of FILTERS) {
    const counts = count(rows, name);
    if (counts.length < 2 && name !== "thread" || !counts.length) continue;
    const list = make("select", {}, option("", "all"), ...counts.map(([value, number]) =>
      option(value, `${name === "wording" ? WORDINGS[value] || value : value} (${number})`)));
    list.addEventListener("change", () => { chosen[name] = list.value; filter(); });
    control(label, name, list);
  }
  const words = make("input", {type: "search", autocomplete: "off"});
  words.addEventListener("input", () => { chosen.words = words.value.trim().toLowerCase(); filter(); });
  control("Words", "words", words);

  const buttons = make("div", {class: "buttons", role: "group", "aria-label": "View"});
  function button(text, label, act) {
    const made = make("button", {type: "button", ...(label && {"aria-label": label})}, text);
    made.addEventListener("click", act);
    return made;
  }
  const view = button("Show as a table", "", () => {
    const asTable = table.hidden;
    table.hidden = !asTable;
    plot.hidden = panel.hidden = help.hidden = legend.hidden = asTable;
    view.textContent = asTable ? "Show as a figure" : "Show as a table";
    asTable ? list() : draw();
  });
  const clear = button("Clear filters", "", () => {
    for (const input of controls.querySelectorAll("select, input")) input.value = "";
    for (const name of Object.keys(chosen)) delete chosen[name];
    zoom(Infinity);
    filter();
  });
  buttons.append(
    button("+", "Zoom in", () => zoom(0.5)), button("−", "Zoom out", () => zoom(2)),
    button("‹", "Earlier days", () => pan(-(to - from) / 3)), button("›", "Later days", () => pan((to - from) / 3)),
    button("All days", "", () => zoom(Infinity)), clear, view);

  function filter() {
    shown = rows.filter(row => fits(row));
    limit = ROWS;
    if (active && !shown.includes(active)) { active = null; pinned = false; panel.replaceChildren(); }
    table.hidden ? draw() : list();
  }
  function report() {
    const inside = shown.filter(row => row.at === null || row.at >= from && row.at <= to).length;
    const all = from === lowest && to === highest;
    status.textContent = `${shown.length.toLocaleString("en")} of ${rows.length.toLocaleString("en")} claims fit` +
      (all || !table.hidden ? "." : `, ${inside.toLocaleString("en")} of them from ${dayText(Math.ceil(from))} to ${dayText(Math.floor(to))}, or without a day.`);
  }

  /* Zoom. */
  function zoom(factor, centre = active && active.at !== null && active.at >= from && active.at <= to ? active.at : (from + to) / 2) {
    const span = Math.min(highest - lowest, Math.max(2, (to - from) * factor));
    const share = (centre - from) / (to - from);
    from = centre - share * span;
    to = from + span;
    pan(0);
  }
  function pan(days) {
    const span = to - from;
    from = Math.min(Math.max(from + days, lowest), highest - span);
    to = from + span;
    draw();
  }

  /* Claims with a letter: the first of the 26 largest threads, and of the thread asked for. */
  function marked(row) {
    return row.first && row.letter && (row.letter.length === 1 || chosen.thread === row.thread);
  }
  /* Where each claim stands: lanes of sources, columns of days; of a heap ten are drawn, the others counted. */
  function arrange(width) {
    const narrow = width < NARROW, left = narrow ? 4 : LABELS, right = width - 4 - (undated ? MARGIN : 0);
    const perDay = (right - left) / (to - from), share = Math.max(1, Math.ceil(STEP / perDay));
    // Numbers above heaps are written upwards where the next heap is near.
    const upright = share * perDay < 34;
    const ranked = count(shown, "source"), named = ranked.length > LANES ? ranked.slice(0, LANES - 1) : ranked;
    const laneOf = new Map(named.map(([name], number) => [name, number]));
    const lanes = named.map(([name, number]) => ({name, number, cells: new Map()}));
    if (named.length < ranked.length) {
      const number = ranked.slice(named.length).reduce((sum, one) => sum + one[1], 0);
      lanes.push({name: OTHERS, number, cells: new Map()});
    }
    for (const row of shown) {
      const {cells} = lanes[laneOf.has(row.source) ? laneOf.get(row.source) : lanes.length - 1];
      const cell = row.at === null ? "none" : Math.floor((row.at - lowest) / share);
      if (!cells.has(cell)) cells.set(cell, []);
      cells.get(cell).push(row);
      if (marked(row)) cells.get(cell).push({letter: row.letter});
    }
    places = new Map();
    const marks = [], letters = [], heaps = [];
    let top = 0;
    for (const lane of lanes) {
      const label = narrow ? 20 : 0;
      const levels = [...lane.cells].map(([cell, items]) => {
        const room = cell === "none" ? MARGIN - 8 : Math.max(share * perDay, STEP);
        const columns = Math.max(1, Math.min(Math.floor(room / STEP), Math.ceil(items.length / 2)));
        return {cell, items, columns, levels: Math.min(LEVELS, Math.ceil(items.length / columns))};
      });
      const most = Math.max(1, ...levels.map(one => one.levels + (one.items.length > one.columns * LEVELS ? upright ? 2.2 : 1 : 0)));
      lane.top = top;
      lane.height = Math.max(narrow ? 44 : 30, most * STEP + 12 + label);
      top += lane.height;
      const base = top - 6 - STEP / 2;
      for (const {cell, items: unsorted, columns, levels: high} of levels) {
        // Of a heap, claims of the largest threads are seen first.
        const items = [...unsorted.filter(inThread), ...unsorted.filter(item => !inThread(item))];
        const days = cell === "none" ? 0 : lowest + cell * share + (share - 1) / 2;
        const centre = cell === "none" ? right + MARGIN / 2 + 2 : left + (days - from) * perDay;
        if (cell !== "none" && (centre < left - 1 || centre > right + 1)) continue;
        const used = Math.min(columns, Math.ceil(items.length / high)), capacity = columns * LEVELS;
        items.forEach((item, number) => {
          const over = number >= capacity;
          const x = over ? centre : centre + (Math.floor(number / high) - (used - 1) / 2) * STEP;
          const y = base - (over ? high : number % high) * STEP;
          if (item.letter && item.at === undefined) { if (!over) letters.push({...item, x, y}); return; }
          const mark = {row: item, x, y, over};
          places.set(item, mark);
          marks.push(mark);
        });
        const over = items.slice(capacity).filter(item => item.at !== undefined).length;
        if (over) heaps.push({x: centre, y: base - high * STEP, number: over, upright: upright && cell !== "none"});
      }
    }
    return {narrow, left, right, perDay, lanes, marks, letters, heaps, height: Math.max(top, 40)};
  }

  function inThread(item) {
    return Boolean(item.letter) && (item.at === undefined || LARGEST.includes(item.letter) || marked(item));
  }
  function fit(text, width) {
    let length = text.length;
    while (length > 1 && pencil.measureText(text.slice(0, length)).width > width) length -= 1;
    return length < text.length ? `${text.slice(0, length - 1).trimEnd()}…` : text;
  }
  /* A lane's name in one line or two, whole words where they fit. */
  function inLines(name, tail, width, most) {
    pencil.font = FONT;
    if (most === 1 || pencil.measureText(name + tail).width <= width) return [fit(name, width - pencil.measureText(tail).width) + tail];
    const words = name.split(" ");
    let first = words.shift();
    while (words.length && pencil.measureText(`${first} ${words[0]}`).width <= width) first += ` ${words.shift()}`;
    if (!words.length) return [fit(first, width - pencil.measureText(tail).width) + tail];
    return [fit(first, width), fit(words.join(" "), width - pencil.measureText(tail).width) + tail];
  }

  function draw() {
    if (plot.hidden) return report();
    const focused = svg.contains(document.activeElement);
    const width = Math.max(plot.clientWidth, 260), laid = arrange(width), {left, right, height} = laid;
    const back = make("g", {"aria-hidden": "true"}), list = make("g", {
      role: "listbox", "aria-label": "Claims in order of the day", "aria-describedby": help.id});
    if (undated) back.append(make("rect", {class: "margin", x: right, y: 0, width: width - right, height}));
    laid.lanes.forEach((lane, number) => {
      if (number) back.append(make("line", {class: "rule", x1: 0, x2: width, y1: lane.top, y2: lane.top}));
      const lines = inLines(lane.name, ` (${lane.number})`, laid.narrow ? right - left : LABELS - 16, laid.narrow ? 1 : 2);
      lines.forEach((text, at) => back.append(make("text", {class: "lane", ...(laid.narrow ? {x: left, y: lane.top + 15} :
        {x: left - 10, y: lane.top + lane.height / 2 + 4 + (at - (lines.length - 1) / 2) * 15, "text-anchor": "end"})}, text)));
    });
    let year = null;
    for (const day of ticks(from, to, right - left)) {
      const x = left + (day - from) * laid.perDay, now = new Date(day * DAY).getUTCFullYear();
      if (x < left + 16 || x > right - 16) continue;
      back.append(make("line", {class: "rule", x1: x, x2: x, y1: 0, y2: height}));
      back.append(...tick(x, height, [dayText(day, false), now === year ? "" : String(now)]));
      year = now;
    }
    for (const y of [0, height]) back.append(make("line", {class: "axis", x1: left, x2: right, y1: y, y2: y}));
    if (undated) back.append(...tick(right + MARGIN / 2 + 2, height, ["other /", "no day"]));
    for (const thread of new Set(shown.filter(row => LARGEST.includes(row.letter || "-")).map(row => row.thread))) back.append(line(thread, "thread-line"));
    laid.marks.sort((a, b) => a.row.number - b.row.number);
    laid.marks.forEach(({row, x, y, over}) => {
      if (marked(row) && row.first === "report" && !over) back.append(make("circle", {class: "ring", cx: x, cy: y, r: 7}));
      const node = make("path", {
        d: SHAPES[row.mark] || SHAPES.statement, transform: `translate(${x.toFixed(1)},${y.toFixed(1)})`, role: "option", tabindex: "-1",
        class: `mark ${row.mark} ${row.wording}${row.certainty.startsWith("hedged") ? " hedged" : ""}${over ? " over" : ""}`,
        "aria-label": `${row.at === null ? "no day" : dayText(row.at)}, ${row.source}, ${row.kind}`, "aria-selected": "false"});
      places.get(row).node = node;
      list.append(node);
    });
    const front = make("g", {"aria-hidden": "true"});
    for (const {letter, x, y} of laid.letters) front.append(make("text", {class: "letter", x, y: y + 4, "text-anchor": "middle"}, letter));
    for (const {number, x, y, upright} of laid.heaps) front.append(make("text", {class: "heap", ...(upright ?
      {transform: `translate(${x + 4},${y + 6}) rotate(-90)`} : {x, y: y + 4, "text-anchor": "middle"})}, `+${number}`));
    if (!shown.length) front.append(make("text", {class: "lane", x: width / 2, y: 24, "text-anchor": "middle"}, "No claim fits these filters."));
    svg.setAttribute("viewBox", `0 ${-TOP} ${width} ${height + TOP + 40}`);
    svg.setAttribute("height", height + TOP + 40);
    svg.replaceChildren(back, make("g", {class: "active", "aria-hidden": "true"}), list, front);
    const entry = active && places.has(active) ? active : laid.marks.length ? laid.marks[0].row : null;
    if (entry) places.get(entry).node.setAttribute("tabindex", "0");
    highlight();
    if (focused && entry) places.get(entry).node.focus({preventScroll: true});
    report();
  }
  /* Words on the axis, above and below, since a figure may be higher than the window. */
  function tick(x, height, lines) {
    return [[-22, -7], [height + 17, height + 32]].flatMap(heights =>
      lines.map((text, at) => make("text", {class: "tick", x, y: heights[at], "text-anchor": "middle"}, text)));
  }
  function line(thread, look) {
    const points = rows.filter(row => row.thread === thread && row.at !== null && places.has(row)).map(row => places.get(row));
    return make("polyline", {class: look, points: points.map(({x, y}) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ")});
  }
  function highlight() {
    const layer = svg.querySelector(".active");
    if (!layer) return;
    layer.replaceChildren();
    for (const node of svg.querySelectorAll('[aria-selected="true"]')) node.setAttribute("aria-selected", "false");
    if (!active || !places.has(active)) return;
    const {x, y, node} = places.get(active);
    node.setAttribute("aria-selected", "true");
    if (active.thread) layer.append(line(active.thread, "thread-line chosen"));
    layer.append(make("circle", {class: "halo", cx: x, cy: y, r: 10}));
  }

  /* One claim. */
  function label(row) {
    return `${row.at === null ? "No day" : dayText(row.at)}. ${row.source} ${row.kind}: ${row.sentence} ${row.outlet}` +
      `${row.headline ? `, ${row.headline}` : ""}. ${WORDINGS[row.wording] || row.wording}, ${row.certainty}.` +
      (row.thread ? ` Thread ${row.thread}, ${row.role}.` : "");
  }
  function articleLink(row, text) {
    if (!/^https?:\/\//i.test(row.link)) return make("span", {}, text);
    return make("a", {href: row.link, target: "_blank", rel: "noopener noreferrer"}, text);
  }
  function show(row) {
    if (row === active) return;
    active = row;
    const at = row.content ? row.sentence.indexOf(row.content) : -1;
    const quote = at < 0 ? [row.sentence] : [row.sentence.slice(0, at), make("mark", {}, row.content), row.sentence.slice(at + row.content.length)];
    const facts = [row.kind, WORDINGS[row.wording] || row.wording, row.certainty === "plain" ? "" : row.certainty, row.via && `via ${row.via}`];
    const thread = row.thread ? make("p", {}, make("strong", {}, "Thread "), `${row.thread} (${row.role}, ${threadSize.get(row.thread)} claims) `,
      button("‹ earlier", "Earlier claim of the thread", () => along(row, -1)), " ", button("later ›", "Later claim of the thread", () => along(row, 1))) : "";
    panel.replaceChildren(
      make("p", {}, make("strong", {}, `${row.at === null ? row.said || "No day" : dayText(row.at)} · ${row.source}`), ` ${facts.filter(Boolean).join(" · ")}`),
      make("blockquote", {}, ...quote), make("p", {}, `${row.outlet || "Outlet not known"}: `, articleLink(row, row.headline || "the article")), thread);
    highlight();
  }
  function along(row, step) {
    const thread = shown.filter(one => one.thread === row.thread), next = thread[thread.indexOf(row) + step];
    if (next) { pinned = true; focus(next); }
  }
  function focus(row) {
    if (row.at !== null && (row.at < from || row.at > to)) pan(row.at - (from + to) / 2);
    const spot = places.get(row);
    if (!spot) return;
    for (const node of svg.querySelectorAll('.mark[tabindex="0"]')) node.setAttribute("tabindex", "-1");
    spot.node.setAttribute("tabindex", "0");
    spot.node.setAttribute("aria-label", label(row));
    show(row);
    spot.node.focus({preventScroll: true});
    // The claim's own box covers the lower part of the window.
    const box = spot.node.getBoundingClientRect(), floor = Math.min(panel.getBoundingClientRect().top, innerHeight) - 24;
    if (box.top < 24) scrollBy(0, box.top - 24);
    else if (box.bottom > floor) scrollBy(0, box.bottom - floor);
  }
  function other(step) {
    const here = places.get(active), lanes = [...places.values()].filter(({x, y}) => step * (y - here.y) > 0);
    const away = lanes.filter(({row}) => row.source !== active.source);
    const nearest = away.sort((a, b) => Math.abs(a.y - here.y) - Math.abs(b.y - here.y))[0];
    if (!nearest) return null;
    const lane = away.filter(({row}) => row.source === nearest.row.source);
    return lane.sort((a, b) => Math.abs(a.x - here.x) - Math.abs(b.x - here.x))[0].row;
  }
  svg.addEventListener("focusin", event => {
    const spot = [...places.values()].find(one => one.node === event.target);
    if (spot) { event.target.setAttribute("aria-label", label(spot.row)); show(spot.row); }
  });
  svg.addEventListener("keydown", event => {
    const at = shown.indexOf(active);
    if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const keys = {
      ArrowRight: () => shown[at + 1], ArrowLeft: () => shown[at - 1], Home: () => shown[0], End: () => shown[shown.length - 1],
      ArrowDown: () => other(1), ArrowUp: () => other(-1),
      "+": () => zoom(0.5), "=": () => zoom(0.5), "-": () => zoom(2), 0: () => zoom(Infinity),
      Enter: () => { pinned = true; (panel.querySelector("a") || panel).focus(); },
      Escape: () => { pinned = false; },
    };
    if (!(event.key in keys)) return;
    event.preventDefault();
    const next = keys[event.key]();
    if (next) { pinned = true; focus(next); }
  });
  panel.addEventListener("keydown", event => { if (event.key === "Escape" && active) focus(active); });

  /* Mouse and finger: the nearest mark counts, since marks are small. */
  let grip = null, dragged = false, waiting = false;
  function nearest(event) {
    const frame = svg.getBoundingClientRect(), x = event.clientX - frame.left, y = event.clientY - frame.top - TOP;
    let best = null, least = event.pointerType === "touch" ? 30 : 14;
    for (const spot of places.values()) {
      const away = Math.hypot(spot.x - x, spot.y - y);
      if (away < least) { least = away; best = spot; }
    }
    return best && best.row;
  }
  svg.addEventListener("pointerdown", event => { grip = {x: event.clientX, from}; dragged = false; });
  svg.addEventListener("pointermove", event => {
    if (grip && event.buttons) {
      dragged = dragged || Math.abs(event.clientX - grip.x) > 5;
      if (!dragged || waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        if (!grip) return;
        const days = (grip.x - event.clientX) * (to - from) / (plot.clientWidth - LABELS);
        pan(grip.from + days - from);
      });
      return;
    }
    const row = nearest(event);
    svg.classList.toggle("over-mark", Boolean(row));
    if (row && !pinned) show(row);
  });
  for (const name of ["pointerup", "pointercancel", "pointerleave"]) svg.addEventListener(name, () => { grip = null; });
  svg.addEventListener("click", event => {
    if (dragged) return;
    const row = nearest(event);
    pinned = Boolean(row);
    if (row) focus(row);
  });
  svg.addEventListener("wheel", event => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const frame = svg.getBoundingClientRect(), left = frame.width < NARROW ? 4 : LABELS;
    const share = (event.clientX - frame.left - left) / (frame.width - left - (undated ? MARGIN : 0));
    zoom(event.deltaY > 0 ? 1.25 : 0.8, from + Math.min(Math.max(share, 0), 1) * (to - from));
  }, {passive: false});

  /* The table: the same claims, two hundred at a time. */
  function list() {
    const head = make("tr", {}, ...COLUMNS.map(name => make("th", {scope: "col"}, name[0].toUpperCase() + name.slice(1))));
    const body = make("tbody", {}, ...shown.slice(0, limit).map(row => make("tr", {}, ...COLUMNS.map(name =>
      make("td", {}, name === "headline" ? articleLink(row, row.headline || "the article") :
        name === "day" ? (row.at === null ? row.said || "–" : dayText(row.at)) : row[name] || "–")))));
    table.replaceChildren(make("table", {}, make("thead", {}, head), body));
    if (limit < shown.length) table.append(button(`Show ${Math.min(ROWS, shown.length - limit)} more of ${shown.length}`, "", () => {
      const next = limit;
      limit += ROWS;
      list();
      const row = table.querySelectorAll("tbody tr")[next];
      row.setAttribute("tabindex", "-1");
      row.focus();
    }));
    report();
  }

  const samples = [["statement", "direct", "Quoted word for word"], ["statement", "mixed", "Quoted in part"], ["statement", "indirect", "Paraphrased"],
    ["statement", "indirect hedged", "Hedged"], ["denial", "direct", "Denial"], ["amendment", "direct", "Amendment"], ["confirmation", "direct", "Confirmation"],
    ["withdrawal", "direct", "Withdrawal"]].filter(([mark, , text]) => mark === "statement" || rows.some(row => row.mark === mark));
  const legend = make("ul", {class: "legend"}, ...samples.map(([mark, look, text]) => make("li", {},
    make("svg", {width: 16, height: 14, viewBox: "-8 -7 16 14", "aria-hidden": "true"}, make("path", {class: `mark ${mark} ${look}`, d: SHAPES[mark]})), text)));
  if (threadSize.size) legend.append(make("li", {}, make("svg", {width: 18, height: 16, viewBox: "-9 -8 18 16", "aria-hidden": "true"},
    make("circle", {class: "ring", r: 7}), make("path", {class: "mark statement indirect", d: SHAPES.statement})), "First report of a thread, with its letter"));

  table.hidden = true;
  place.append(make("div", {class: "app", role: "group", "aria-label": data.title || "Claim timeline"}, controls, buttons, status, plot, table, panel, legend, help));
  place.classList.add("live");
  filter();
  let width = plot.clientWidth;
  new ResizeObserver(() => { if (plot.clientWidth && plot.clientWidth !== width) { width = plot.clientWidth; draw(); } }).observe(plot);
}

document.querySelectorAll(".dateline-timeline").forEach(start);
})();
