// Elements made in code. Text only ever becomes a text node.

/** An element: element("p", {class: "muted", onclick: f}, "text", other). */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) {
      continue;
    }
    if (typeof value === "function") {
      made.addEventListener(key.slice(2), value);
    } else {
      made.setAttribute(key, value === true ? "" : value);
    }
  }
  made.append(...children.filter((child) => child !== undefined && child !== null));
  return made;
}

/** A picture from the symbols of the page. */
export function icon(name, className) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const use = document.createElementNS(space, "use");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#i-${name}`);
  if (className) {
    svg.setAttribute("class", className);
  }
  svg.append(use);
  return svg;
}

export const byId = (id) => document.getElementById(id);

/** What stands where there is nothing yet: what to do. */
export function emptyState(iconName, title, text, ...more) {
  return element(
    "div",
    { class: "empty" },
    icon(iconName),
    element("strong", {}, title),
    element("p", {}, text),
    ...more,
  );
}

function capitalized(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** An error in words. */
export function notice(title, text) {
  return element(
    "div",
    { class: "notice", role: "alert" },
    icon("warning"),
    element("p", {}, element("strong", {}, capitalized(title)), capitalized(text ?? "")),
  );
}

/** One of the buttons takes the focus; arrows, Home and End move it in rows of `columnsOf()`. */
export function rovingGrid(buttons, columnsOf) {
  let current = 0;
  const focus = (index) => {
    buttons[current].tabIndex = -1;
    current = index;
    buttons[current].tabIndex = 0;
    buttons[current].focus();
  };
  buttons.forEach((button, index) => {
    button.tabIndex = index === 0 ? 0 : -1;
    button.addEventListener("click", () => focus(index));
    button.addEventListener("keydown", (event) => {
      const columns = columnsOf();
      const start = index - (index % columns);
      const end = Math.min(start + columns, buttons.length) - 1;
      const target = {
        ArrowLeft: Math.max(index - 1, start),
        ArrowRight: Math.min(index + 1, end),
        ArrowUp: index - columns < 0 ? index : index - columns,
        ArrowDown: index + columns >= buttons.length ? index : index + columns,
        Home: event.ctrlKey ? 0 : start,
        End: event.ctrlKey ? buttons.length - 1 : end,
      }[event.key];
      if (target !== undefined) {
        event.preventDefault();
        focus(target);
      }
    });
  });
}

/** A choice of a few, as radio buttons in a row; calls back with the chosen value. */
export function segments(legend, name, choices, chosen, onChoice) {
  const group = element(
    "fieldset",
    { class: "segments" },
    element("legend", { class: "visually-hidden" }, legend),
  );
  for (const [value, label] of choices) {
    const input = element("input", { type: "radio", name, value, checked: value === chosen });
    input.addEventListener("change", () => onChoice(value));
    group.append(element("label", {}, input, element("span", {}, label)));
  }
  return group;
}
