// What the model is: its facts and its layers.

import { element } from "./dom.js";
import { count } from "./format.js";

/** The facts of the model, as they stand in its file and in the server. */
export function modelFacts(model) {
  const facts = [
    ["Model", model.name],
    ["Network", model.network],
    ["Input", model.reads === "classes" ? model.input.join(" x ") : ""],
    ["Classes", model.reads === "classes" ? model.classes.join(", ") : ""],
    ["Parameters", count(model.parameters)],
    ["Kernels", `${model.kernels}, ${model.threads} thread${model.threads === 1 ? "" : "s"}, Java ${model.java}`],
    ["Version", model.version],
    ["SHA-256 of the weights", element("code", {}, model.weightsSha256)],
  ];
  return [
    element(
      "div",
      { class: "model-grid" },
      element("div", {}, element("h3", {}, "Facts"), factList(facts), ...trainingRecord(model.training)),
      layerTable(model.layers),
    ),
  ];
}

function factList(facts) {
  return element(
    "dl",
    { class: "facts" },
    ...facts
      .filter(([, value]) => value !== undefined && value !== null && value !== "")
      .flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]),
  );
}

function trainingRecord(training) {
  const entries = Object.entries(training ?? {});
  if (entries.length === 0) {
    return [];
  }
  return [
    element("h3", {}, "How it was trained"),
    factList(entries.map(([name, value]) => [inWords(name), String(value)])),
  ];
}

/** "batchSize" as "batch size". */
function inWords(name) {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function layerTable(layers) {
  return element(
    "div",
    {},
    element("h3", {}, "Layers"),
    element(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": "Table of layers" },
      element(
        "table",
        { class: "data layers" },
        element(
          "thead",
          {},
          element(
            "tr",
            {},
            ...["Layer", "Output", "Parameters"].map((head) => element("th", { scope: "col" }, head)),
          ),
        ),
        element(
          "tbody",
          {},
          ...layers.map((layer) =>
            element(
              "tr",
              {},
              element("th", { scope: "row" }, layer.layer),
              element("td", {}, String(layer.output)),
              element("td", {}, count(layer.parameters)),
            ),
          ),
        ),
      ),
    ),
  );
}
