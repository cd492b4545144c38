import { concat, toNumber } from "../bytes.js";
import { FormatError } from "../format-error.js";

// Ethereum's recursive length prefix encoding. A byte string is a Uint8Array, a list an Array. Decoding takes only what
// encoding would give: lengths in their shortest form, single small bytes as themselves, nothing after the item.

/** Headers hold a list in a list; trie nodes nest their small children. Nothing honest comes near this. */
const MAX_DEPTH = 32;
const MAX_LENGTH_BYTES = 4;
const MAX_NUMBER = 1n << 63n;

export function encodeRlp(item) {
  if (!Array.isArray(item)) {
    return item.length === 1 && item[0] < 0x80 ? item : concat([prefix(0x80, item.length), item]);
  }
  const content = concat(item.map(encodeRlp));
  return concat([prefix(0xc0, content.length), content]);
}

export function decodeRlp(bytes) {
  const decoder = new Decoder(bytes);
  const item = decoder.item(0, bytes.length);
  if (decoder.at !== bytes.length) throw new FormatError("RLP has bytes left over");
  return item;
}

/** Decodes what must be a list. */
export function decodeRlpList(bytes) {
  const item = decodeRlp(bytes);
  if (Array.isArray(item)) return item;
  throw new FormatError("RLP is to be a list");
}

/** The item of the list, which must be a byte string. */
export function bytesAt(list, index) {
  if (!Array.isArray(list[index])) return list[index];
  throw new FormatError(`RLP item ${index} is to be a byte string`);
}

/** The item of the list, which must be a list. */
export function listAt(list, index) {
  if (Array.isArray(list[index])) return list[index];
  throw new FormatError(`RLP item ${index} is to be a list`);
}

/** The item of the list, which must be a number below 2^63 in its shortest form, as BigInt. */
export function numberAt(list, index) {
  const bytes = bytesAt(list, index);
  const value = bytes.length > 8 ? MAX_NUMBER : toNumber(bytes);
  if (value >= MAX_NUMBER || bytes[0] === 0) {
    throw new FormatError(`RLP item ${index} is to be a number of 63 bits in shortest form`);
  }
  return value;
}

function prefix(base, length) {
  if (length <= 55) return Uint8Array.of(base + length);
  const digits = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest % 256);
  return Uint8Array.of(base + 55 + digits.length, ...digits);
}

class Decoder {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  item(depth, end) {
    if (depth > MAX_DEPTH) throw new FormatError(`RLP nested deeper than ${MAX_DEPTH} levels`);
    const first = this.next(end);
    if (first < 0x80) return Uint8Array.of(first);
    const isList = first >= 0xc0;
    const short = first - (isList ? 0xc0 : 0x80);
    const length = short <= 55 ? short : this.longLength(short - 55, end);
    if (length > end - this.at) throw new FormatError("RLP is cut off");
    return isList ? this.list(depth, this.at + length) : this.string(length);
  }

  list(depth, end) {
    const items = [];
    while (this.at < end) items.push(this.item(depth + 1, end));
    return items;
  }

  string(length) {
    if (length === 1 && this.bytes[this.at] < 0x80) {
      throw new FormatError("RLP of a single small byte is the byte itself");
    }
    const content = this.bytes.slice(this.at, this.at + length);
    this.at += length;
    return content;
  }

  longLength(digits, end) {
    if (digits > MAX_LENGTH_BYTES) throw new FormatError("RLP is longer than anything here");
    let length = 0;
    for (let i = 0; i < digits; i++) length = length * 256 + this.next(end);
    if (length <= 55 || length < 256 ** (digits - 1)) {
      throw new FormatError("RLP length is not in its shortest form");
    }
    return length;
  }

  next(end) {
    if (this.at >= end) throw new FormatError("RLP is cut off");
    return this.bytes[this.at++];
  }
}
