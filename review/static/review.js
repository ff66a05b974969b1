"use strict";
// The list draws only the rows that are seen; all text goes in as text, never as markup.

const ROW = 54, GROUP = 44, SPARE = 6;
const $ = (id) => document.getElementById(id);
const [ID, KIND, REPORT, GROUP_OF, PAGE, NAME, VERDICT] = [0, 1, 2, 3, 4, 5, 6];

let data = { kinds: [], reports: [], groups: [], changes: [] };
let entries = [];   // of the list, in order: {group: i} or {at: index of a change}
let tops = [0];     // the place of each entry, and the end of the last
let order = [];     // indices of the changes that are listed
let current = -1;   // index of the change that is shown
let loading = null; // what stops the loading of an earlier change
const seen = new Set();
const byId = new Map();
const undone = [];  // decisions that can be taken back, the last one last

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function say(text, bad = false) {
  const status = $("status");
  status.textContent = text;
  status.classList.toggle("bad", bad);
  clearTimeout(say.timer);
  if (text) say.timer = setTimeout(() => say(""), bad ? 12000 : 3500);
}

async function ask(address, options) {
  const answer = await fetch(address, { credentials: "same-origin", ...options });
  if (answer.ok) return answer;
  const text = await answer.text();
  let reason = text;
  try { reason = JSON.parse(text).error; } catch { /* plain words */ }
  throw new Error(reason.trim() || answer.statusText);
}

/* The list */

function choose(select, first, names) {
  select.replaceChildren(new Option(first, ""), ...names.map(([value, text]) => new Option(text, value)));
}

function fillFilters() {
  const counts = (of) => {
    const found = new Map();
    for (const change of data.changes) found.set(of(change), (found.get(of(change)) || 0) + 1);
    return found;
  };
  const kinds = counts((change) => change[KIND]);
  const reports = counts((change) => change[REPORT]);
  const sets = counts((change) => data.groups[change[GROUP_OF]].dataset);
  const told = (name, n) => `${name} (${n.toLocaleString("en-GB")})`;
  choose($("kind"), "every kind", data.kinds.map((name, i) => [i, name]).filter(([i]) => kinds.has(i))
    .map(([i, name]) => [i, told(name, kinds.get(i))]));
  choose($("dataset"), "every dataset", [...sets.keys()].map((name) => [name, told(name, sets.get(name))]));
  choose($("report"), "every report", data.reports.map((name, i) => [i, told(name, reports.get(i) || 0)]));
}

function filtered() {
  const kind = $("kind").value, set = $("dataset").value, report = $("report").value;
  const state = $("state").value, words = $("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (change) => {
    const group = data.groups[change[GROUP_OF]];
    if (kind && change[KIND] !== +kind) return false;
    if (report && change[REPORT] !== +report) return false;
    if (set && group.dataset !== set) return false;
    if (state && (state === "decided") !== Boolean(change[VERDICT])) return false;
    if (!words.length) return true;
    const text = `${change[NAME]} ${group.rule} ${data.reports[change[REPORT]]}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return data.changes.map((_, i) => i).filter((i) => fits(data.changes[i]));
}

function lay() {
  order = filtered();
  entries = [];
  let last = -1;
  for (const at of order) {
    const group = data.changes[at][GROUP_OF];
    if (group !== last) entries.push({ group });
    last = group;
    entries.push({ at });
  }
  tops = [0];
  for (const entry of entries) tops.push(tops[tops.length - 1] + (entry.at === undefined ? GROUP : ROW));
  $("rows").style.height = `${tops[tops.length - 1]}px`;
  const n = (count) => count.toLocaleString("en-GB");
  $("shown").textContent = order.length === data.changes.length
    ? `${n(order.length)} changes, ${n(data.same || 0)} records the same`
    : `${n(order.length)} of ${n(data.changes.length)} changes`;
  draw();
}

function firstSeen(y) {
  let low = 0, high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tops[middle + 1] <= y) low = middle + 1; else high = middle;
  }
  return low;
}

function draw() {
  const list = $("list"), from = Math.max(0, firstSeen(list.scrollTop) - SPARE);
  const rows = [];
  for (let i = from; i < entries.length && tops[i] < list.scrollTop + list.clientHeight + SPARE * ROW; i++) {
    const element = entries[i].at === undefined ? groupRow(entries[i].group) : changeRow(entries[i].at);
    element.style.top = `${tops[i]}px`;
    rows.push(element);
  }
  $("rows").replaceChildren(...rows);
  if (current >= 0) list.setAttribute("aria-activedescendant", `c-${data.changes[current][ID]}`);
}

function groupRow(i) {
  const group = data.groups[i], row = make("div", "group");
  row.setAttribute("role", "presentation");
  row.append(make("b", "", (group.lost ? "lost by " : "") + group.rule), make("span", "", `${group.dataset}: ${group.summary}`));
  return row;
}

function changeRow(at) {
  const change = data.changes[at], kind = data.kinds[change[KIND]];
  const row = make("div", `row ${kind.replace(" ", "-")} ${change[VERDICT]}`);
  const verdict = { accept: "accepted · ", reject: "rejected · " }[change[VERDICT]] || "";
  row.id = `c-${change[ID]}`;
  row.dataset.at = at;
  row.setAttribute("role", "option");
  row.setAttribute("aria-selected", String(at === current));
  row.setAttribute("aria-setsize", order.length);
  const page = change[PAGE] ? `p. ${change[PAGE]} · ` : "";
  row.append(make("span", "name", change[NAME]),
    make("span", "where", `${verdict}${kind} · ${page}${data.reports[change[REPORT]]}`));
  return row;
}

function reveal(at) {
  const i = entries.findIndex((entry) => entry.at === at);
  if (i < 0) return;
  const list = $("list"), above = entries[i - 1] && entries[i - 1].at === undefined ? GROUP : 0;
  if (tops[i] - above < list.scrollTop) list.scrollTop = tops[i] - above;
  if (tops[i + 1] > list.scrollTop + list.clientHeight) list.scrollTop = tops[i + 1] - list.clientHeight;
}

/* One change */

async function open(at, read = true) {
  if (at === undefined || at < 0) return;
  current = at;
  if (read) document.body.classList.add("reading");
  reveal(at);
  draw();
  ready();
  const id = data.changes[at][ID];
  history.replaceState(null, "", `#${id}`);
  if (loading) loading.abort();
  loading = new AbortController();
  try {
    const answer = await ask(`/change/${id}`, { signal: loading.signal });
    const text = await answer.text();
    if (current !== at) return;
    $("detail").innerHTML = text; // escaped by the server's templates; the policy runs no script in it
    $("detail").scrollTop = 0;
    seen.add(id);
    document.querySelectorAll(".leaf").forEach(drawLeaf);
    ready();
    prefetch();
  } catch (error) {
    if (error.name !== "AbortError") say(error.message, true);
  }
}

const pictures = new Map(); // by address: {url, width, height}, the newest last

async function picture(address) {
  if (!pictures.has(address)) {
    const answer = await ask(address);
    const width = +answer.headers.get("X-Page-Width"), height = +answer.headers.get("X-Page-Height");
    pictures.set(address, { url: URL.createObjectURL(await answer.blob()), width, height });
    for (const [old, found] of pictures) {
      if (pictures.size <= 12) break;
      URL.revokeObjectURL(found.url);
      pictures.delete(old);
    }
  }
  return pictures.get(address);
}

async function drawLeaf(leaf) {
  const sheet = leaf.querySelector(".sheet");
  let found;
  try {
    found = await picture(leaf.dataset.src);
  } catch (error) {
    sheet.replaceChildren(make("p", "drawing", error.message));
    return;
  }
  const paper = make("div", "paper"), image = make("img");
  image.src = found.url;
  image.alt = leaf.querySelector("figcaption").textContent;
  paper.append(image);
  for (const { side, box } of JSON.parse(leaf.dataset.boxes)) {
    const [x0, top, x1, bottom] = box, frame = make("div", `box ${side}`), air = 3;
    frame.style.left = `${(100 * (x0 - air)) / found.width}%`;
    frame.style.top = `${(100 * (top - air)) / found.height}%`;
    frame.style.width = `${(100 * (x1 - x0 + 2 * air)) / found.width}%`;
    frame.style.height = `${(100 * (bottom - top + 2 * air)) / found.height}%`;
    paper.append(frame);
  }
  sheet.replaceChildren(paper);
  await image.decode().catch(() => {});
  centre(sheet);
}

function centre(sheet) {
  const frame = sheet.querySelector(".box");
  if (!frame) return;
  sheet.scrollTop = frame.offsetTop + frame.offsetHeight / 2 - sheet.clientHeight / 2;
  sheet.scrollLeft = frame.offsetLeft + frame.offsetWidth / 2 - sheet.clientWidth / 2;
}

function zoom(sheet) {
  sheet.classList.toggle("large");
  centre(sheet);
}

function prefetch() {
  const next = data.changes[order[order.indexOf(current) + 1]];
  if (next && next[PAGE]) picture(`/page/${data.reports[next[REPORT]]}/${next[PAGE]}.png`).catch(() => {});
}

function step(by) {
  const at = order.indexOf(current);
  const to = at < 0 ? 0 : at + by;
  if (to >= 0 && to < order.length) open(order[to]);
  else say(by > 0 ? "That was the last one." : "That is the first one.");
}

function next() {
  const from = order.indexOf(current);
  const rest = [...order.slice(from + 1), ...order.slice(0, Math.max(from, 0))];
  const at = rest.find((i) => !data.changes[i][VERDICT]);
  if (at !== undefined) open(at);
  else say("Nothing listed is left to decide.");
}

/* Deciding */

function ready() {
  const change = data.changes[current], decided = data.changes.filter((one) => one[VERDICT]).length;
  for (const id of ["accept", "reject", "skip", "group-button"]) $(id).disabled = !change;
  for (const id of ["accept", "reject"]) $(id).disabled = !change || !seen.has(change[ID]);
  $("undo").disabled = !undone.length;
  $("bar").value = decided;
  const n = (count) => count.toLocaleString("en-GB");
  $("count").textContent = `${n(decided)} of ${n(data.changes.length)} decided`;
}

async function decide(ids, what, why) {
  if (ids.length > 1) say("Saving and publishing…");
  try {
    const answer = await ask("/decide", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ changes: ids, what, why }),
    });
    const told = await answer.json();
    for (const id of told.decided) {
      if (byId.has(id)) data.changes[byId.get(id)][VERDICT] = what === "undo" ? "" : what; // a table's head stands for all
    }
    const n = told.decided.length.toLocaleString("en-GB"), verb = { accept: "Accepted", reject: "Rejected", undo: "Taken back" }[what];
    if (told.problems.length) say(`${verb} and saved; published when the rest is decided (${told.problems[0]})`, true);
    else say(`${verb}: ${n} ${told.decided.length === 1 ? "change" : "changes"}.`);
    if (what === "undo") undone.pop(); else undone.push(told.decided);
    ready();
    draw();
    return true;
  } catch (error) {
    say(error.message, true);
    return false;
  }
}

async function decideThis(what) {
  const change = data.changes[current];
  if (!change || !seen.has(change[ID])) return;
  const why = $("why").value.trim(), before = change[VERDICT];
  change[VERDICT] = what; // shown at once; taken back where it could not be saved
  $("why").value = "";
  next();
  if (!(await decide([change[ID]], what, why))) {
    change[VERDICT] = before;
    ready();
    draw();
  }
}

async function undo() {
  const last = undone[undone.length - 1];
  if (last && (await decide(last, "undo", ""))) open(byId.get(last.find((id) => byId.has(id))));
}

function groupIds() {
  const group = data.changes[current][GROUP_OF];
  return order.filter((i) => data.changes[i][GROUP_OF] === group && !data.changes[i][VERDICT]).map((i) => data.changes[i][ID]);
}

function showGroup() {
  if (current < 0) return;
  const group = data.groups[data.changes[current][GROUP_OF]], ids = groupIds();
  const looked = ids.filter((id) => seen.has(id)).length, needed = Math.min(3, ids.length);
  const narrowed = $("kind").value || $("report").value || $("search").value ? " that are listed" : "";
  $("group-title").textContent = group.rule;
  const lost = group.lost ? "lost " : "", n = ids.length.toLocaleString("en-GB");
  $("group-what").textContent = ids.length === 1 ? `One ${lost}change${narrowed.replace("are", "is")} is not decided yet.`
    : `${n} ${lost}changes${narrowed} are not decided yet.`;
  $("group-seen").textContent = looked >= needed ? `You have looked at ${looked}.` : `Look at ${needed} first: you have seen ${looked}. The examples are those most unlike each other.`;
  $("group-look").disabled = !example();
  $("group-accept").disabled = $("group-reject").disabled = looked < needed || !ids.length;
  if (!$("group").open) $("group").showModal();
}

function example() {
  const ids = groupIds(), unlike = data.groups[data.changes[current][GROUP_OF]].samples;
  return [...unlike.filter((id) => ids.includes(id)), ...ids].find((id) => !seen.has(id));
}

async function decideGroup(what) {
  const ids = groupIds();
  $("group").close();
  if (await decide(ids, what, $("group-why").value.trim())) {
    $("group-why").value = "";
    next();
  }
}

/* Keys and clicks */

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  a: () => decideThis("accept"),
  r: () => decideThis("reject"),
  s: next,
  u: undo,
  g: showGroup,
  z: () => document.querySelectorAll(".sheet").forEach(zoom),
  w: () => $("why").focus(),
  "/": () => { document.body.classList.remove("reading"); $("search").focus(); $("search").select(); },
  "?": () => $("help").showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const typing = event.target.matches("input, select, textarea");
  if (typing && (event.key === "Escape" || (event.key === "Enter" && event.target.matches("input")))) {
    event.preventDefault();
    event.target.blur();
    $("list").focus();
    if (event.target.id === "search" && !order.includes(current) && order.length) open(order[0]);
    return;
  }
  if (typing || !KEYS[event.key]) return;
  if (event.key.startsWith("Arrow") && document.activeElement !== $("list")) return;
  event.preventDefault();
  KEYS[event.key]();
});

$("list").addEventListener("scroll", () => requestAnimationFrame(draw), { passive: true });
addEventListener("resize", () => requestAnimationFrame(draw));
$("list").addEventListener("click", (event) => {
  const row = event.target.closest(".row");
  if (row) open(+row.dataset.at);
});
$("detail").addEventListener("click", (event) => {
  const sheet = event.target.closest(".sheet");
  if (sheet) zoom(sheet);
});
for (const id of ["search", "kind", "dataset", "report", "state"]) {
  $(id).addEventListener("input", () => { $("list").scrollTop = 0; lay(); });
}
$("filters").addEventListener("submit", (event) => event.preventDefault());
$("accept").addEventListener("click", () => decideThis("accept"));
$("reject").addEventListener("click", () => decideThis("reject"));
$("skip").addEventListener("click", next);
$("undo").addEventListener("click", undo);
$("help-button").addEventListener("click", () => $("help").showModal());
$("group-button").addEventListener("click", showGroup);
$("group-look").addEventListener("click", () => { const id = example(); $("group").close(); if (id) open(byId.get(id)); });
$("group-accept").addEventListener("click", () => decideGroup("accept"));
$("group-reject").addEventListener("click", () => decideGroup("reject"));
$("group-close").addEventListener("click", () => $("group").close());
$("back").addEventListener("click", () => { document.body.classList.remove("reading"); draw(); reveal(current); $("list").focus(); });

(async () => {
  try {
    data = await (await ask("/changes.json")).json();
  } catch (error) {
    say(error.message, true);
    return;
  }
  data.changes.forEach((change, i) => {
    change[VERDICT] = data.verdicts[change[ID]] || "";
    byId.set(change[ID], i);
  });
  fillFilters();
  lay();
  ready();
  if (order.length) open(byId.get(location.hash.slice(1)) ?? order[0], false);
  document.body.dataset.ready = "yes";
})();
