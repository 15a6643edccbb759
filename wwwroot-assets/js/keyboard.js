// Keys for the page: an element with data-key="x" is focused (inputs) or clicked when x is pressed; j, k, x and Shift+x
// move and select in the grid. Nothing here while typing or while a dialog is open.
const typing = target => target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
const rows = () => [...document.querySelectorAll("[data-grid] tr[data-row]")];
const boxOf = row => row?.querySelector(".pick input");
let anchor = null;

const move = step => {
  const all = rows();
  const present = all.indexOf(document.activeElement?.closest("tr[data-row]"));
  const next = all[present < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(present + step, 0), all.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
};

const select = range => {
  const all = rows();
  const here = all.indexOf(document.activeElement?.closest("tr[data-row]"));
  if (here < 0 || !boxOf(all[here])) return;
  const from = range ? all.indexOf(anchor) : -1;
  if (from < 0) {
    boxOf(all[here]).click();
  } else {
    for (const row of all.slice(Math.min(from, here), Math.max(from, here) + 1))
      if (!boxOf(row).checked) boxOf(row).click();
  }
  anchor = all[here];
};

const press = key => {
  const target = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find(element => element.checkVisibility());
  if (!target) return false;
  if (target.matches("input")) { target.focus(); target.select(); } else target.click();
  return true;
};

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape" && event.target.matches?.("input[data-key]")) {
    // The browser would empty a search field without telling the server.
    event.preventDefault();
    event.target.blur();
    return;
  }
  if (typing(event.target) || document.querySelector("dialog[open]")) return;

  const row = event.target.matches?.("tr[data-row]") ? event.target : null;
  switch (event.key) {
    case "j": move(1); break;
    case "k": move(-1); break;
    case "x": select(false); break;
    case "X": select(true); break;
    case "Enter":
      if (!row) return;
      row.querySelector("td a[href]")?.click();
      break;
    default:
      if (event.key.length !== 1 || !press(event.key)) return;
  }
  event.preventDefault();
});

// "Some of them" exists for a checkbox as a property only.
const mixed = box => { box.indeterminate = box.dataset.mixed === "true"; };
new MutationObserver(records => {
  for (const record of records) {
    if (record.type === "attributes") mixed(record.target);
    for (const node of record.addedNodes) node.querySelectorAll?.("input[data-mixed]").forEach(mixed);
  }
}).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-mixed"] });
document.querySelectorAll("input[data-mixed]").forEach(mixed);
