import { sameBytes } from "../bytes.js";
import { anchoredRoot, storageRoot } from "../chain/anchor-registry-state.js";
import { BlockHeader } from "../chain/block-header.js";
import { quorum, sealsDefect } from "../chain/qbft-seals.js";
import { ValidatorChanges } from "../chain/validator-changes.js";
import { FormatError } from "../format-error.js";
import { parseCheckpoint } from "../log/checkpoint.js";
import { SignedNote } from "../log/signed-note.js";
import { inclusionDefect, leafHash } from "../merkle/inclusion-proof.js";
import { readVersion, shownFields } from "../seal/sd-jwt.js";
import { RECORD_PUBLISHED, SealedStatement } from "../seal/sealed-statement.js";
import { encodeUrl } from "../strict-base64.js";
import { isValidAt } from "./trust.js";

/** The steps in their order. */
export const STEPS = [
  "format",
  "seal",
  "disclosures",
  "entry",
  "inclusion",
  "checkpoint",
  "anchor",
  "block",
  "validators",
];

/** The reason why a step failed. Never leaves this module. */
class Defect extends Error {}

/**
 * Checks a receipt against a trust file. Always ends in a verdict with all nine steps, whatever the receipt holds.
 *
 * @returns outcome (VALID, NOT_CONSORTIUM_SEALED, INVALID); steps, each with name, status (passed, failed, skipped) and
 *     detail; and the parts (statement, record, fields, header) as far as they could be read, which are worth no more than
 *     the steps that passed
 */
export function verifyReceipt(receipt, trust) {
  const run = new Run(receipt, trust);
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
  constructor(receipt, trust) {
    this.receipt = receipt;
    this.trust = trust;
  }

  take(name) {
    if (name === "validators" && this.trust.consensus === "development") {
      return { name, status: "skipped", detail: "a development chain: not consortium-sealed" };
    }
    try {
      return { name, status: "passed", detail: this[name]() };
    } catch (e) {
      if (e instanceof FormatError || e instanceof Defect) return { name, status: "failed", detail: e.message };
      throw e;
    }
  }

  format() {
    const { inclusion, checkpoint, anchor, statement } = this.receipt;
    this.statement = SealedStatement.parse(statement);
    if (this.statement.kind === RECORD_PUBLISHED) this.record = readVersion(this.statement);
    this.note = SignedNote.parse(checkpoint);
    this.checkpointed = parseCheckpoint(this.note.text);
    this.header = BlockHeader.parse(anchor.block.header);
    if (this.checkpointed.size !== inclusion.treeSize || anchor.size !== inclusion.treeSize) {
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
      return "none in a statement of this kind";
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
    failOn(inclusionDefect(inclusion, leafHash(this.entryHash), this.checkpointed.root));
    return `leaf ${inclusion.leafIndex} of ${inclusion.treeSize}`;
  }

  checkpoint() {
    const log = this.log();
    if (!this.note.verify(log.key)) {
      throw new Defect(`the checkpoint is not signed by the key of log '${log.origin}'`);
    }
    return `signed by log '${log.origin}'`;
  }

  anchor() {
    const { chainId, contract, logId, size, accountProof, storageProof } = this.receipt.anchor;
    const { trust } = this;
    if (chainId !== trust.chainId) throw new Defect(`chain ${chainId} is not the trusted chain ${trust.chainId}`);
    if (contract !== trust.contract) {
      throw new Defect(`contract ${contract} is not the trusted contract ${trust.contract}`);
    }
    const log = this.log();
    if (!sameBytes(logId, log.logId)) throw new Defect("the anchor belongs to another log");
    const storage = storageRoot(this.header.stateRoot, trust.contract, accountProof);
    if (storage === null) throw new Defect("the chain has no such contract");
    const anchored = anchoredRoot(storage, log.logId, size, storageProof);
    if (anchored === null) throw new Defect(`the contract holds no root for size ${size}`);
    if (!sameBytes(anchored, this.checkpointed.root)) {
      throw new Defect(`the contract holds another root for size ${size}`);
    }
    return `root of size ${size} in contract ${contract}`;
  }

  block() {
    const { number, hash } = this.receipt.anchor.block;
    if (this.header.number !== number) {
      throw new Defect(`the header is that of block ${this.header.number}, not ${number}`);
    }
    if (!sameBytes(this.header.hash(this.trust.consensus), hash)) {
      throw new Defect(`the header does not have the hash of block ${number}`);
    }
    return `block ${number}`;
  }

  validators() {
    const validators = this.inForce();
    failOn(sealsDefect(this.header, validators));
    const sealed = `sealed by ${quorum(validators.length)} or more of ${validators.length} validators`;
    const changes = this.receipt.anchor.validatorChanges.length;
    return changes === 0 ? sealed : `${sealed}, known by ${changes} earlier headers`;
  }

  /** The trusted set, or what became of it by changes that are proven. */
  inForce() {
    const trusted = this.trust.validatorsAt(this.header.number);
    const { validatorChanges } = this.receipt.anchor;
    if (trusted === undefined || validatorChanges.length === 0) return trusted?.addresses ?? [];
    const changes = new ValidatorChanges(trusted.addresses);
    for (const carried of validatorChanges) {
      const change = BlockHeader.parse(carried);
      if (change.number > this.header.number) {
        throw new Defect(`the change of validators at block ${change.number} came after the anchor`);
      }
      // A newer trust file knows already what earlier headers would prove.
      if (change.number >= trusted.fromBlock) failOn(changes.defect(change));
    }
    failOn(changes.defectAtEnd(this.header));
    return changes.inForce;
  }

  log() {
    const { origin } = this.checkpointed;
    const log = this.trust.log(origin);
    if (log === undefined) throw new Defect(`log '${origin}' is not in the trust file`);
    return log;
  }
}

function failOn(defect) {
  if (defect !== null) throw new Defect(defect);
}

/** Seconds since 1970, at most those of the year 9999, as 2026-11-22T10:00:00Z. */
function timeText(seconds) {
  return new Date(Number(seconds) * 1000).toISOString().replace(".000Z", "Z");
}
