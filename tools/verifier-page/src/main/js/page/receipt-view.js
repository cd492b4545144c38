import { disclosure, element, timeElement } from "./element.js";

const TONES = { VALID: "good", NOT_CONSORTIUM_SEALED: "waiting", INVALID: "bad", UNUSABLE: "bad" };
const SYMBOLS = { good: "✓", waiting: "!", bad: "✕", passed: "✓", failed: "✕", skipped: "–" };
const STATUS_TONES = { passed: "good", failed: "bad", skipped: "idle" };
/** Of the trust file's SHA-256, to be compared by eye. */
const SHOWN_DIGITS = 12;

/** The verdict on one receipt, or why a file has none. */
export function receiptView(texts, card) {
  const { name, answer, by } = card;
  const outcome = answer.outcome ?? "UNUSABLE";
  const failed = answer.steps?.find((step) => step.status === "failed");
  const tone = TONES[outcome];
  return element(
    "article",
    { class: `receipt ${tone}`, "data-outcome": outcome, "data-failed": failed?.name },
    element("h3", {}, name),
    element(
      "p",
      { class: "verdict" },
      element("span", { class: "symbol", "aria-hidden": "true" }, SYMBOLS[tone]),
      element("strong", {}, texts.outcomes[outcome]),
    ),
    ...(answer.outcome === undefined ? unusable(texts, answer) : verdict(texts, answer, failed)),
    by === undefined ? null : byWhom(texts, by),
    answer.outcome === undefined ? null : disclosure(texts.details, card, () => details(texts, answer)),
  );
}

/** Whose verdict it is: anybody can make a trust file. */
function byWhom(texts, { name, fingerprint }) {
  const first = fingerprint.slice(0, SHOWN_DIGITS).replace(/.{4}(?=.)/g, "$& ");
  return element("p", { class: "by soft" }, texts.checkedBy(name), " ", code(`${first} …`));
}

function unusable(texts, { reason, failure, isTrust }) {
  if (failure !== undefined) {
    return [element("p", { class: "conclusion" }, texts.failure, " ", element("span", { lang: "en" }, failure))];
  }
  return [
    element("p", { class: "conclusion" }, texts.conclusions.UNUSABLE),
    element("p", { class: "reason", lang: "en" }, reason),
    element("p", { class: "advice" }, isTrust ? texts.isTrust : texts.unusableAdvice),
  ];
}

function verdict(texts, { outcome }, failed) {
  if (failed === undefined) return [element("p", { class: "conclusion" }, texts.conclusions[outcome])];
  return [
    element("p", { class: "conclusion" }, texts.conclusions.INVALID(texts.steps[failed.name][0])),
    element("p", { class: "reason", lang: "en" }, failed.detail),
    element("p", { class: "advice" }, texts.advice[failed.name]),
  ];
}

function details(texts, answer) {
  return [
    ...statementView(texts, answer),
    ...contentView(texts, answer),
    element("h4", {}, texts.stepsTitle),
    element("ol", { class: "steps" }, ...answer.steps.map((step) => stepView(texts, step))),
  ];
}

function statementView(texts, { outcome, statement, record, leaf, size, block, chainId }) {
  if (statement === undefined) return [];
  const rows = [
    [texts.kind, statement.kind],
    [texts.issuer, statement.issuer],
    [texts.time, timeElement(statement.time)],
    [texts.operator, statement.operator],
    [texts.id, code(statement.id)],
    record && [texts.dataset, code(record.dataset)],
    record && [texts.version, record.version],
    [texts.entry, code(statement.entry)],
    [texts.place, texts.placeOf(leaf, size)],
    block && [texts.block, texts.blockAt(block.number, chainId), timeElement(block.time)],
  ];
  return [
    element("h4", {}, outcome === "INVALID" ? texts.claimed : texts.sealed),
    element(
      "dl",
      {},
      ...rows
        .filter(Boolean)
        .map(([term, ...values]) => element("div", {}, element("dt", {}, term), element("dd", {}, ...values))),
    ),
  ];
}

function contentView(texts, { content, record, outcome }) {
  if (content.length === 0) {
    return record && outcome !== "INVALID" ? [element("p", { class: "soft" }, texts.noFields)] : [];
  }
  const [sealed, claimed] = record ? [texts.shownFields, texts.claimedFields] : [texts.content, texts.claimedContent];
  const title = outcome === "INVALID" ? claimed : sealed;
  return [
    element("h4", {}, title),
    element(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": title },
      element(
        "table",
        {},
        element(
          "thead",
          {},
          element("tr", {}, element("th", { scope: "col" }, texts.field), element("th", { scope: "col" }, texts.value)),
        ),
        element(
          "tbody",
          {},
          ...content.map(([name, value]) =>
            element("tr", {}, element("th", { scope: "row" }, name), element("td", {}, value)),
          ),
        ),
      ),
    ),
  ];
}

function stepView(texts, { name, status, detail }) {
  const [title, meaning] = texts.steps[name];
  return element(
    "li",
    { class: status, "data-step": name },
    element(
      "span",
      { class: `badge ${STATUS_TONES[status]}` },
      element("span", { "aria-hidden": "true" }, SYMBOLS[status]),
      ` ${texts.status[status]}`,
    ),
    element("div", {}, element("strong", {}, title), " ", code(name), element("p", {}, meaning), element("p", { class: "proof", lang: "en" }, detail)),
  );
}

function code(text) {
  return element("code", {}, text);
}
