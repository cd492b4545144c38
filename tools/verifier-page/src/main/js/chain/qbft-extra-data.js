import { FormatError } from "../format-error.js";
import { address } from "./hex-text.js";
import { bytesAt, decodeRlpList, listAt, numberAt } from "./rlp.js";

const VALIDATORS = 1;
const VOTE = 2;
const ROUND = 3;
const SEALS = 4;
const COUNT = 5;
const MAX_ROUND = (1n << 31n) - 1n;
const MAX_VALIDATORS = 256;
const ADD = 0xff;
const ZERO = new Uint8Array(0);

/**
 * What QBFT keeps in a header's extra data: [vanity, validators, vote, round, seals].
 *
 * One header has three hashes: the block hash (round 0, no seals), the commit hash that validators sign (its own round,
 * no seals), and the hash of the bytes as served, which means nothing.
 */
export class QbftExtraData {
  constructor(items, validators, seals) {
    this.items = items;
    this.validators = validators;
    this.seals = seals;
  }

  static parse(bytes) {
    const items = decodeRlpList(bytes);
    // Besu drops what follows the seals when it hashes; taking it along would give one block two forms.
    if (items.length !== COUNT) throw new FormatError(`QBFT extra data has 5 items, not ${items.length}`);
    if (numberAt(items, ROUND) > MAX_ROUND) throw new FormatError("QBFT round is out of range");
    const validators = listAt(items, VALIDATORS);
    const seals = listAt(items, SEALS);
    if (validators.length > MAX_VALIDATORS || seals.length > MAX_VALIDATORS) {
      throw new FormatError(`QBFT extra data has at most ${MAX_VALIDATORS} validators and seals`);
    }
    return new QbftExtraData(items, validators.map((_, i) => address(bytesAt(validators, i))), seals);
  }

  /**
   * The vote that the block's maker casts, a candidate and whether to add it, or null: [candidate, 0xff] to add, an empty
   * byte string to drop.
   */
  vote() {
    const vote = listAt(this.items, VOTE);
    if (vote.length === 0) return null;
    if (vote.length === 2) {
      const kind = bytesAt(vote, 1);
      if (kind.length === 0 || (kind.length === 1 && kind[0] === ADD)) {
        return { candidate: address(bytesAt(vote, 0)), add: kind.length === 1 };
      }
    }
    throw new FormatError("a QBFT vote is a candidate and what is to become of it");
  }

  forBlockHash() {
    return this.items.with(ROUND, ZERO).with(SEALS, []);
  }

  forCommitHash() {
    return this.items.with(SEALS, []);
  }
}
