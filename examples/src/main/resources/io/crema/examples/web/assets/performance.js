// The tab that tests the model: live, then its figures, confusions and facts.

import { listen } from "./api.js";
import { byDigitChart } from "./charts.js";
import { confusionCards } from "./confusion.js";
import { byId, element, notice, segments } from "./dom.js";
import { count, percent, plural } from "./format.js";
import { modelFacts } from "./model-facts.js";

/** Starts the tab. Returns what to do when it is shown: the first time, it tests. */
export function startPerformance(model, readAddress) {
  let running = false;
  let tested = false;

  const run = (again) => {
    if (running) {
      return;
    }
    running = true;
    const button = byId("evaluate");
    button.disabled = true;
    byId("evaluation-progress").hidden = false;
    byId("evaluation-bar").value = 0;
    byId("evaluation-status").textContent = "The test begins";
    const ended = () => {
      running = false;
      button.disabled = false;
    };
    listen(
      `/api/evaluation/stream${again ? "?again=true" : ""}`,
      {
        progress: showProgress,
        done: (evaluation) => {
          tested = true;
          ended();
          showDone(evaluation);
          showEvaluation(evaluation, readAddress);
        },
      },
      () => {
        ended();
        byId("evaluation-status").textContent = "The test was cut off: the server does not answer. Run it again.";
      },
    );
  };

  byId("evaluate").addEventListener("click", () => run(true));
  showMeasures();
  let modelShown = false;
  return () => {
    if (!tested) {
      run(false);
    }
    if (!modelShown) {
      modelShown = true;
      showModel(model);
    }
  };
}

/** Starts the tab for a model without test images: only its facts. Returns what to do when shown. */
export function startModel(model) {
  return () => showModel(model);
}

async function showModel(model) {
  try {
    byId("model-view").replaceChildren(...modelFacts(await model));
  } catch (problem) {
    byId("model-view").replaceChildren(notice(problem.message, problem.detail));
  }
}

function showProgress({ done, total, correct }) {
  byId("evaluation-bar").value = done / total;
  byId("evaluation-status").textContent =
    `${count(done)} of ${count(total)} tested, ${percent(done > 0 ? correct / done : 0, 2)} right`;
}

function showDone(evaluation) {
  byId("evaluation-bar").value = 1;
  const time = evaluation.seconds === undefined ? "" : ` in ${evaluation.seconds.toFixed(1)} s`;
  byId("evaluation-status").textContent = `${count(evaluation.images)} images tested${time}`;
}

function measure(title, value, note) {
  return element(
    "div",
    { class: "measure" },
    element("dt", {}, title),
    element("dd", {}, value, element("div", { class: "note" }, note ?? "")),
  );
}

/** The cards; with dashes before the first test has ended. */
function showMeasures(evaluation) {
  const figure = (name) => (evaluation ? percent(evaluation[name], 2) : "\u2013");
  const [low, high] = evaluation?.accuracyInterval ?? [];
  byId("measures").replaceChildren(
    measure(
      "Accuracy",
      figure("accuracy"),
      evaluation ? `95\u202f% interval ${percent(low, 2)} to ${percent(high, 2)}` : "share read rightly",
    ),
    measure("Precision", figure("precision"), "share of its answers that are right"),
    measure("Recall", figure("recall"), "share of each digit that it reads"),
    measure("F1", figure("f1"), "harmonic mean of the two"),
  );
}

function showEvaluation(evaluation, readAddress) {
  showMeasures(evaluation);
  const view = byId("evaluation-view");
  view.hidden = false;
  view.replaceChildren(
    element("div", { class: "matrix-grid" }, ...confusionCards(evaluation.confusionMatrix, readAddress)),
    digitsCard(evaluation.perClass, evaluation.images),
  );
}

function digitsCard(perClass, images) {
  const recalls = perClass.map((score) => score.recall);
  const best = recalls.indexOf(Math.max(...recalls));
  const hardest = recalls.indexOf(Math.min(...recalls));
  const mean = recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length;
  const container = element("div", { class: "chart tall" });
  const note = element("p", { class: "muted small" });
  const drawChart = byDigitChart(container);
  const show = (kind) => {
    const errors = kind === "errors";
    const values = errors ? recalls.map((recall) => 1 - recall) : recalls;
    drawChart(
      {
        values,
        mean: errors ? 1 - mean : mean,
        axis: errors ? "read wrongly, %" : "read rightly, %",
        max: errors ? undefined : 100,
        places: errors ? 2 : 1,
        inside: !errors,
        best,
        hardest,
      },
      `Bar chart. ${values.map((value, digit) => `${digit}: ${percent(value, 2)}`).join(", ")}`,
    );
    note.textContent = errors
      ? "The axis starts at 0. Dashed: the mean over the digits."
      : "The axis goes from 0 to 100\u202f%. Dashed: the mean over the digits.";
  };
  show("accuracy");
  return element(
    "section",
    { class: "card", "aria-labelledby": "digits-title" },
    element(
      "div",
      { class: "card-head" },
      element("h2", { id: "digits-title" }, "Accuracy by digit"),
      segments("Show", "digit-figure", [["accuracy", "Accuracy"], ["errors", "Errors"]], "accuracy", show),
    ),
    element(
      "dl",
      { class: "measures three" },
      measure("Best read", `${best}`, `${percent(recalls[best], 2)} read rightly`),
      measure("Hardest", `${hardest}`, `${percent(recalls[hardest], 2)} read rightly`),
      measure("Mean over the digits", percent(mean, 2), `${plural(images, "image")} in all`),
    ),
    element("div", { class: "chart-and-table" }, element("div", {}, container, note), digitsTable(perClass)),
  );
}

function digitsTable(perClass) {
  const heads = ["Digit", "Images", "Precision", "Recall", "F1"];
  return element(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": "Table of scores by digit" },
    element(
      "table",
      { class: "data" },
      element("thead", {}, element("tr", {}, ...heads.map((head) => element("th", { scope: "col" }, head)))),
      element(
        "tbody",
        {},
        ...perClass.map((score) =>
          element(
            "tr",
            {},
            element("th", { scope: "row" }, String(score.digit)),
            element("td", {}, count(score.support)),
            element("td", {}, percent(score.precision, 2)),
            element("td", {}, percent(score.recall, 2)),
            element("td", {}, percent(score.f1, 2)),
          ),
        ),
      ),
    ),
  );
}
