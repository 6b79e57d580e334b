// The answer to a picture, large, with its probabilities.

import { probabilityChart } from "./charts.js";
import { element, emptyState, notice } from "./dom.js";
import { exactPercent, percent } from "./format.js";
import { greyCanvas } from "./pixels.js";

const REASONS = {
  blank: "The picture is blank: nothing stands out from the paper.",
  "too little contrast": "The ink hardly differs from the paper. More light or a darker pen helps.",
  "ink everywhere": "Most of the picture is covered. Plain paper around the digit helps.",
  "several digits": "There is more than one digit, but they do not stand in a line.",
};

/** Of a piece of a number the ten probabilities may leave more than this to there being no digit. */
const NO_DIGIT = 1e-6;

/** "blank" and its like as a sentence. */
export function reasonInWords(reason) {
  return REASONS[reason] ?? `The reader says: ${reason}.`;
}

/** How sure, in words that fit the figure. */
function sureness(confidence) {
  if (confidence >= 0.99) {
    return "very sure";
  }
  return confidence >= 0.9 ? "fairly sure" : confidence >= 0.6 ? "not sure" : "a guess";
}

/** The answer as one sentence, for screen readers. */
export function sentence(answer) {
  if (answer.kind === "none") {
    return `No digit here. ${reasonInWords(answer.reason)}`;
  }
  const what = answer.kind === "number" ? `the number ${answer.number}` : `a ${answer.digit}`;
  return `Read as ${what}, confidence ${percent(answer.confidence)}.`;
}

/** Shows answers in a container; keeps the chart between one digit and the next. */
export class AnswerView {
  #container;
  #result = element("div", { class: "result" });
  #chart = element("div", { class: "chart" });
  #body = element("tbody");
  #whole;
  #showChart;

  constructor(container) {
    this.#container = container;
    this.#whole = element(
      "div",
      { class: "answer" },
      this.#result,
      this.#chart,
      this.#table(),
    );
    this.#showChart = probabilityChart(this.#chart);
    this.showIdle();
  }

  showIdle() {
    this.#container.replaceChildren(
      emptyState("pen", "Nothing read yet", "Draw on the pad, give a picture, or click on a sample."),
    );
  }

  showProblem(problem) {
    this.#container.replaceChildren(notice(problem.message, problem.detail));
  }

  show(answer) {
    if (answer.kind === "none") {
      this.#container.replaceChildren(
        emptyState("none", "No digit here", reasonInWords(answer.reason)),
      );
      return;
    }
    if (answer.kind === "number") {
      this.#showNumber(answer);
    } else {
      this.#showDigit(answer);
    }
    if (!this.#whole.isConnected) {
      this.#container.replaceChildren(this.#whole);
    }
  }

  #showDigit(answer) {
    const order = answer.probabilities.map((p, digit) => [p, digit]).sort((a, b) => b[0] - a[0]);
    const [second, secondDigit] = order[1];
    this.#result.className = "result";
    this.#result.replaceChildren(
      element("p", { class: "digit" }, String(answer.digit)),
      element(
        "div",
        { class: "sure" },
        element("p", { class: "confidence" }, percent(answer.confidence)),
        element("p", { class: "muted" }, `confidence: ${sureness(answer.confidence)}`),
        second >= 0.05
          ? element("p", { class: "second" }, `or a ${secondDigit} (${percent(second)})`)
          : null,
      ),
    );
    this.#showProbabilities(answer.probabilities);
  }

  #showNumber(answer) {
    const chosen = answer.digits.reduce(
      (least, digit, i) => (digit.confidence < answer.digits[least].confidence ? i : least),
      0,
    );
    const digits = element("div", {
      class: "digits",
      role: "radiogroup",
      "aria-label": "Digit whose probabilities are shown",
    });
    answer.digits.forEach((digit, i) => digits.append(this.#digitOfNumber(digit, i, i === chosen)));
    this.#result.className = "result number-result";
    this.#result.replaceChildren(
      element("p", { class: answer.number.length > 6 ? "digit long" : "digit" }, answer.number),
      element(
        "div",
        { class: "sure" },
        element("p", { class: "confidence" }, percent(answer.confidence)),
        element("p", { class: "muted" }, "confidence of the least sure digit"),
      ),
      digits,
    );
    this.#showProbabilities(answer.digits[chosen].probabilities);
  }

  #digitOfNumber(digit, index, chosen) {
    const input = element("input", {
      type: "radio",
      name: "digit-of-number",
      checked: chosen,
      "aria-label": `Digit ${index + 1}: ${digit.digit}, ${percent(digit.confidence)}`,
    });
    input.addEventListener("change", () => this.#showProbabilities(digit.probabilities));
    return element(
      "label",
      { class: "digit-of-number" },
      input,
      greyCanvas(digit.pixels, 28, 28),
      element("strong", {}, String(digit.digit)),
      element("span", { class: "muted small" }, percent(digit.confidence)),
    );
  }

  #table() {
    return element(
      "details",
      {},
      element("summary", {}, "Exact figures"),
      element(
        "table",
        { class: "data" },
        element(
          "thead",
          {},
          element(
            "tr",
            {},
            element("th", { scope: "col" }, "Digit"),
            element("th", { scope: "col" }, "Probability"),
          ),
        ),
        this.#body,
      ),
    );
  }

  #showProbabilities(probabilities) {
    this.#showChart(probabilities);
    const best = probabilities.indexOf(Math.max(...probabilities));
    const rest = 1 - probabilities.reduce((sum, probability) => sum + probability, 0);
    this.#body.replaceChildren(
      ...probabilities.map((probability, digit) => row(String(digit), probability, digit === best)),
      ...(rest > NO_DIGIT ? [row("no digit", rest, false)] : []),
    );
  }
}

function row(name, probability, best) {
  return element(
    "tr",
    { class: best ? "best" : null },
    element("th", { scope: "row" }, name),
    element("td", {}, exactPercent(probability)),
  );
}
