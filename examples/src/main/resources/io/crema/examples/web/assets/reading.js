// What was last read: shared by the tab that reads and the tab that explains.

/**
 * `picture` (a PNG or other blob), `answer` (of the server). Tells with "read" when both are new.
 */
class Reading extends EventTarget {
  picture = null;
  answer = null;

  set(picture, answer) {
    this.picture = picture;
    this.answer = answer;
    this.dispatchEvent(new Event("read"));
  }
}

export const reading = new Reading();
