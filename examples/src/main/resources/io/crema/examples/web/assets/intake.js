// Pictures from outside: dropped, pasted, chosen or taken.

import { Problem } from "./api.js";
import { toPng } from "./pixels.js";

const READ_BY_SERVER = ["image/png", "image/jpeg", "image/gif", "image/bmp"];
const LONGEST_SIDE = 2048;

/** Calls back with each picture given; `failed` gets the Problem where there is none. */
export function startIntake({ zone, pickers, given, failed }) {
  const take = async (files) => {
    try {
      const file = [...files].find((each) => each.type.startsWith("image/")) ?? files[0];
      if (!file) {
        throw new Problem("There is no picture in that", "Copy or drag a picture, not a text or a link.");
      }
      given(await readable(file));
    } catch (problem) {
      failed(problem);
    }
  };
  for (const [button, input] of pickers) {
    button.addEventListener("click", () => input.click());
    input.addEventListener("change", () => {
      if (input.files.length > 0) {
        take([...input.files]);
      }
      input.value = "";
    });
  }
  takeDrops(zone, take);
  takePastes(take);
}

function takeDrops(zone, take) {
  let depth = 0;
  const mark = (change) => {
    depth = change === 0 ? 0 : Math.max(0, depth + change);
    zone.classList.toggle("dropping", depth > 0);
  };
  document.addEventListener("dragenter", () => mark(1));
  document.addEventListener("dragleave", () => mark(-1));
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    mark(0);
    take(event.dataTransfer.files);
  });
}

function takePastes(take) {
  document.addEventListener("paste", (event) => {
    if (!event.target.closest?.("input, textarea, select")) {
      event.preventDefault();
      take(event.clipboardData.files);
    }
  });
}

/** The file, or a PNG of it where the browser knows its format and the server does not. */
async function readable(file) {
  if (READ_BY_SERVER.includes(file.type) || !file.type.startsWith("image/")) {
    return file;
  }
  let bitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    return file;
  }
  const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return toPng(canvas);
}
