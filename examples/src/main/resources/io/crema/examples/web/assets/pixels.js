// Pictures of few pixels: from numbers to canvas, from canvas to PNG.

import { element } from "./dom.js";

/** Draws grey values, 0 (black) to 255 (white), row by row; the canvas gets their size. */
export function drawGrey(canvas, values, width, height) {
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  const image = context.createImageData(width, height);
  for (let i = 0; i < width * height; i++) {
    image.data[4 * i] = values[i];
    image.data[4 * i + 1] = values[i];
    image.data[4 * i + 2] = values[i];
    image.data[4 * i + 3] = 255;
  }
  context.putImageData(image, 0, 0);
}

/** A canvas with grey values, its pixels crisp at any size; without a label it is decoration. */
export function greyCanvas(values, width, height, label) {
  const said = label ? { role: "img", "aria-label": label } : { "aria-hidden": "true" };
  const canvas = element("canvas", { class: "pixels", ...said });
  drawGrey(canvas, values, width, height);
  return canvas;
}

/** The PNG of a canvas. */
export function toPng(canvas) {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no PNG"))), "image/png");
  });
}

/** The PNG of the 28 x 28 pixels that the network was given. */
export function pixelsToPng(pixels) {
  const canvas = document.createElement("canvas");
  drawGrey(canvas, pixels, 28, 28);
  return toPng(canvas);
}

/**
 * Draws how much each pixel counts over the digit in grey: warm speaks for the answer, blue against.
 * Returns the largest magnitude.
 */
export function drawImportance(canvas, pixels, importance) {
  const largest = importance.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  canvas.width = 28;
  canvas.height = 28;
  const context = canvas.getContext("2d");
  const image = context.createImageData(28, 28);
  for (let i = 0; i < 784; i++) {
    const share = largest > 0 ? importance[i] / largest : 0;
    const colour = share > 0 ? [255, 140, 30] : [70, 150, 255];
    const alpha = 0.85 * Math.sqrt(Math.abs(share));
    const grey = 20 + pixels[i] * 0.7;
    for (let c = 0; c < 3; c++) {
      image.data[4 * i + c] = grey + (colour[c] - grey) * alpha;
    }
    image.data[4 * i + 3] = 255;
  }
  context.putImageData(image, 0, 0);
  return largest;
}
