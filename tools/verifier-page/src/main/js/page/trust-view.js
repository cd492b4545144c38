import { element } from "./element.js";

const MAX_NAMED = 12;

/** What the trust file makes the verifier believe, for comparing with what the consortium has said. */
export function trustView(texts, { name, answer }) {
  if (answer.fingerprint === undefined) {
    const problem = answer.failure === undefined ? texts.trustUnusable(name, answer.reason) : texts.failure + answer.failure;
    return [element("p", { class: "problem" }, problem)];
  }
  const rows = [
    [texts.chain, `${answer.chainId}, ${texts.consensus[answer.consensus]}`],
    [texts.contract, element("code", {}, answer.contract)],
    answer.consensus === "qbft" && [texts.validators, String(answer.validators)],
    [texts.logs, named(answer.logs)],
    [texts.agencies, named(answer.agencies)],
    [texts.fingerprint, element("code", {}, answer.fingerprint)],
  ];
  return [
    element("p", { class: "trusted" }, element("span", { class: "badge good" }, "✓"), " ", texts.trustUsable(name)),
    element(
      "dl",
      {},
      ...rows.filter(Boolean).map(([term, value]) => element("div", {}, element("dt", {}, term), element("dd", {}, value))),
    ),
  ];
}

function named(names) {
  const first = names.slice(0, MAX_NAMED).join(", ");
  return names.length <= MAX_NAMED ? `${names.length}: ${first}` : `${names.length}: ${first}, …`;
}
