// The tab that classifies pictures, for models of other classes than digits.

import { newestOnly, predict, Problem } from "./api.js";
import { byId, element, emptyState, icon, notice } from "./dom.js";
import { exactPercent, percent } from "./format.js";
import { captioned, framed } from "./frame.js";
import { startIntake } from "./intake.js";
import { reading } from "./reading.js";

/** A picture that is wider than this, compared with its height, leaves no room beside it. */
const WIDE = 1.1;

/** Starts the tab; `show` brings it to the front. */
export function startClassify(show) {
  const newest = newestOnly();
  const input = new ClassInputView(byId("input-view"));
  byId("answer").replaceChildren(
    emptyState("file", "Nothing classified yet", "Drop, paste or choose a picture."),
  );

  const failed = (problem) => {
    byId("answer-time").textContent = "";
    byId("answer").replaceChildren(
      problem instanceof Problem
        ? notice(problem.message, problem.detail)
        : notice("The picture could not be read", problem.message),
    );
  };
  const classify = async (picture) => {
    show();
    try {
      const answer = await newest((signal) => predict(picture, {}, signal));
      if (answer) {
        byId("answer").replaceChildren(...classAnswer(answer));
        byId("answer-time").textContent = `classified in ${answer.milliseconds.toFixed(1)} ms`;
        byId("answer-said").textContent =
          `Classified as ${answer.class}, confidence ${percent(answer.confidence)}.`;
        reading.set(picture, answer);
        await input.show(picture, answer);
      }
    } catch (problem) {
      failed(problem);
      input.showIdle();
    }
  };
  startIntake({
    zone: byId("drop"),
    pickers: [
      [byId("browse"), byId("file")],
      [byId("camera"), byId("photo")],
    ],
    given: classify,
    failed: (problem) => {
      show();
      newest.cancel();
      failed(problem);
    },
  });
}

function classAnswer(answer) {
  return [
    element(
      "div",
      { class: "class-result" },
      element("p", { class: "class-name" }, answer.class),
      element("p", { class: "muted" }, `confidence ${percent(answer.confidence)}`),
    ),
    element(
      "ol",
      { class: "class-bars", "aria-label": "Most probable classes" },
      ...answer.top.map((each, i) => classBar(each, i === 0)),
    ),
    element("p", { class: "muted small" }, ofHowMany(answer)),
  ];
}

function ofHowMany({ top, probabilities }) {
  return top.length < probabilities.length
    ? `The ${top.length} most probable of ${probabilities.length} classes.`
    : `All ${probabilities.length} classes.`;
}

function classBar(each, best) {
  const bar = element("span", { class: "class-bar", "aria-hidden": "true" }, element("span", {}));
  bar.firstChild.style.width = `${100 * each.probability}%`;
  return element(
    "li",
    { class: best ? "best" : null, title: exactPercent(each.probability) },
    element("span", { class: "class-label" }, each.class),
    element("span", { class: "number" }, percent(each.probability)),
    bar,
  );
}

/** The picture as it was given, beside what the network got. */
class ClassInputView {
  #container;
  #url = null;

  constructor(container) {
    this.#container = container;
    this.showIdle();
  }

  showIdle() {
    this.#container.replaceChildren(
      emptyState("file", "No picture yet", "Here the picture is shown as the network gets it."),
    );
  }

  async show(picture, answer) {
    const url = URL.createObjectURL(picture);
    const given = element("img", { src: url, alt: "The picture that was given" });
    const input = element("img", { src: answer.input, alt: "What the network gets" });
    await Promise.all([given.decode(), input.decode()]);
    if (this.#url) {
      URL.revokeObjectURL(this.#url);
    }
    this.#url = url;
    this.#container.replaceChildren(
      element(
        "div",
        { class: given.naturalWidth > WIDE * given.naturalHeight ? "from-to stacked" : "from-to" },
        figure(given, "Given"),
        icon("arrow", "arrow"),
        figure(input, "What the network gets"),
      ),
    );
  }
}

function figure(image, caption) {
  const size = `${image.naturalWidth} x ${image.naturalHeight}`;
  return captioned(framed(image), `${caption}, ${size}`);
}
