// The tab that trains a network while one watches.

import { listen, request } from "./api.js";
import { startAsk } from "./ask.js";
import { byId, notice } from "./dom.js";
import { duration, percent } from "./format.js";
import { TrainingView } from "./training-view.js";

const ACTIVE = ["running", "stopping"];
const RETRY = 2000;

/** Starts the tab. Returns what to do when it is shown. */
export function startTrain() {
  const form = byId("settings");
  const view = new TrainingView(byId("training-view"), byId("filters"));
  const ask = startAsk();
  let close = null;
  let learnt = false;

  const showState = (training) => {
    const active = ACTIVE.includes(training.state);
    byId("start").disabled = active;
    byId("stop").disabled = training.state !== "running";
    byId("training-status").textContent = stateInWords(training);
    learnt ||= training.state === "done" || (training.history ?? []).length > 0;
    ask.available(learnt);
    view.showState(training);
  };
  const stopListening = () => {
    close?.();
    close = null;
  };
  const follow = () => {
    stopListening();
    close = listen(
      "/api/training/stream",
      {
        state: (training) => {
          showState(training);
          if (!ACTIVE.includes(training.state)) {
            stopListening();
          }
        },
        batch: (batch) => {
          byId("training-status").textContent = batchInWords(batch);
          view.showBatch(batch);
          ask.again();
        },
        epoch: (epoch) => {
          view.showEpoch(epoch);
          if (view.isLast(epoch)) {
            byId("training-status").textContent = "Trained; now it is tested";
          }
        },
        filters: (filters) => {
          view.showFilters(filters);
          learnt = true;
          ask.available(true);
        },
        done: (training) => {
          close = null;
          showState(training);
          ask.again();
        },
      },
      () => {
        close = null;
        byId("training-status").textContent = "The server does not answer; trying again";
        setTimeout(() => close ?? follow(), RETRY);
      },
    );
  };
  const failed = (problem) => {
    byId("training-status").textContent = "";
    view.showProblem(notice(problem.message, problem.detail));
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    byId("start").disabled = true;
    try {
      await request("/api/training", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(settingsOf(form)),
      });
      learnt = false;
      view.reset();
      follow();
    } catch (problem) {
      byId("start").disabled = false;
      failed(problem);
    }
  });
  form.elements.network.addEventListener("change", () => suggestSettings(form));
  byId("stop").addEventListener("click", async () => {
    byId("stop").disabled = true;
    byId("training-status").textContent = "Stopping";
    try {
      await request("/api/training", { method: "DELETE" });
    } catch (problem) {
      failed(problem);
    }
  });

  let opened = false;
  return () => {
    if (!opened) {
      opened = true;
      follow();
    }
  };
}

/** Fills in how the chosen network is best trained. */
function suggestSettings(form) {
  const { epochs, batchSize, learningRate } = form.elements.network.selectedOptions[0].dataset;
  Object.entries({ epochs, batchSize, learningRate }).forEach(([name, value]) => {
    form.elements[name].value = value;
  });
}

function settingsOf(form) {
  const fields = form.elements;
  const settings = { network: fields.network.value };
  for (const name of ["limit", "epochs", "batchSize", "learningRate", "seed"]) {
    settings[name] = fields[name].valueAsNumber;
  }
  return settings;
}

function stateInWords({ state, testAccuracy, reason }) {
  const words = {
    none: "",
    running: "Training",
    stopping: "Stopping",
    done: "Done",
    stopped: "Stopped",
    failed: "Failed",
  }[state];
  if (state === "failed" && reason) {
    return `${words}: ${reason}`;
  }
  return testAccuracy > 0 ? `${words}: ${percent(testAccuracy, 2)} of the test images right` : words;
}

function batchInWords({ epoch, epochs, secondsLeft }) {
  return `Epoch ${epoch} of ${epochs}, ${duration(secondsLeft)} left`;
}
