// Calls to the server, and its errors in words.

/** What went wrong, for people to read. */
export class Problem extends Error {
  constructor(title, detail, status) {
    super(title);
    this.detail = detail;
    this.status = status;
  }
}

/** What a status means here; others are said as the server says them. */
const MEANINGS = {
  400: "That cannot be used",
  408: "That took too long",
  413: "The picture is too large",
  415: "That is not a picture that can be read",
  429: "Too much at once",
  503: "The server is busy",
};

async function problemOf(response) {
  let said = {};
  try {
    said = await response.json();
  } catch {
    // Not JSON: the status says it.
  }
  const title = MEANINGS[response.status] ?? said.title ?? `The server answered ${response.status}`;
  return new Problem(title, said.detail || "", response.status);
}

/** The JSON answer of a path, or a Problem. */
export async function request(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch (error) {
    if (error.name === "AbortError") {
      throw error;
    }
    throw new Problem("The server does not answer", "Is it still running? Start it again, then try once more.", 0);
  }
  if (!response.ok) {
    throw await problemOf(response);
  }
  return response.json();
}

function postPicture(path, picture, query, signal) {
  return request(`${path}?${new URLSearchParams(query)}`, {
    method: "POST",
    headers: { "Content-Type": picture.type || "application/octet-stream" },
    body: picture,
    signal,
  });
}

/** The digit or number in a picture, or why there is none. */
export function predict(picture, query = {}, signal) {
  return postPicture("/api/predict", picture, query, signal);
}

/** Which pixels speak for the digit, and what the first layers see. */
export function explain(picture, query = {}, signal) {
  return postPicture("/api/explain", picture, query, signal);
}

/** Only the newest of several calls gives its answer; the others give undefined. */
export function newestOnly() {
  let controller;
  const run = async (call) => {
    controller?.abort();
    const mine = new AbortController();
    controller = mine;
    try {
      const answer = await call(mine.signal);
      return mine.signal.aborted ? undefined : answer;
    } catch (error) {
      if (mine.signal.aborted) {
        return undefined;
      }
      throw error;
    }
  };
  run.cancel = () => controller?.abort();
  return run;
}

/**
 * Listens to a stream of events, each with JSON; ends after "done" or by the function returned.
 * Should the stream end before, `lost` is called.
 */
export function listen(path, handlers, lost) {
  const source = new EventSource(path);
  for (const [name, handler] of Object.entries(handlers)) {
    source.addEventListener(name, (event) => {
      if (name === "done") {
        source.close();
      }
      handler(JSON.parse(event.data));
    });
  }
  source.addEventListener("error", () => {
    source.close();
    lost();
  });
  return () => source.close();
}
