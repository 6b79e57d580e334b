// Tabs by the ARIA pattern: arrow keys move, the address remembers.

import { byId } from "./dom.js";

/** Shows the tab of the address; `shown` is called with the name of each tab as it is shown. */
export function startTabs(list, shown) {
  const tabs = [...list.querySelectorAll('[role="tab"]')];
  const nameOf = (tab) => tab.getAttribute("aria-controls");

  const select = (tab) => {
    for (const each of tabs) {
      const chosen = each === tab;
      each.setAttribute("aria-selected", String(chosen));
      each.tabIndex = chosen ? 0 : -1;
      byId(nameOf(each)).hidden = !chosen;
    }
    tab.scrollIntoView({ block: "nearest", inline: "nearest" });
    shown(nameOf(tab));
  };
  const choose = (tab) => {
    if (tab.getAttribute("aria-selected") !== "true") {
      history.pushState(null, "", `#${nameOf(tab)}`);
      select(tab);
    }
  };
  const ofAddress = () => tabs.find((tab) => `#${nameOf(tab)}` === (location.hash || "#read"));

  list.addEventListener("click", (event) => {
    const tab = event.target.closest('[role="tab"]');
    if (tab) {
      choose(tab);
    }
  });
  list.addEventListener("keydown", (event) => {
    const index = tabs.indexOf(document.activeElement);
    const target = {
      ArrowRight: (index + 1) % tabs.length,
      ArrowLeft: (index + tabs.length - 1) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    }[event.key];
    if (index >= 0 && target !== undefined) {
      event.preventDefault();
      tabs[target].focus();
      choose(tabs[target]);
    }
  });
  addEventListener("popstate", () => {
    const tab = ofAddress();
    if (tab) {
      select(tab);
    }
  });
  select(ofAddress() ?? tabs[0]);

  return (name) => choose(tabs.find((tab) => nameOf(tab) === name));
}
