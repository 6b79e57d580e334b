// The tab that reads a digit or a number: drawn, given, or a sample.

import { newestOnly, predict, Problem } from "./api.js";
import { AnswerView, sentence } from "./answer.js";
import { byId } from "./dom.js";
import { InputView } from "./input-view.js";
import { startIntake } from "./intake.js";
import { afterPause, DrawingPad } from "./pad.js";
import { reading } from "./reading.js";
import { fetchPicture, releaseSamples, startSamples } from "./samples.js";

/** After so many milliseconds without an answer it is said that there will be one. */
const SLOW = 300;

/** Starts the tab; `show` brings it to the front. Returns a function that reads an address. */
export function startRead(show) {
  const answerView = new AnswerView(byId("answer"));
  const inputView = new InputView(byId("input-view"), byId("steps-card"), byId("steps"));
  const newest = newestOnly();
  const pad = startPad();
  let waiting = 0;

  const said = (text) => {
    byId("answer-said").textContent = text;
  };
  const failed = (problem) => {
    byId("answer-time").textContent = "";
    answerView.showProblem(
      problem instanceof Problem ? problem : new Problem("The picture could not be read", problem.message, 0),
    );
  };
  const read = async (picture) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      byId("answer-time").textContent = "reading";
    }, SLOW);
    try {
      const answer = await newest((signal) => predict(picture, { many: true, steps: true }, signal));
      if (answer) {
        clearTimeout(waiting);
        answerView.show(answer);
        byId("answer-time").textContent = timeOf(answer);
        said(sentence(answer));
        reading.set(picture, answer);
        await inputView.show(picture, answer);
      }
    } catch (problem) {
      clearTimeout(waiting);
      failed(problem);
      await inputView.showPicture(picture);
    }
  };
  const readInstead = async (picture) => {
    pad.clear(true);
    await read(picture);
  };
  const readAddress = async (address) => {
    try {
      await readInstead(await fetchPicture(address));
    } catch (problem) {
      failed(problem);
    }
  };

  afterPause(pad, async () => read(await pad.toPng()));
  pad.addEventListener("drawn", () => releaseSamples(byId("samples")));
  startIntake({
    zone: byId("drop"),
    pickers: [
      [byId("browse"), byId("file")],
      [byId("camera"), byId("photo")],
    ],
    given: (picture) => {
      show();
      releaseSamples(byId("samples"));
      readInstead(picture);
    },
    failed: (problem) => {
      show();
      newest.cancel();
      failed(problem);
    },
  });
  startSamples(byId("samples"), readAddress);

  return (address) => {
    show();
    releaseSamples(byId("samples"));
    readAddress(address);
  };
}

function startPad() {
  const pad = new DrawingPad(byId("pad"));
  const width = byId("pen-width");
  const undo = byId("undo");
  const clear = byId("clear");
  pad.penWidth = width.valueAsNumber;
  width.addEventListener("input", () => {
    pad.penWidth = width.valueAsNumber;
  });
  undo.addEventListener("click", () => pad.undo());
  clear.addEventListener("click", () => pad.clear());
  const enable = () => {
    undo.disabled = pad.isEmpty;
    clear.disabled = pad.isEmpty;
  };
  pad.addEventListener("drawn", enable);
  pad.addEventListener("replaced", enable);
  return pad;
}

function timeOf(answer) {
  return answer.milliseconds === undefined ? "" : `read in ${answer.milliseconds.toFixed(1)} ms`;
}
