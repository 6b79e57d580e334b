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
    tint(image.data, i, share, 20 + pixels[i] * 0.7);
  }
  context.putImageData(image, 0, 0);
  return largest;
}

/**
 * Draws the importance of each place over the input of the network, as over a digit.
 * Returns the largest magnitude.
 */
export async function drawImportanceOver(canvas, { input, importance, columns, rows }) {
  const picture = new Image();
  picture.src = input;
  await picture.decode();
  const { naturalWidth: width, naturalHeight: height } = picture;
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  context.drawImage(picture, 0, 0);
  const image = context.getImageData(0, 0, width, height);
  const largest = importance.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  for (let i = 0; i < width * height; i++) {
    const column = Math.floor(((i % width) * columns) / width);
    const row = Math.floor((Math.floor(i / width) * rows) / height);
    const share = largest > 0 ? importance[row * columns + column] / largest : 0;
    tint(image.data, i, share, grey(image.data, i));
  }
  context.putImageData(image, 0, 0);
  return largest;
}

/** The level of a pixel in grey, so that only importance has colour. */
function grey(data, i) {
  return 20 + 0.7 * (0.299 * data[4 * i] + 0.587 * data[4 * i + 1] + 0.114 * data[4 * i + 2]);
}

/** Sets a pixel to a grey level with the colour of a share, from -1 (against) to 1 (for). */
function tint(data, i, share, level) {
  const colour = share > 0 ? [255, 140, 30] : [70, 150, 255];
  const alpha = 0.85 * Math.sqrt(Math.abs(share));
  for (let c = 0; c < 3; c++) {
    data[4 * i + c] = level + (colour[c] - level) * alpha;
  }
  data[4 * i + 3] = 255;
}
