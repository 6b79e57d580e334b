// The picture as it was given, with boxes, beside what the network got, and the steps between.

import { element, emptyState, icon } from "./dom.js";
import { captioned, framed, SMALL } from "./frame.js";
import { greyCanvas } from "./pixels.js";

/** Shows pictures and what became of them. */
export class InputView {
  #container;
  #stepsCard;
  #steps;
  #url = null;

  constructor(container, stepsCard, steps) {
    this.#container = container;
    this.#stepsCard = stepsCard;
    this.#steps = steps;
    this.showIdle();
  }

  showIdle() {
    this.#showSteps([]);
    this.#container.replaceChildren(
      emptyState("file", "No picture yet", "Here the picture becomes 28 x 28 pixels, step by step."),
    );
  }

  #showSteps(steps) {
    this.#stepsCard.hidden = steps.length === 0;
    this.#steps.replaceChildren(...steps.map(stepItem));
  }

  /** The picture alone, where it could not be read. */
  async showPicture(picture) {
    await this.show(picture, { kind: "none", steps: [] });
  }

  async show(picture, answer) {
    const url = URL.createObjectURL(picture);
    const image = element("img", { src: url, alt: "The picture that was given" });
    try {
      await image.decode();
    } catch {
      URL.revokeObjectURL(url);
      this.showIdle();
      return;
    }
    if (this.#url) {
      URL.revokeObjectURL(this.#url);
    }
    this.#url = url;
    this.#container.replaceChildren(
      element("div", { class: answer.kind === "number" ? "from-to stacked" : "from-to" }, given(image, answer), ...networkInput(answer)),
    );
    this.#showSteps(answer.steps ?? []);
  }
}

function given(image, answer) {
  const frame = framed(image);
  const digits = answer.kind === "number" ? answer.digits : answer.kind === "digit" ? [answer] : [];
  for (const digit of digits) {
    if (digit.box && answer.size) {
      frame.append(box(digit, answer.size));
    }
  }
  return captioned(frame, caption(image, digits.length));
}

function caption(image, digits) {
  const size = `${image.naturalWidth} x ${image.naturalHeight}`;
  return digits > 1 ? `Given, ${size}; ${digits} digits found` : `Given, ${size}`;
}

function box(digit, [width, height]) {
  const [x, y, w, h] = digit.box;
  const mark = element(
    "span",
    { class: "box", "aria-hidden": "true" },
    element("b", {}, String(digit.digit)),
  );
  mark.style.left = `${(100 * x) / width}%`;
  mark.style.top = `${(100 * y) / height}%`;
  mark.style.width = `${(100 * w) / width}%`;
  mark.style.height = `${(100 * h) / height}%`;
  return mark;
}

function networkInput(answer) {
  if (answer.kind === "digit") {
    return [
      icon("arrow", "arrow"),
      inputFigure([greyCanvas(answer.pixels, 28, 28, "The 28 x 28 pixels given to the network")]),
    ];
  }
  if (answer.kind === "number") {
    return [
      icon("arrow", "arrow"),
      inputFigure(
        answer.digits.map((digit) =>
          greyCanvas(digit.pixels, 28, 28, `The 28 x 28 pixels read as ${digit.digit}`),
        ),
      ),
    ];
  }
  return [];
}

function inputFigure(canvases) {
  return element(
    "figure",
    { class: canvases.length > 1 ? "given inputs several" : "given inputs" },
    element("div", { class: "input-pictures" }, ...canvases),
    element("figcaption", {}, "What the network gets, 28 x 28"),
  );
}

function stepItem(step, index) {
  const image = element("img", { alt: "" });
  image.addEventListener("load", () => image.classList.toggle("pixels", image.naturalWidth <= SMALL));
  image.src = step.picture;
  return element(
    "li",
    {},
    element("div", { class: "step-picture" }, image),
    element("span", {}, `${index + 1}. ${step.caption ?? step.name}`),
  );
}
