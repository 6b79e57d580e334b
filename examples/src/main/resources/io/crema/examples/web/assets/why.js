// The tab that shows why: which pixels count, and what the first layers see.

import { explain, newestOnly } from "./api.js";
import { byId, element, emptyState, notice, segments } from "./dom.js";
import { drawImportance, drawImportanceOver, greyCanvas, pixelsToPng } from "./pixels.js";
import { reading } from "./reading.js";

const MAPS = {
  importance: {
    label: "Covering",
    title: "What happens when parts are covered",
    text: (answer, largest) =>
      `Each place was covered in turn. Where it is orange, the ${answer.digit} becomes less probable, by ` +
      `up to ${(100 * largest).toFixed(1)} percentage points; where it is blue, more probable.`,
  },
  gradient: {
    label: "Gradient",
    title: "What happens when pixels get a little lighter",
    text: (answer) =>
      `Where it is orange, a little more ink makes the answer ${answer.digit} more probable; where ` +
      "it is blue, less probable. The strongest place has the full colour.",
  },
};

const DIGIT_WORDS = {
  button: "Read a digit",
  idle: "Read a digit first. Then this tab shows which of its pixels made the network decide as it did.",
  looking: "Each place of the digit is covered in turn.",
};

const CLASS_WORDS = {
  button: "Classify a picture",
  idle: "Classify a picture first. Then this tab shows which of its parts made the network decide as it did.",
  looking: "Each place of the picture is covered in turn.",
};

/**
 * Starts the tab; `toRead` goes to the tab that reads, `ofDigits` says whether the model reads
 * digits. Returns what to do when it is shown.
 */
export function startWhy(toRead, ofDigits) {
  const words = ofDigits ? DIGIT_WORDS : CLASS_WORDS;
  const container = byId("why-view");
  const newest = newestOnly();
  let stale = true;

  const showIdle = (title, text) => {
    const button = element("button", { class: "button primary", type: "button" }, words.button);
    button.addEventListener("click", toRead);
    container.replaceChildren(
      element("section", { class: "card" }, emptyState("why", title, text, button)),
    );
  };
  const explainPicture = async (picture, before = []) => {
    container.setAttribute("aria-busy", "true");
    if (!container.querySelector(".why-grid")) {
      container.replaceChildren(
        ...before,
        element("section", { class: "card" }, emptyState("why", "Looking for the reason", words.looking)),
      );
    }
    try {
      const answer = await newest((signal) => explain(picture, {}, signal));
      if (answer) {
        const card = ofDigits ? importanceCard(answer) : await classImportanceCard(answer);
        container.replaceChildren(...before, ...explanation(answer, card));
        container.removeAttribute("aria-busy");
      }
    } catch (problem) {
      container.removeAttribute("aria-busy");
      container.replaceChildren(...before, notice(problem.message, problem.detail));
    }
  };
  const explainNumber = (digits) => {
    const show = async (index) => explainPicture(await pixelsToPng(digits[index].pixels), [choice]);
    const choice = element(
      "section",
      { class: "card choose-digit" },
      element("p", {}, "A number was read. Explain its digit"),
      segments(
        "Digit to explain",
        "digit-to-explain",
        digits.map((digit, i) => [String(i), String(digit.digit)]),
        "0",
        (index) => show(Number(index)),
      ),
    );
    show(0);
  };
  const refresh = () => {
    stale = false;
    const { picture, answer } = reading;
    if (!answer) {
      showIdle("Nothing to explain yet", words.idle);
    } else if (answer.kind === "none") {
      showIdle("No digit to explain", "In the picture that was read last there is no digit. Try another one.");
    } else if (answer.kind === "number") {
      explainNumber(answer.digits);
    } else {
      explainPicture(picture);
    }
  };

  reading.addEventListener("read", () => {
    stale = true;
    newest.cancel();
    if (container.offsetParent) {
      refresh();
    }
  });
  return () => {
    if (stale) {
      refresh();
    }
  };
}

function explanation(answer, card) {
  return [
    element(
      "div",
      { class: "why-grid" },
      card,
      element(
        "section",
        { class: "card", "aria-labelledby": "activations-title" },
        element(
          "div",
          { class: "card-head" },
          element("h2", { id: "activations-title" }, "What the first layers see"),
        ),
        element(
          "p",
          { class: "lead" },
          `Each small picture is one filter's response to the ${answer.class === undefined ? "digit" : "picture"}: light where the filter found ` +
            "its pattern, such as an edge in one direction.",
        ),
        ...answer.activations.map(layerMaps),
      ),
    ),
  ];
}

function importanceCard(answer) {
  const canvas = importanceCanvas();
  const text = element("p", { class: "lead" });
  const title = element("h3", {});
  const show = (kind) => {
    const map = MAPS[kind];
    const largest = drawImportance(canvas, answer.pixels, answer[kind]);
    title.textContent = map.title;
    text.textContent = map.text(answer, largest);
    canvas.setAttribute("aria-label", `Importance of each pixel for the answer ${answer.digit}. ${text.textContent}`);
  };
  const kinds = Object.keys(MAPS).filter((kind) => Array.isArray(answer[kind]));
  show(kinds[0]);
  return element(
    "section",
    { class: "card importance" },
    element(
      "div",
      { class: "card-head" },
      element("h2", {}, `Why a ${answer.digit}?`),
      kinds.length > 1
        ? segments(
            "Kind of map",
            "importance-kind",
            kinds.map((kind) => [kind, MAPS[kind].label]),
            kinds[0],
            show,
          )
        : null,
    ),
    importancePictures(canvas, `the ${answer.digit}`),
    element("div", { class: "map-text" }, title, text),
  );
}

function importanceCanvas() {
  return element("canvas", { class: "pixels", role: "img" });
}

function importancePictures(canvas, what) {
  return element(
    "div",
    { class: "importance-pictures" },
    element(
      "figure",
      { class: "given" },
      canvas,
      element(
        "figcaption",
        { class: "legend" },
        element("span", { class: "against" }, "against"),
        element("span", { class: "ramp", "aria-hidden": "true" }),
        element("span", { class: "for" }, `for ${what}`),
      ),
    ),
  );
}

async function classImportanceCard(answer) {
  const canvas = importanceCanvas();
  const largest = await drawImportanceOver(canvas, answer);
  const text =
    `Each place was covered in turn with the mean color. Where it is orange, ${answer.class} becomes less ` +
    `probable, by up to ${(100 * largest).toFixed(1)} percentage points; where it is blue, more probable.`;
  canvas.setAttribute("aria-label", `Importance of each place for the answer ${answer.class}. ${text}`);
  return element(
    "section",
    { class: "card importance" },
    element("div", { class: "card-head" }, element("h2", {}, `Why ${answer.class}?`)),
    importancePictures(canvas, answer.class),
    element(
      "div",
      { class: "map-text" },
      element("h3", {}, MAPS.importance.title),
      element("p", { class: "lead" }, text),
    ),
  );
}

function layerMaps(layer) {
  return element(
    "figure",
    { class: "layer" },
    element(
      "figcaption",
      {},
      element("h3", {}, layer.layer),
      element("span", { class: "muted small" }, `${layer.maps.length} maps of ${layer.width} x ${layer.height}`),
    ),
    element(
      "div",
      { class: "maps", role: "img", "aria-label": `Responses of the filters of ${layer.layer}` },
      ...layer.maps.map((map) => greyCanvas(map, layer.width, layer.height)),
    ),
  );
}
