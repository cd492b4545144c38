/** An element with attributes and children; texts become text nodes, so nothing a file holds is ever read as markup. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(attribute, "");
    else if (value !== false && value !== undefined) made.setAttribute(attribute, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/**
 * A part of the page that can be opened. Its content is made when it is opened for the first time: most never are.
 *
 * @param state whose isOpen tells whether it is open, and is kept up to date
 * @param content gives the elements
 */
export function disclosure(summary, state, content) {
  const made = element("details", { open: state.isOpen === true }, element("summary", {}, summary));
  const fill = () => {
    if (made.open && made.childElementCount === 1) made.append(...content());
  };
  made.addEventListener("toggle", () => {
    state.isOpen = made.open;
    fill();
  });
  fill();
  return made;
}

/** Seconds since 1970, as text; a block may name a time beyond all calendars. */
export function timeElement(seconds) {
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(date.getTime())) return seconds;
  return element("time", { datetime: date.toISOString() }, timeText(date));
}

/** To the second, in UTC. */
export function timeText(date) {
  return `${date.toISOString().slice(0, -5).replace("T", " ")} UTC`;
}
