// Starts the page.

import { request } from "./api.js";
import { byId } from "./dom.js";
import { count } from "./format.js";
import { startPerformance } from "./performance.js";
import { startRead } from "./read.js";
import { startScheme } from "./scheme-toggle.js";
import { startTabs } from "./tabs.js";
import { startTrain } from "./train.js";
import { startWhy } from "./why.js";

const model = request("/api/model");

startScheme(byId("theme"));
let choose = () => {};
const readAddress = startRead(() => choose("read"));
const shown = {
  read: () => {},
  why: startWhy(() => choose("read")),
  performance: startPerformance(model, readAddress),
  train: startTrain(),
};
choose = startTabs(byId("tabs"), (name) => shown[name]());

document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  byId("content").focus();
});

model.then(
  (facts) => {
    byId("model-name").textContent = `${facts.network} network, ${count(facts.parameters)} parameters`;
    byId("model-name").hidden = false;
  },
  () => {
    // The tab with the model's facts says it.
  },
);
