// Runs in <head>, before first paint: the chosen theme must not flash. The choice is the browser's alone.
(() => {
  const root = document.documentElement;
  const stored = () => {
    try { return localStorage.getItem("theme") ?? "system"; } catch { return "system"; }
  };

  const apply = choice => {
    if (choice === "system") root.removeAttribute("data-theme");
    else root.dataset.theme = choice;
  };

  const showChoice = () => {
    for (const button of document.querySelectorAll("[data-theme-choice]"))
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === stored()));
  };

  apply(stored());

  // The server renders times in this zone from the next request on.
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone) document.cookie = `adminapp-tz=${encodeURIComponent(zone)};path=/;max-age=31536000;samesite=lax`;

  document.addEventListener("DOMContentLoaded", showChoice);
  // Blazor renders the buttons anew when it takes over; they are only seen when their menu opens or right here.
  document.addEventListener("toggle", showChoice, true);
  document.addEventListener("click", event => {
    const button = event.target.closest?.("[data-theme-choice]");
    if (!button) return;
    const choice = button.dataset.themeChoice;
    try { localStorage.setItem("theme", choice); } catch { /* private window: the choice lasts as long as the page */ }
    apply(choice);
    for (const other of document.querySelectorAll("[data-theme-choice]"))
      other.setAttribute("aria-pressed", String(other === button));
  });
  addEventListener("storage", event => {
    if (event.key === "theme") { apply(stored()); showChoice(); }
  });
})();
