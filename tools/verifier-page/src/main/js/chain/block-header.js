import { FormatError } from "../format-error.js";
import { requireHash } from "../merkle/hash.js";
import { address } from "./hex-text.js";
import { keccak } from "./keccak.js";
import { QbftExtraData } from "./qbft-extra-data.js";
import { bytesAt, decodeRlpList, encodeRlp, numberAt } from "./rlp.js";

/** Far more than any header of a chain with a hundred validators. */
export const MAX_BYTES = 64 * 1024;

const PARENT_HASH = 0;
const COINBASE = 2;
const STATE_ROOT = 3;
const DIFFICULTY = 7;
const NUMBER = 8;
const TIMESTAMP = 11;
const EXTRA_DATA = 12;
const MIX_HASH = 13;
const MIN_ITEMS = 15;
const MAX_ITEMS = 64;

/**
 * A block header as the chain encodes it. Forks add items at the end; they are kept as they are, so a verifier need not
 * know them.
 */
export class BlockHeader {
  constructor(items) {
    if (items.length < MIN_ITEMS || items.length > MAX_ITEMS) {
      throw new FormatError(`a block header has ${MIN_ITEMS} items or more, not ${items.length}`);
    }
    this.items = items;
    this.stateRoot = requireHash(bytesAt(items, STATE_ROOT));
    this.number = numberAt(items, NUMBER);
    /** Seconds since 1970. */
    this.timestamp = numberAt(items, TIMESTAMP);
  }

  static parse(rlp) {
    if (rlp.length > MAX_BYTES) throw new FormatError(`a block header has at most ${MAX_BYTES} bytes`);
    return new BlockHeader(decodeRlpList(rlp));
  }

  /**
   * The block's hash. Under QBFT the seals and the round are left out, since each node may hold other seals for the same
   * block; the genesis block is hashed as it is.
   */
  hash(consensus) {
    if (consensus === "development" || this.number === 0n) return keccak(encodeRlp(this.items));
    return this.hashWith(this.qbft().forBlockHash());
  }

  /** The hash of this header with other extra data. */
  hashWith(extraData) {
    return keccak(encodeRlp(this.items.with(EXTRA_DATA, encodeRlp(extraData))));
  }

  parentHash() {
    return requireHash(bytesAt(this.items, PARENT_HASH));
  }

  coinbase() {
    return address(bytesAt(this.items, COINBASE));
  }

  difficulty() {
    return numberAt(this.items, DIFFICULTY);
  }

  mixHash() {
    return bytesAt(this.items, MIX_HASH);
  }

  qbft() {
    return QbftExtraData.parse(bytesAt(this.items, EXTRA_DATA));
  }
}
