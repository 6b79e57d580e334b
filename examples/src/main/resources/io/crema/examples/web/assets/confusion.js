// The confusion matrix: a cell, chosen by mouse or keyboard, shows the digits in it.

import { request } from "./api.js";
import { element, emptyState, notice, rovingGrid } from "./dom.js";
import { count, percent, plural } from "./format.js";
import { pictureTile } from "./samples.js";

const DIGITS = [...Array(10).keys()];

/** A card with the matrix (row = true digit), and one with the digits of a cell. */
export function confusionCards(matrix, readAddress) {
  const cellCard = element("section", { class: "card cell-card", "aria-live": "polite" });
  const showCell = cellShower(cellCard, matrix, readAddress);
  const cells = DIGITS.flatMap((truth) =>
    DIGITS.map((predicted) => cellButton(matrix, truth, predicted)),
  );
  cells.forEach((cell, i) =>
    cell.addEventListener("click", () => {
      for (const each of cells) {
        each.setAttribute("aria-pressed", String(each === cell));
      }
      showCell(Math.floor(i / 10), i % 10);
    }),
  );
  rovingGrid(cells, () => 10);
  cellCard.append(
    element("div", { class: "card-head" }, element("h2", {}, "Digits of a cell")),
    emptyState("why", "Choose a cell", "Click on a cell, or move with the arrow keys and press Enter, to see its digits."),
  );
  return [matrixCard(cells), cellCard];
}

function matrixCard(cells) {
  const rows = DIGITS.map((truth) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, String(truth)),
      ...DIGITS.map((predicted) => element("td", {}, cells[10 * truth + predicted])),
    ),
  );
  return element(
    "section",
    { class: "card", "aria-labelledby": "matrix-title" },
    element(
      "div",
      { class: "card-head" },
      element("h2", { id: "matrix-title" }, "Confusion matrix"),
      element(
        "p",
        { class: "keys small muted" },
        element("span", { class: "key hit" }, "read rightly"),
        element("span", { class: "key miss" }, "confused"),
      ),
    ),
    element(
      "div",
      { class: "matrix-frame" },
      element("p", { class: "matrix-top muted small" }, "read as"),
      element("p", { class: "matrix-side muted small" }, "is a"),
      element(
        "table",
        { class: "matrix", "aria-label": "Confusion matrix: rows are what the digit is, columns what it was read as" },
        element(
          "thead",
          {},
          element(
            "tr",
            {},
            element("td", {}),
            ...DIGITS.map((digit) => element("th", { scope: "col" }, String(digit))),
          ),
        ),
        element("tbody", {}, ...rows),
      ),
    ),
  );
}

function cellButton(matrix, truth, predicted) {
  const images = matrix[truth][predicted];
  const hit = truth === predicted;
  const button = element(
    "button",
    {
      type: "button",
      class: images === 0 ? "cell zero" : hit ? "cell hit" : "cell miss",
      "aria-pressed": "false",
      "aria-label": `${truth} read as ${predicted}: ${images} image${images === 1 ? "" : "s"}`,
    },
    String(images),
  );
  if (images > 0) {
    button.style.setProperty("--heat", heat(matrix, truth, predicted));
  }
  return button;
}

/** How strongly a cell is coloured, 0 to 1: hits by their share of the row, misses by number. */
function heat(matrix, truth, predicted) {
  const images = matrix[truth][predicted];
  if (truth === predicted) {
    return images / matrix[truth].reduce((sum, each) => sum + each, 0);
  }
  const mostMisses = Math.max(...matrix.flatMap((row, i) => row.filter((_, j) => i !== j)));
  return 0.2 + (0.8 * images) / mostMisses;
}

function cellShower(card, matrix, readAddress) {
  let newest = 0;
  return async (truth, predicted) => {
    const mine = ++newest;
    const total = matrix[truth].reduce((sum, each) => sum + each, 0);
    const title = truth === predicted ? `${truth} read rightly` : `${truth} read as ${predicted}`;
    const head = (text) => [
      element("div", { class: "card-head" }, element("h2", {}, title)),
      element("p", { class: "lead" }, text),
    ];
    try {
      const cell = await request(`/api/evaluation/cell?true=${truth}&predicted=${predicted}`);
      if (mine !== newest) {
        return;
      }
      const share = percent(total > 0 ? cell.count / total : 0);
      const some = cell.digits.length < cell.count ? ` The ${count(cell.digits.length)} least sure:` : "";
      card.replaceChildren(
        ...head(`${plural(cell.count, "image")}, ${share} of the ${count(total)} that are a ${truth}.${some}`),
        ...cellDigits(cell, truth, predicted, readAddress),
      );
    } catch (problem) {
      card.replaceChildren(...head(""), notice(problem.message, problem.detail));
    }
  };
}

function cellDigits(cell, truth, predicted, readAddress) {
  if (cell.digits.length === 0) {
    return [emptyState("none", "No such image", `No ${truth} of the test set was read as ${predicted}.`)];
  }
  const tiles = cell.digits.map((digit) =>
    pictureTile(
      digit.picture,
      `Test image ${digit.index}, confidence ${percent(digit.confidence)}: read it`,
      () => readAddress(digit.picture),
    ),
  );
  const list = element(
    "ul",
    { class: "cell-digits" },
    ...cell.digits.map((digit, i) =>
      element("li", {}, tiles[i], element("span", { class: "number" }, percent(digit.confidence, 0))),
    ),
  );
  rovingGrid(tiles, () => getComputedStyle(list).gridTemplateColumns.split(" ").length);
  return [
    list,
    element("p", { class: "muted small" }, "Below each: how sure the network was. Click on one to read it step by step."),
  ];
}
