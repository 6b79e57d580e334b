// Starts the page.

import { request } from "./api.js";
import { startClassify } from "./classify.js";
import { byId } from "./dom.js";
import { count } from "./format.js";
import { startModel, startPerformance } from "./performance.js";
import { startRead } from "./read.js";
import { startScheme } from "./scheme-toggle.js";
import { shapePage } from "./shape-page.js";
import { startTabs } from "./tabs.js";
import { startTrain } from "./train.js";
import { startWhy } from "./why.js";

const model = request("/api/model");

startScheme(byId("theme"));
/** If the server does not answer, the page for digits is shown, and its parts report the error. */
const facts = await model.catch(() => ({ reads: "digits", explains: true }));
shapePage(facts);
const ofDigits = facts.reads === "digits";

let choose = () => {};
const showRead = () => choose("read");
const readAddress = ofDigits ? startRead(showRead) : startClassify(showRead);
const shown = {
  read: () => {},
  performance: ofDigits ? startPerformance(model, readAddress) : startModel(model),
};
if (facts.explains) {
  shown.why = startWhy(showRead, ofDigits);
}
if (ofDigits) {
  shown.train = startTrain();
}
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
