// Starts Blazor with our own retry pace, and shows the overlay as a modal so that it stands above any open dialog.
(() => {
  const overlay = document.getElementById("components-reconnect-modal");

  Blazor.start({
    circuit: {
      reconnectionOptions: {
        maxRetries: 1000,
        // 0.2 s, 0.3 s … 5 s: a restarted server is found within seconds, a stopped one is not flooded.
        retryIntervalMilliseconds: attempt => Math.min(200 * 1.5 ** attempt, 5000),
      },
    },
  });

  if (!overlay) return;
  overlay.addEventListener("cancel", event => event.preventDefault());
  overlay.querySelector("[data-reconnect]").addEventListener("click", async () => {
    if (!(await Blazor.reconnect())) location.reload();
  });

  const has = state => overlay.classList.contains(`components-reconnect-${state}`);
  new MutationObserver(() => {
    // The new server does not know this page; the address holds its state.
    if (has("rejected")) location.reload();
    const wanted = has("show") || has("failed") || has("rejected");
    if (wanted && !overlay.open) overlay.showModal();
    if (!wanted && overlay.open) overlay.close();
  }).observe(overlay, { attributeFilter: ["class"] });
})();
