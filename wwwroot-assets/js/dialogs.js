// <dialog data-modal> opens when it appears and gives the focus back when it is gone. Esc is a click on [data-close],
// so that the server decides. Also: menus close when one of their links is followed, and [data-copy] copies.
const returnTo = new WeakMap();

const open = dialog => {
  if (dialog.open) return;
  returnTo.set(dialog, document.activeElement);
  dialog.addEventListener("cancel", event => {
    event.preventDefault();
    dialog.querySelector("[data-close]")?.click();
  });
  dialog.showModal();
};

const giveBack = dialog => {
  const target = returnTo.get(dialog);
  if (target?.isConnected) target.focus();
};

const within = (node, visit) => {
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  if (node.matches("dialog[data-modal]")) visit(node);
  node.querySelectorAll("dialog[data-modal]").forEach(visit);
};

new MutationObserver(records => {
  for (const record of records) {
    record.removedNodes.forEach(node => within(node, giveBack));
    record.addedNodes.forEach(node => within(node, open));
  }
}).observe(document.body, { childList: true, subtree: true });
within(document.body, open);

document.addEventListener("click", event => {
  if (event.target.closest("[popover] a[href]")) event.target.closest("[popover]").hidePopover?.();
  const copy = event.target.closest("[data-copy]");
  if (!copy) return;
  const label = copy.querySelector("span");
  copy.dataset.copy ||= label.textContent;
  navigator.clipboard.writeText(copy.parentElement.querySelector("code").textContent).then(() => {
    label.textContent = "Copied";
    setTimeout(() => { label.textContent = copy.dataset.copy; }, 1500);
  });
});
