import { disclosure, element } from "./element.js";

const MAX_NAMED = 12;

/**
 * What came of choosing a trust file, in sentences. No mark of approval: that a file can be read says nothing of whose it
 * is.
 *
 * @param trust {name, answer, replaced} of the file chosen last, or null
 * @param isRefused whether several files were chosen, none of which was taken
 */
export function trustSentences(texts, trust, isRefused) {
  return [...(isRefused ? [element("p", { class: "problem" }, texts.oneTrustFile)] : []), ...sentences(texts, trust)];
}

function sentences(texts, trust) {
  if (trust === null) return [];
  const { name, answer, replaced } = trust;
  if (answer.failure !== undefined) {
    return [element("p", { class: "problem" }, texts.failure, " ", element("span", { lang: "en" }, answer.failure))];
  }
  if (answer.fingerprint === undefined) {
    return [
      element("p", { class: "problem" }, texts.trustUnusable(name), " ", element("span", { lang: "en" }, answer.reason)),
    ];
  }
  const isDevelopment = answer.consensus === "development";
  return [
    element("p", { class: "trusted" }, ...(isDevelopment ? [warningBadge(), " "] : []), texts.trustUsable(name)),
    isDevelopment && element("p", { class: "warning" }, texts.developmentTrust),
    replaced !== null && element("p", { class: "warning" }, texts.trustReplaced(replaced)),
  ].filter(Boolean);
}

function warningBadge() {
  return element("span", { class: "badge waiting", "aria-hidden": "true" }, "!");
}

/** What the trust file makes the verifier believe, for comparing with what the consortium has said. */
export function trustFacts(texts, trust) {
  if (trust?.answer.fingerprint === undefined) return [];
  const { answer } = trust;
  const rows = [
    [texts.chain, `${answer.chainId}, ${texts.consensus[answer.consensus]}`],
    [texts.contract, element("code", {}, answer.contract)],
    answer.consensus === "qbft" && [texts.validators, String(answer.sets[0].addresses.length)],
    [texts.logs, named(answer.logs.map(({ origin }) => origin))],
    [texts.agencies, named(answer.agencies)],
    [texts.fingerprint, element("code", {}, answer.fingerprint)],
  ];
  return [list(rows.filter(Boolean)), disclosure(texts.trustKeys, trust, () => [keys(texts, answer)])];
}

/** Addresses and keys in full: a name can be anybody's. */
function keys(texts, { sets, moreSets, logs }) {
  const rows = [
    ...sets.map(({ fromBlock, addresses }) => [texts.validatorsFrom(fromBlock), lines(addresses)]),
    ...logs.map(({ origin, key }) => [texts.logKey(origin), lines([key])]),
  ];
  const all = list(rows);
  return moreSets === 0 ? all : element("div", {}, all, element("p", { class: "soft" }, texts.moreSets(moreSets)));
}

function list(rows) {
  return element(
    "dl",
    {},
    ...rows.map(([term, value]) => element("div", {}, element("dt", {}, term), element("dd", {}, value))),
  );
}

function lines(values) {
  return element("ul", { class: "keys" }, ...values.map((each) => element("li", {}, element("code", {}, each))));
}

function named(names) {
  const first = names.slice(0, MAX_NAMED).join(", ");
  return names.length <= MAX_NAMED ? `${names.length}: ${first}` : `${names.length}: ${first}, …`;
}
