// How a training goes: measures, curves and the filters of the first layer.

import { curveChart } from "./charts.js";
import { element, emptyState } from "./dom.js";
import { count, duration, percent } from "./format.js";
import { drawGrey } from "./pixels.js";

const MOST_POINTS = 2000;

/** So few filters are shown larger. */
const FEW = 16;

/** Shows a training: from its state, then batch by batch. */
export class TrainingView {
  #container;
  #filters;
  #canvases = [];
  #problem = element("div", {});
  #bar = element("progress", { max: 1, value: 0, "aria-label": "Batches trained" });
  #figures = {};
  #whole;
  #showLoss;
  #showAccuracy;
  #epochs = 1;
  #epoch = 0;
  #losses = [];
  #accuracies = [];
  #history = [];

  constructor(container, filters) {
    this.#container = container;
    this.#filters = filters;
    const loss = element("div", { class: "chart curve" });
    const accuracy = element("div", { class: "chart curve" });
    this.#whole = element(
      "div",
      { class: "training" },
      this.#problem,
      this.#bar,
      this.#measures(),
      element("div", { class: "curves" }, loss, accuracy),
      element(
        "p",
        { class: "muted small" },
        "Training: the mean over the epoch so far. Validation: after each epoch, on images that are not learned from.",
      ),
    );
    this.#showLoss = curveChart(loss, { name: "loss", min: 0 });
    this.#showAccuracy = curveChart(accuracy, { name: "accuracy, %", max: 100 });
    this.#showIdle();
  }

  #showIdle() {
    this.#container.replaceChildren(
      emptyState("chart", "No training yet", "Choose the settings and start. Loss, accuracy and speed appear here as the network learns."),
    );
    this.#filters.replaceChildren(
      element("p", { class: "lead" }, "The small patterns that the first layer looks for. They take shape in training."),
    );
  }

  showProblem(shown) {
    if (this.#whole.isConnected) {
      this.#problem.replaceChildren(shown);
    } else {
      this.#container.replaceChildren(shown);
    }
  }

  /** Forgets the curves of the training before. */
  reset() {
    this.#losses = [];
    this.#accuracies = [];
    this.#history = [];
    this.#canvases = [];
    this.#problem.replaceChildren();
    this.#bar.value = 0;
    for (const figure of Object.values(this.#figures)) {
      figure.textContent = "\u2013";
    }
  }

  showState(training) {
    if (training.state === "none") {
      return;
    }
    if (!this.#whole.isConnected) {
      this.#container.replaceChildren(this.#whole);
    }
    this.#epochs = training.settings?.epochs ?? this.#epochs;
    this.#history = [...(training.history ?? [])];
    const ended = !["running", "stopping"].includes(training.state);
    if (ended) {
      this.#figures.left.textContent = "\u2013";
      this.#figures.epoch.textContent = `${this.#history.length} of ${this.#epochs}`;
    }
    if (training.state === "done") {
      this.#bar.value = 1;
    }
    this.#figures.test.textContent =
      training.testAccuracy > 0 ? percent(training.testAccuracy, 2) : "\u2013";
    this.#showSpeed(this.#history.at(-1)?.imagesPerSecond);
    this.#draw();
  }

  showBatch(batch) {
    this.#epochs = batch.epochs;
    const at = batch.epoch - 1 + batch.batch / batch.batches;
    if (batch.epoch !== this.#epoch && this.#losses.length > 0) {
      // The mean starts anew with each epoch: a gap, not a fall.
      this.#losses.push([batch.epoch - 1, null]);
      this.#accuracies.push([batch.epoch - 1, null]);
    }
    this.#epoch = batch.epoch;
    this.#add(this.#losses, [at, batch.loss]);
    this.#add(this.#accuracies, [at, 100 * batch.accuracy]);
    this.#bar.value = at / batch.epochs;
    this.#figures.epoch.textContent = `${batch.epoch} of ${batch.epochs}`;
    this.#figures.left.textContent = duration(batch.secondsLeft);
    this.#showSpeed(batch.imagesPerSecond);
    this.#draw();
  }

  showEpoch(epoch) {
    this.#history = [...this.#history.filter((each) => each.epoch !== epoch.epoch), epoch];
    this.#draw();
  }

  isLast(epoch) {
    return epoch.epoch === this.#epochs;
  }

  showFilters({ width, height, maps }) {
    if (this.#canvases.length !== maps.length) {
      this.#canvases = maps.map(() => element("canvas", { class: "pixels" }));
      this.#filters.replaceChildren(
        element(
          "div",
          { class: maps.length > FEW ? "filter-maps" : "filter-maps few", role: "img", "aria-label": `${maps.length} filters of ${width} x ${height}` },
          ...this.#canvases,
        ),
        element("p", { class: "muted small" }, `${maps.length} filters of ${width} x ${height}; each from its lowest weight (black) to its highest (white)`),
      );
    }
    maps.forEach((map, i) => drawGrey(this.#canvases[i], map, width, height));
  }

  #add(points, point) {
    points.push(point);
    if (points.length > MOST_POINTS) {
      points.splice(0, points.length, ...points.filter((_, i) => i % 2 === 1));
    }
  }

  #showSpeed(imagesPerSecond) {
    if (imagesPerSecond > 0) {
      this.#figures.speed.textContent = count(imagesPerSecond);
    }
  }

  #measures() {
    const titles = { epoch: "Epoch", speed: "Images a second", left: "Time left", test: "Test accuracy" };
    return element(
      "dl",
      { class: "measures" },
      ...Object.entries(titles).map(([name, title]) => {
        this.#figures[name] = element("dd", {}, "\u2013");
        return element("div", { class: "measure" }, element("dt", {}, title), this.#figures[name]);
      }),
    );
  }

  #draw() {
    const curve = (batches, name, validationName, factor) => ({
      epochs: this.#epochs,
      batches:
        batches.length > 0
          ? batches
          : this.#history.map((epoch) => [epoch.epoch, factor * epoch[name]]),
      validation: this.#history
        .filter((epoch) => Number.isFinite(epoch[validationName]))
        .map((epoch) => [epoch.epoch, factor * epoch[validationName]]),
    });
    const loss = curve(this.#losses, "loss", "validationLoss", 1);
    const accuracy = curve(this.#accuracies, "accuracy", "validationAccuracy", 100);
    this.#showLoss(loss, `Curve of the loss${lastOf(loss)}`);
    this.#showAccuracy(accuracy, `Curve of the accuracy in per cent${lastOf(accuracy)}`);
  }
}

function lastOf({ batches, validation }) {
  const last = batches.at(-1);
  const checked = validation.at(-1);
  return (
    (last ? `; in training now ${last[1].toPrecision(3)}` : "") +
    (checked ? `, in validation ${checked[1].toPrecision(3)}` : "")
  );
}
