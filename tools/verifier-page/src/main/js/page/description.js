import { utf8 } from "../bytes.js";
import { writeJson } from "../json/writer.js";
import { sha256 } from "../merkle/hash.js";
import { encodeUrl } from "../strict-base64.js";
import { printable } from "./printable.js";

const COMMON_CLAIMS = new Set(["iss", "statement", "jti", "iat", "op"]);
const MAX_SHOWN = 4_000;
const MAX_NAME = 200;
/** A bundle may have thousands of receipts that fail for the same long reason. */
const MAX_DETAIL = 500;
const MAX_ROWS = 2_000;
const MAX_SETS = 16;

/**
 * What the page shows of a trust file. Its basis is the same for two files that name the same chain, contract, validators
 * and logs, whichever agencies' keys have come and gone in between.
 */
export function describeTrust(trust, bytes) {
  const logs = [...trust.logs.values()];
  const basis = [
    String(trust.chainId),
    trust.contract,
    trust.consensus,
    trust.validators.map(({ fromBlock, addresses }) => [String(fromBlock), [...addresses].sort()]),
    logs.map(({ origin, logId, key }) => [origin, hex(logId), key.text()]).sort(),
  ];
  return {
    chainId: String(trust.chainId),
    contract: trust.contract,
    consensus: trust.consensus,
    // the newest first
    sets: trust.validators
      .slice(-MAX_SETS)
      .reverse()
      .map(({ fromBlock, addresses }) => ({ fromBlock: String(fromBlock), addresses })),
    moreSets: Math.max(0, trust.validators.length - MAX_SETS),
    logs: logs.map(({ origin, key }) => ({ origin: shortened(origin, MAX_NAME), key: printable(key.text()) })),
    agencies: [...trust.agencies.keys()].map((code) => shortened(code, MAX_NAME)),
    fingerprint: hex(sha256(bytes)),
    basis: hex(sha256(utf8(JSON.stringify(basis)))),
  };
}

/** What the page shows of a receipt: the verdict, and what could be read, which the verdict may have found worthless. */
export function describeReceipt(receipt, { outcome, steps, parts }) {
  const { statement, record, block } = parts;
  return {
    outcome,
    steps: steps.map((step) => ({ ...step, detail: shortened(step.detail, MAX_DETAIL) })),
    statement: statement && describeStatement(statement),
    record: record && { dataset: record.dataset, version: String(record.version) },
    content: content(parts, steps),
    leaf: String(receipt.inclusion.leafIndex),
    size: String(receipt.inclusion.treeSize),
    block: block && { number: String(block.number), time: String(block.timestamp) },
    chainId: String(receipt.anchor.chainId),
  };
}

function describeStatement(statement) {
  return {
    kind: statement.kind,
    issuer: statement.issuer,
    operator: printable(statement.operator),
    id: statement.id,
    time: String(statement.issuedAt),
    entry: encodeUrl(statement.entry()),
  };
}

/** The fields shown, or the claims of a statement that is no record, as pairs of name and text. */
function content({ statement, fields }, steps) {
  const checked = steps.find((step) => step.name === "disclosures").status === "passed";
  if (!checked) return [];
  const members = fields ? [...fields] : [...statement.payload].filter(([name]) => !COMMON_CLAIMS.has(name));
  const rows = members.slice(0, MAX_ROWS).map(([name, value]) => [shortened(name, MAX_NAME), shown(value)]);
  return members.length <= MAX_ROWS ? rows : [...rows, ["…", `(${members.length})`]];
}

function shown(value) {
  const text = typeof value === "string" ? value : writeJson(value);
  return printable(cut(text, MAX_SHOWN), "\n\t");
}

function shortened(text, max) {
  return printable(cut(text, max));
}

function cut(text, max) {
  return text.length <= max ? text : `${text.slice(0, max)}… (${text.length})`;
}

function hex(bytes) {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
