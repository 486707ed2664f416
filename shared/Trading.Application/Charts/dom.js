// Small helpers around the document. Text is always set as text, never as markup.

export const find = (id) => document.getElementById(id);

/** An element with attributes and children; a child that is no node becomes text. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export const show = (element, visible) => {
  element.hidden = !visible;
};

/** Good news in a card's outcome box. */
export function tell(box, text) {
  box.classList.remove("bad");
  box.replaceChildren(text);
}

export const clear = (box) => box.replaceChildren();

/** What went wrong, in words: title, what to do about it, by field or line, and the id under which the log has it. */
export function tellProblem(box, problem) {
  box.classList.add("bad");
  const entries = Object.entries(problem.errors ?? {});
  const detail = problem.message && problem.message !== problem.title && entries.length !== 1 ? make("span", {}, ` ${problem.message}`) : null;
  box.replaceChildren(
    make("strong", {}, problem.title ?? "That did not work."),
    detail ?? "",
    entries.length ? make("ul", {}, ...entries.map(([field, messages]) => make("li", {}, `${nameOf(field)}: ${[messages].flat().join(" ")}`))) : "",
    problem.traceId ? make("small", {}, `Trace ${problem.traceId}`) : "",
  );
}

// A file's problems are by line, a form's by field.
const nameOf = (field) => (/^\d+$/.test(field) ? `Line ${field}` : field);

/** Fills a table: columns of {title, text, cell, className}; rows are cells' makers' input. */
export function fill(table, columns, rows, { onRow, empty } = {}) {
  const head = make("thead", {}, make("tr", {}, ...columns.map(({ title, text }) => make("th", { class: text && "text", scope: "col" }, title))));
  const body = make("tbody");
  for (const row of rows) {
    const cells = columns.map(({ cell, text, className }) =>
      make("td", { class: [text && "text", className?.(row)].filter(Boolean).join(" ") || null }, cell(row)));
    body.append(make("tr", onRow ? { tabindex: 0, onclick: () => onRow(row), onkeydown: (event) => event.key === "Enter" && onRow(row) } : {}, ...cells));
  }
  if (!rows.length && empty) {
    body.append(make("tr", {}, make("td", { class: "text", colspan: columns.length }, empty)));
  }
  table.replaceChildren(head, body);
}

/** Fills a list of figures: [name, value, className, explanation]. */
export const figures = (list, entries) =>
  list.replaceChildren(...entries.map(([name, value, className, explanation]) =>
    make("div", { title: explanation }, make("dt", {}, name), make("dd", { class: className ?? null }, value))));

/** Runs work while a button is disabled; a problem is told in the box. */
export async function busy(button, box, work) {
  button.disabled = true;
  clear(box);
  try {
    await work();
  } catch (problem) {
    tellProblem(box, problem);
  } finally {
    button.disabled = false;
  }
}

/** Calls at most once in a while; the last call always happens. */
export function throttled(milliseconds, work) {
  let timer = null;
  return () => {
    timer ??= setTimeout(() => {
      timer = null;
      work();
    }, milliseconds);
  };
}
