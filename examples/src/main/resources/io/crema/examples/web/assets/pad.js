// A drawing pad: mouse, finger, pen or keyboard.

import { colour, onScheme } from "./scheme-toggle.js";
import { toPng } from "./pixels.js";

const WIDTH = 480;
const HEIGHT = 360;
const PAUSE = 120;
const STEP = 12;
const SMALL_STEP = 3;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * Tells with "drawn" that the drawing has changed, with "replaced" that another picture took its
 * place. Lengths are in parts of a 480 x 360 pad.
 */
export class DrawingPad extends EventTarget {
  #canvas;
  #strokes = [];
  #stroke = null;
  #pointer = null;
  #pen = null;
  #frame = 0;
  penWidth = 22;

  constructor(canvas) {
    super();
    this.#canvas = canvas;
    canvas.addEventListener("pointerdown", (event) => this.#down(event));
    canvas.addEventListener("pointermove", (event) => this.#move(event));
    canvas.addEventListener("pointerup", (event) => this.#up(event));
    canvas.addEventListener("pointercancel", (event) => this.#up(event));
    canvas.addEventListener("keydown", (event) => this.#key(event));
    canvas.addEventListener("blur", () => this.#liftPen());
    new ResizeObserver(() => this.#resize()).observe(canvas);
    onScheme(() => this.#repaint());
  }

  get isEmpty() {
    return this.#strokes.length === 0;
  }

  undo() {
    this.#strokes.pop();
    this.#stroke = null;
    this.#changed();
  }

  /** Takes everything away; `replaced` where another picture takes its place. */
  clear(replaced = false) {
    this.#strokes = [];
    this.#stroke = null;
    this.#pointer = null;
    this.#changed(replaced ? "replaced" : "drawn");
  }

  /** The drawing as a PNG, black on white in either colour scheme. */
  toPng() {
    const canvas = document.createElement("canvas");
    canvas.width = WIDTH;
    canvas.height = HEIGHT;
    const context = canvas.getContext("2d");
    context.fillStyle = "#fff";
    context.fillRect(0, 0, WIDTH, HEIGHT);
    this.#paintStrokes(context, "#000");
    return toPng(canvas);
  }

  #down(event) {
    if (!event.isPrimary || event.button !== 0) {
      return;
    }
    event.preventDefault();
    this.#canvas.focus({ preventScroll: true });
    this.#canvas.setPointerCapture(event.pointerId);
    this.#pointer = event.pointerId;
    this.#pen = null;
    this.#begin(this.#position(event));
  }

  #move(event) {
    if (event.pointerId !== this.#pointer) {
      return;
    }
    const events = event.getCoalescedEvents?.() ?? [];
    for (const each of events.length > 0 ? events : [event]) {
      this.#stroke.points.push(this.#position(each));
    }
    this.#changed();
  }

  #up(event) {
    if (event.pointerId === this.#pointer) {
      this.#pointer = null;
      this.#stroke = null;
    }
  }

  /** Arrow keys move a pen that the first of them shows; Space sets it down or lifts it. */
  #key(event) {
    const arrow = ARROWS[event.key];
    if (arrow) {
      this.#movePen(arrow, event.shiftKey ? SMALL_STEP : STEP);
    } else if (event.key === " ") {
      this.#togglePen();
    } else if (event.key === "Delete" || event.key === "Backspace") {
      this.clear();
    } else if (event.key === "z" && (event.ctrlKey || event.metaKey)) {
      this.undo();
    } else {
      return;
    }
    event.preventDefault();
  }

  #movePen([x, y], step) {
    this.#pen ??= [WIDTH / 2, HEIGHT / 2];
    this.#pen = [
      Math.min(WIDTH, Math.max(0, this.#pen[0] + x * step)),
      Math.min(HEIGHT, Math.max(0, this.#pen[1] + y * step)),
    ];
    if (this.#stroke) {
      this.#stroke.points.push(this.#pen);
      this.#changed();
    } else {
      this.#repaint();
    }
  }

  #togglePen() {
    this.#pen ??= [WIDTH / 2, HEIGHT / 2];
    if (this.#stroke) {
      this.#stroke = null;
      this.#repaint();
    } else {
      this.#begin(this.#pen);
    }
  }

  #liftPen() {
    if (this.#pointer === null) {
      this.#stroke = null;
      this.#pen = null;
      this.#repaint();
    }
  }

  #begin(point) {
    this.#stroke = { width: this.penWidth, points: [point] };
    this.#strokes.push(this.#stroke);
    this.#changed();
  }

  #position(event) {
    const box = this.#canvas.getBoundingClientRect();
    return [
      ((event.clientX - box.left) / box.width) * WIDTH,
      ((event.clientY - box.top) / box.height) * HEIGHT,
    ];
  }

  #changed(news = "drawn") {
    this.#canvas.parentElement.classList.toggle("inked", !this.isEmpty);
    this.#repaint();
    this.dispatchEvent(new Event(news));
  }

  #resize() {
    const ratio = window.devicePixelRatio || 1;
    const width = Math.round(this.#canvas.clientWidth * ratio);
    if (width > 0 && width !== this.#canvas.width) {
      this.#canvas.width = width;
      this.#canvas.height = Math.round((width * HEIGHT) / WIDTH);
      this.#paint();
    }
  }

  #repaint() {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#paint());
  }

  #paint() {
    const context = this.#canvas.getContext("2d");
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    context.scale(this.#canvas.width / WIDTH, this.#canvas.height / HEIGHT);
    this.#paintStrokes(context, colour("--ink"));
    if (this.#pen) {
      this.#paintPen(context);
    }
  }

  #paintPen(context) {
    context.beginPath();
    context.arc(...this.#pen, this.penWidth / 2 + 3, 0, 2 * Math.PI);
    context.lineWidth = this.#stroke ? 4 : 2;
    context.strokeStyle = colour("--accent");
    context.stroke();
  }

  #paintStrokes(context, ink) {
    context.lineCap = "round";
    context.lineJoin = "round";
    context.strokeStyle = ink;
    context.fillStyle = ink;
    for (const { width, points } of this.#strokes) {
      context.lineWidth = width;
      context.beginPath();
      if (points.length === 1) {
        context.arc(...points[0], width / 2, 0, 2 * Math.PI);
        context.fill();
      } else {
        smoothPath(context, points);
        context.stroke();
      }
    }
  }
}

/** Calls back while there is drawing, at most every 120 ms, and after its end. */
export function afterPause(pad, callback) {
  let timer = 0;
  pad.addEventListener("drawn", () => {
    timer ||= setTimeout(() => {
      timer = 0;
      callback();
    }, PAUSE);
  });
  pad.addEventListener("replaced", () => {
    clearTimeout(timer);
    timer = 0;
  });
}

/** Quadratic curves from middle to middle of the points, each point pulling at its own. */
function smoothPath(context, points) {
  context.moveTo(...points[0]);
  for (let i = 1; i < points.length - 1; i++) {
    const [x, y] = points[i];
    const [nextX, nextY] = points[i + 1];
    context.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2);
  }
  context.lineTo(...points.at(-1));
}
