// Fifty digits to try, a column for each digit.

import { request } from "./api.js";
import { element, notice, rovingGrid } from "./dom.js";

const COLUMNS = 10;

/** Fetches the picture at an address. */
export async function fetchPicture(address) {
  const response = await fetch(address);
  if (!response.ok) {
    throw new Error(`no picture at ${address}`);
  }
  return response.blob();
}

/** A button with a small picture on it. */
export function pictureTile(address, label, onclick) {
  return element(
    "button",
    { type: "button", class: "tile", "aria-label": label, onclick },
    element("img", { src: address, alt: "", width: 28, height: 28, class: "pixels" }),
  );
}

/** Fills the container; `chosen` gets the address of a sample that is clicked on. */
export async function startSamples(container, chosen) {
  let samples;
  try {
    ({ samples } = await request("/api/samples"));
  } catch (problem) {
    container.replaceChildren(notice("The samples could not be fetched", problem.detail));
    return;
  }
  const tiles = inColumns(samples).map((sample) => {
    const tile = pictureTile(sample.picture, `Sample of a ${sample.digit}`, () => {
      for (const each of tiles) {
        each.setAttribute("aria-pressed", String(each === tile));
      }
      chosen(sample.picture);
    });
    tile.setAttribute("aria-pressed", "false");
    return tile;
  });
  container.replaceChildren(...tiles);
  rovingGrid(tiles, () => COLUMNS);
}

/** Row by row, so that each digit has a column. */
function inColumns(samples) {
  const columns = Array.from({ length: COLUMNS }, () => []);
  for (const sample of samples) {
    columns[sample.digit].push(sample);
  }
  const rows = Math.max(...columns.map((column) => column.length));
  return Array.from({ length: rows }, (_, row) => columns.map((column) => column[row]))
    .flat()
    .filter(Boolean);
}

/** Marks no sample as the one that was read. */
export function releaseSamples(container) {
  for (const tile of container.querySelectorAll('[aria-pressed="true"]')) {
    tile.setAttribute("aria-pressed", "false");
  }
}
