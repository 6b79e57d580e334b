// Makes the page, written for digits, fit the model that is served.

import { byId } from "./dom.js";

/** For a model of other classes than digits: removes what is for digits alone, and renames the rest. */
export function shapePage(model) {
  const unwanted = [];
  if (model.reads === "classes") {
    unwanted.push(...document.querySelectorAll('[data-for="digits"]'));
    document.title = "Crema picture classifier";
    byId("tagline").textContent = "Picture classifier";
    byId("tab-read").textContent = "Classify a picture";
    byId("tab-performance").textContent = "Model";
    byId("pad-title").textContent = "Give a picture";
  }
  if (!model.explains) {
    unwanted.push(byId("tab-why"), byId("why"));
  }
  for (const part of unwanted) {
    part.remove();
  }
}
