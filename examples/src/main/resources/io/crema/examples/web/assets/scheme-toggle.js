// The button that changes the colour scheme, and news of a change.

const system = matchMedia("(prefers-color-scheme: dark)");

/** "light" or "dark", as the page looks now. */
export function scheme() {
  return document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light");
}

/** Calls back after each change of scheme, by the button or by the system. */
export function onScheme(listener) {
  document.addEventListener("crema:scheme", () => listener(scheme()));
}

export function startScheme(button) {
  const show = () => {
    const other = scheme() === "dark" ? "light" : "dark";
    button.setAttribute("aria-label", `Change to ${other} colours`);
    button.title = `Change to ${other} colours`;
    button.dataset.to = other;
    document.dispatchEvent(new Event("crema:scheme"));
  };
  button.addEventListener("click", () => {
    const next = scheme() === "dark" ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    try {
      localStorage.setItem("crema-scheme", next);
    } catch {
      // Not remembered, but changed.
    }
    show();
  });
  system.addEventListener("change", show);
  show();
}

const probe = document.createElement("span");
probe.hidden = true;

/** What a colour of the style sheet, such as "--accent", is in the present scheme. */
export function colour(name) {
  if (!probe.isConnected) {
    document.body.append(probe);
  }
  probe.style.color = `var(${name})`;
  return getComputedStyle(probe).color;
}
