// Elements built from text, never from markup: nothing in a description can become part of the page.

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat().filter(child => child !== undefined && child !== null && child !== ""));
  return made;
}

export const code = text => element("code", {}, text);

export function table(caption, headings, rows) {
  return element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    element("table", {},
      element("caption", {}, caption),
      element("thead", {}, element("tr", {}, headings.map(heading => element("th", { scope: "col" }, heading)))),
      element("tbody", {}, rows.map(cells => element("tr", {}, cells.map((cell, column) => column === 0
        ? element("th", { scope: "row" }, cell)
        : element("td", {}, cell)))))));
}
