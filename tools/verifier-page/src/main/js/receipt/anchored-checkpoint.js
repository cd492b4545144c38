import { sameBytes } from "../bytes.js";
import { anchoredRoot, storageRoot } from "../chain/anchor-registry-state.js";
import { BlockHeader } from "../chain/block-header.js";
import { sealers, sealsDefect } from "../chain/qbft-seals.js";
import { ValidatorChanges } from "../chain/validator-changes.js";
import { FormatError } from "../format-error.js";
import { parseCheckpoint } from "../log/checkpoint.js";
import { SignedNote } from "../log/signed-note.js";
import { Defect, failOn, takeStep } from "./step.js";

/** The steps that are about a checkpoint and its anchor and nothing else, in their order. */
export const STEPS = ["checkpoint", "anchor", "block", "validators"];

/**
 * What came of a checkpoint and its anchor. Receipts of one checkpoint share them, so each step is taken once and
 * remembered. What was read for the steps is not: a parsed header needs many times the memory of its bytes.
 */
export class AnchoredCheckpoint {
  /** @param receipt of which checkpoint and anchor count */
  constructor({ checkpoint, anchor }, trust) {
    this.note = checkpoint;
    this.anchor = anchor;
    this.trust = trust;
    this.taken = new Map();
    this.defect = null;
    try {
      const check = new Check(checkpoint, anchor, trust);
      this.form = {
        checkpoint: { size: check.head.size, root: check.head.root },
        block: { number: check.header.number, timestamp: check.header.timestamp },
      };
    } catch (e) {
      if (!(e instanceof FormatError)) throw e;
      this.defect = e.message;
    }
  }

  /** Size and root of the checkpoint, number and timestamp of the block. Fails when checkpoint or header cannot be read. */
  read() {
    if (this.defect !== null) throw new FormatError(this.defect);
    return this.form;
  }

  /** What came of a step, when all before it hold. */
  take(name) {
    if (this.taken.size === 0) {
      const check = new Check(this.note, this.anchor, this.trust);
      for (const each of STEPS) {
        const step = check.take(each);
        this.taken.set(each, step);
        if (step.status === "failed") break;
      }
    }
    return this.taken.get(name);
  }
}

/** The methods stand in the order of the steps; each tells what it has established, or throws when it cannot. */
class Check {
  constructor(note, given, trust) {
    this.given = given;
    this.trust = trust;
    this.note = SignedNote.parse(note);
    this.head = parseCheckpoint(this.note.text);
    this.header = BlockHeader.parse(given.block.header);
  }

  take(name) {
    if (name === "validators" && this.trust.consensus === "development") {
      return { name, status: "skipped", detail: "a development chain: not consortium-sealed" };
    }
    return takeStep(name, () => this[name]());
  }

  checkpoint() {
    const log = this.log();
    if (!this.note.verify(log.key)) {
      throw new Defect(`the checkpoint is not signed by the key of log '${log.origin}'`);
    }
    return `signed by log '${log.origin}'`;
  }

  anchor() {
    const { chainId, contract, logId, size, accountProof, storageProof } = this.given;
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
    if (!sameBytes(anchored, this.head.root)) {
      throw new Defect(`the contract holds another root for size ${size}`);
    }
    return `root of size ${size} in contract ${contract}`;
  }

  block() {
    const { number, hash } = this.given.block;
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
    const sealed = `sealed by ${sealers(this.header)} of ${validators.length} validators`;
    const changes = this.given.validatorChanges.length;
    return changes === 0 ? sealed : `${sealed}, known by ${changes} earlier headers`;
  }

  /** The trusted set, or what became of it by changes that are proven. */
  inForce() {
    const trusted = this.trust.validatorsAt(this.header.number);
    const { validatorChanges } = this.given;
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
    const { origin } = this.head;
    const log = this.trust.log(origin);
    if (log === undefined) throw new Defect(`log '${origin}' is not in the trust file`);
    return log;
  }
}
