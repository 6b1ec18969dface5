// Picking words in a text by pointer or by arrow keys; offsets are code points, as everywhere in the program.

const points = (words) => [...words].length;

export function picker(text, taken) {
  let finish = null;

  function offset(node, at) {
    const before = document.createRange();
    before.setStart(text, 0);
    before.setEnd(node, at);
    return points(before.toString());
  }

  function take() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return false;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.commonAncestorContainer)) return false;
    const whole = range.toString();
    const words = whole.trim();
    if (!words) return false;
    const start = offset(range.startContainer, range.startOffset) + points(whole) - points(whole.trimStart());
    taken({ start, end: start + points(words), words });
    return true;
  }

  function end() {
    finish = null;
    text.classList.remove("picking");
  }

  // On to the next word where the selection holds none, but only a stop or a blank.
  function step(selection, direction) {
    if (direction === "forward") selection.collapseToEnd();
    else {
      selection.collapseToStart();
      selection.modify("move", "backward", "word");
    }
    selection.modify("extend", "forward", "word");
  }

  // Selecting begins at an element; `done` is called when words were taken.
  function begin(from, done) {
    finish = done;
    text.classList.add("picking");
    text.focus();
    const selection = getSelection();
    selection.collapse(from?.firstChild ?? text, 0);
    selection.modify("extend", "forward", "word");
  }

  text.addEventListener("pointerup", () => take());
  text.addEventListener("keydown", (event) => {
    if (!finish) return;
    const selection = getSelection();
    const direction = { ArrowLeft: "backward", ArrowRight: "forward", ArrowUp: "backward", ArrowDown: "forward" }[event.key];
    if (direction) {
      event.preventDefault();
      const unit = event.key.endsWith("Up") || event.key.endsWith("Down") ? "line" : "word";
      if (!event.shiftKey) {
        if (direction === "forward") selection.collapseToEnd();
        else {
          selection.collapseToStart();
          selection.modify("move", "backward", unit);
        }
        if (unit === "line" && direction === "forward") selection.modify("move", direction, unit);
      }
      selection.modify("extend", event.shiftKey ? direction : "forward", event.shiftKey ? unit : "word");
      for (let n = 0; n < 3 && !event.shiftKey && !/[\p{L}\p{N}]/u.test(selection.toString()); n += 1) step(selection, direction);
    } else if (event.key === "Enter") {
      event.preventDefault();
      event.stopPropagation();
      const done = finish;
      if (take()) {
        end();
        done();
      }
    } else if (event.key === "Tab") {
      end();
    }
  });
  return { begin, end, active: () => finish !== null && document.activeElement === text };
}
