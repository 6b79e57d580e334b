// A pad that asks the network in training, again and again as it learns.

import { newestOnly, predict } from "./api.js";
import { reasonInWords } from "./answer.js";
import { probabilityChart } from "./charts.js";
import { byId, element, emptyState, notice } from "./dom.js";
import { percent } from "./format.js";
import { afterPause, DrawingPad } from "./pad.js";

const EVERY = 700;

/** Starts the pad: `available(yes)` as there is a network or not, `again()` as it has learnt. */
export function startAsk() {
  const pad = new DrawingPad(byId("ask-pad"));
  const container = byId("ask-answer");
  const newest = newestOnly();
  const view = new AskView(container);
  let ready = false;
  let askedAt = 0;

  const ask = async () => {
    if (pad.isEmpty) {
      newest.cancel();
      view.showIdle(ready);
      return;
    }
    if (!ready) {
      view.showIdle(ready);
      return;
    }
    askedAt = performance.now();
    try {
      const picture = await pad.toPng();
      const answer = await newest((signal) =>
        predict(picture, { model: "training", many: false }, signal),
      );
      if (answer) {
        view.show(answer);
      }
    } catch (problem) {
      container.replaceChildren(notice(problem.message, problem.detail));
    }
  };
  afterPause(pad, ask);
  const clear = byId("ask-clear");
  clear.addEventListener("click", () => pad.clear());
  pad.addEventListener("drawn", () => {
    clear.disabled = pad.isEmpty;
  });
  view.showIdle(false);

  return {
    available(yes) {
      if (ready !== yes) {
        ready = yes;
        ask();
      }
    },
    again() {
      if (!pad.isEmpty && performance.now() - askedAt > EVERY) {
        ask();
      }
    },
  };
}

class AskView {
  #container;
  #text = element("p", { class: "ask-text" });
  #chart = element("div", { class: "chart small-chart" });
  #whole = element("div", { class: "answer" }, this.#text, this.#chart);
  #showChart = probabilityChart(this.#chart);

  constructor(container) {
    this.#container = container;
  }

  showIdle(ready) {
    this.#container.replaceChildren(
      ready
        ? emptyState("pen", "Draw a digit", "The network in training reads it, and its answer changes as it learns.")
        : emptyState("play", "No network in training", "Start a training first, then draw."),
    );
  }

  show(answer) {
    if (answer.kind !== "digit") {
      this.#container.replaceChildren(
        emptyState("none", "No single digit here", answer.reason ? reasonInWords(answer.reason) : ""),
      );
      return;
    }
    this.#text.replaceChildren(
      element("strong", { class: "digit" }, String(answer.digit)),
      element("span", { class: "confidence" }, percent(answer.confidence)),
    );
    this.#showChart(answer.probabilities);
    if (!this.#whole.isConnected) {
      this.#container.replaceChildren(this.#whole);
    }
  }
}
