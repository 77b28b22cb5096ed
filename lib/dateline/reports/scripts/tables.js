/* Tables in a page: a press on a column's head sorts, a field above finds rows. It moves the rows that are there and
   reads their text; nothing is made of it but text. */
(() => {
"use strict";
const FEW = 5; // rows; a table of so many is seen at a glance
const MISSING = "–";
const NUMBER = /^[+-]?(\d[\d,]*(\.\d+)?(e[+-]?\d+)?|inf)$/i;
const DAY = /^\d{4}-\d{2}-\d{2}( .*)?$/;
const ORDERS = ["ascending", "descending"];
const SAID = {number: ["lowest first", "highest first"], day: ["earliest first", "latest first"], text: ["A to Z", "Z to A"]};
const collator = new Intl.Collator("en", {numeric: true, sensitivity: "base"});

function make(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function numberOf(text) {
  const plain = text.replaceAll(",", "");
  return /inf$/i.test(plain) ? (plain.startsWith("-") ? -Infinity : Infinity) : Number(plain);
}

/* What a column holds, and how two of its cells compare. */
function kindOf(texts) {
  const known = texts.filter(text => text !== MISSING);
  if (known.length && known.every(text => NUMBER.test(text))) return "number";
  return known.length && known.every(text => DAY.test(text)) ? "day" : "text";
}
function compare(kind, a, b) {
  if (kind === "number") return Math.sign(numberOf(a) - numberOf(b)) || 0;
  if (kind === "day") return a < b ? -1 : a > b ? 1 : 0;
  return collator.compare(a, b);
}

function start(figure, order) {
  const box = figure.querySelector(":scope > .scroll");
  const body = figure.querySelector(":scope > .scroll > table > tbody");
  const heads = [...figure.querySelectorAll(":scope > .scroll > table > thead > tr > th")];
  if (!body || body.rows.length <= FEW || [...body.rows].some(row => row.cells.length !== heads.length)) return;
  const rows = [...body.rows];
  const text = (row, place) => row.cells[place].textContent.trim();
  const names = heads.map(head => head.textContent.trim());
  const found = rows.map(row => [...row.cells].map(cell => cell.textContent).join("\n").normalize("NFC").toLowerCase());
  let shown = rows.length, sorted = "";

  const status = make("p", {"aria-live": "polite", "aria-atomic": "true"});
  const input = make("input", {type: "search", autocomplete: "off", spellcheck: "false", id: `dateline-rows-${order}`});
  const caption = box.getAttribute("aria-label") || "Table";
  const label = make("label", {for: input.id}, "Find rows ", make("span", {class: "unseen"}, `in: ${caption}`));
  const tell = () => {
    status.textContent = `${shown} of ${rows.length} rows${sorted && `, by ${sorted}`}`;
  };

  input.addEventListener("input", () => {
    const wanted = input.value.normalize("NFC").toLowerCase().split(/\s+/).filter(Boolean);
    shown = 0;
    rows.forEach((row, place) => {
      row.hidden = !wanted.every(word => found[place].includes(word));
      shown += !row.hidden;
    });
    box.scrollTop = 0;
    tell();
  });

  function sort(place) {
    const next = ORDERS[ORDERS.indexOf(heads[place].getAttribute("aria-sort")) + 1];
    for (const head of heads) head.removeAttribute("aria-sort");
    sorted = "";
    let ordered = rows;
    if (next) {
      const kind = kindOf(rows.map(row => text(row, place)));
      const sign = next === "ascending" ? 1 : -1;
      // What is missing stands last in both orders; rows that are alike keep the order they have.
      ordered = [...body.rows].sort((one, other) => {
        const a = text(one, place), b = text(other, place);
        if (a === MISSING || b === MISSING) return (a === MISSING) - (b === MISSING);
        return sign * compare(kind, a, b);
      });
      heads[place].setAttribute("aria-sort", next);
      sorted = `${names[place]}, ${SAID[kind][ORDERS.indexOf(next)]}`;
    }
    body.append(...ordered);
    tell();
  }

  heads.forEach((head, place) => {
    const button = make("button", {type: "button"}, ...head.childNodes);
    button.addEventListener("click", () => sort(place));
    head.append(button);
  });
  box.before(make("div", {class: "find"}, label, input, status));
  tell();
}

document.querySelectorAll("figure.dateline-table").forEach(start);
})();
