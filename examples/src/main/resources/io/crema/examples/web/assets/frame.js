// A picture in a frame, as high as its neighbours.

import { element } from "./dom.js";

/** A picture of so few pixels is shown with crisp ones. */
export const SMALL = 64;

/** The height of a picture in pixels of the page, unless that makes it too wide. */
const HEIGHT = 236;

/** The frame of a picture that is loaded. */
export function framed(image) {
  const { naturalWidth: width, naturalHeight: height } = image;
  image.classList.toggle("pixels", Math.max(width, height) <= SMALL);
  const frame = element("div", { class: "boxed" }, image);
  frame.style.width = `${Math.round((HEIGHT * width) / height)}px`;
  return frame;
}

/** A frame with words below it. */
export function captioned(frame, caption) {
  return element("figure", { class: "given" }, frame, element("figcaption", {}, caption));
}
