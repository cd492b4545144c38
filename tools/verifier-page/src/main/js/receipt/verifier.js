import { inclusionDefect, leafHash } from "../merkle/inclusion-proof.js";
import { readVersion, shownFields } from "../seal/sd-jwt.js";
import { RECORD_PUBLISHED, SealedStatement } from "../seal/sealed-statement.js";
import { encodeUrl } from "../strict-base64.js";
import { AnchoredCheckpoint, STEPS as LATER_STEPS } from "./anchored-checkpoint.js";
import { Defect, failOn, takeStep } from "./step.js";
import { isValidAt } from "./trust.js";

/** What a statement about a record tells of it. */
const ENDS = new Map([
  ["record.erased", "existed, erased"],
  ["record.withdrawn", "existed, withdrawn"],
]);

/** The steps in their order. */
export const STEPS = ["format", "seal", "disclosures", "entry", "inclusion", ...LATER_STEPS];

/**
 * Checks a receipt against a trust file. Always ends in a verdict with all nine steps, whatever the receipt holds.
 *
 * @returns outcome (VALID, NOT_CONSORTIUM_SEALED, INVALID); steps, each with name, status (passed, failed, skipped) and
 *     detail; and the parts (statement, record, fields, block) as far as they could be read, which are worth no more than
 *     the steps that passed
 */
export function verifyReceipt(receipt, trust) {
  return verdict(receipt, trust, new AnchoredCheckpoint(receipt, trust));
}

/** The verdicts on the receipts of one file, in turn. Each anchor that receipts of a bundle share is checked once. */
export function* verifyReceipts(receipts, trust) {
  const anchors = new Map();
  for (const receipt of receipts) {
    const known = anchors.get(receipt.anchor) ?? new AnchoredCheckpoint(receipt, trust);
    anchors.set(receipt.anchor, known);
    yield verdict(receipt, trust, known);
  }
}

function verdict(receipt, trust, anchored) {
  const run = new Run(receipt, trust, anchored);
  const steps = [];
  let sound = true;
  for (const name of STEPS) {
    const step = sound ? run.take(name) : { name, status: "skipped", detail: "not reached" };
    steps.push(step);
    sound = sound && step.status !== "failed";
  }
  const onChain = trust.consensus === "qbft" ? "VALID" : "NOT_CONSORTIUM_SEALED";
  return { outcome: sound ? onChain : "INVALID", steps, parts: run };
}

/** The methods stand in the order of the steps; each tells what it has established, or throws when it cannot. */
class Run {
  constructor(receipt, trust, anchored) {
    this.receipt = receipt;
    this.trust = trust;
    this.anchored = anchored;
  }

  take(name) {
    return LATER_STEPS.includes(name) ? this.anchored.take(name) : takeStep(name, () => this[name]());
  }

  format() {
    const { inclusion, anchor, statement } = this.receipt;
    this.statement = SealedStatement.parse(statement);
    if (this.statement.kind === RECORD_PUBLISHED) this.record = readVersion(this.statement);
    const { checkpoint, block } = this.anchored.read();
    this.checkpoint = checkpoint;
    this.block = block;
    if (checkpoint.size !== inclusion.treeSize || anchor.size !== inclusion.treeSize) {
      throw new Defect("inclusion, checkpoint and anchor speak of different tree sizes");
    }
    return `${this.statement.kind} ${this.statement.id}`;
  }

  seal() {
    const { issuer, kid, issuedAt } = this.statement;
    const agency = this.trust.agency(issuer);
    if (agency === undefined) throw new Defect(`agency '${issuer}' is not in the trust file`);
    const key = agency.keys.get(kid);
    if (key === undefined) throw new Defect(`the key is none of agency '${issuer}'`);
    const at = timeText(issuedAt);
    if (!isValidAt(key, issuedAt)) throw new Defect(`the key was not valid at ${at}`);
    if (!this.statement.verify(key.publicKey)) throw new Defect("the seal was not made by the key it names");
    return `by agency '${issuer}' at ${at}`;
  }

  disclosures() {
    const { disclosures } = this.receipt;
    if (this.statement.kind !== RECORD_PUBLISHED) {
      if (disclosures.length > 0) throw new Defect(`a statement '${this.statement.kind}' has no disclosures`);
      return told(this.statement);
    }
    this.fields = shownFields(this.statement, disclosures);
    return `${disclosures.length} of the record's fields shown`;
  }

  entry() {
    this.entryHash = this.statement.entry();
    return encodeUrl(this.entryHash);
  }

  inclusion() {
    const { inclusion } = this.receipt;
    failOn(inclusionDefect(inclusion, leafHash(this.entryHash), this.checkpoint.root));
    return `leaf ${inclusion.leafIndex} of ${inclusion.treeSize}`;
  }
}

/** Seconds since 1970, at most those of the year 9999, as 2026-11-22T10:00:00Z. */
function timeText(seconds) {
  return new Date(Number(seconds) * 1000).toISOString().replace(".000Z", "Z");
}

function told({ kind, payload }) {
  const record = payload.get("record");
  const end = ENDS.get(kind);
  return end !== undefined && typeof record === "string"
    ? `none; record ${record} ${end}`
    : "none in a statement of this kind";
}
