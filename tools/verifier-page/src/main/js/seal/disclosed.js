import { FormatError } from "../format-error.js";

const DIGESTS = "_sd";
const ALGORITHM = "_sd_alg";
const ELEMENT = "...";
const MAX_DEPTH = 128;

/**
 * The claims as if the disclosed ones had stood there openly (RFC 9901 §7.1 step 3); digests of the others are left out.
 * Refuses, as the RFC demands, a digest that occurs twice, a name that would replace another, and a disclosure that no
 * digest asks for.
 */
export function disclosedClaims(payload, disclosures) {
  if (payload.has(ALGORITHM) && payload.get(ALGORITHM) !== "sha-256") {
    throw new FormatError("'_sd_alg' is to be 'sha-256'");
  }
  const run = new Disclosed(disclosures);
  const claims = run.object(payload);
  claims.delete(ALGORITHM);
  for (const digest of run.byDigest.keys()) {
    if (!run.digests.has(digest)) throw new FormatError("a disclosure does not belong to the sealed statement");
  }
  return claims;
}

class Disclosed {
  constructor(disclosures) {
    this.byDigest = new Map();
    this.digests = new Set();
    this.depth = 0;
    for (const disclosure of disclosures) {
      if (this.byDigest.has(disclosure.digest)) throw new FormatError("a disclosure is given twice");
      this.byDigest.set(disclosure.digest, disclosure);
    }
  }

  value(value) {
    // The reader bounds the depth of each disclosure, but one may hold the digest of the next.
    if (++this.depth > MAX_DEPTH) {
      throw new FormatError(`disclosures are nested deeper than ${MAX_DEPTH} levels`);
    }
    const result = value instanceof Map ? this.object(value) : Array.isArray(value) ? this.array(value) : value;
    this.depth--;
    return result;
  }

  object(object) {
    const members = new Map();
    for (const [name, member] of object) {
      if (name === ELEMENT) throw new FormatError("'...' stands for an element of an array only");
      if (name !== DIGESTS) members.set(name, this.value(member));
    }
    const hidden = object.get(DIGESTS);
    if (hidden === undefined) return members;
    if (!Array.isArray(hidden)) throw new FormatError("'_sd' is an array of digests");
    for (const digest of hidden) {
      const disclosure = this.take(digest);
      if (disclosure === undefined) continue;
      if (disclosure.name === undefined) throw new FormatError("a disclosed claim needs a name");
      const value = this.value(disclosure.value);
      if (members.has(disclosure.name)) {
        throw new FormatError(`a disclosed claim would replace '${disclosure.name}'`);
      }
      members.set(disclosure.name, value);
    }
    return members;
  }

  array(array) {
    const values = [];
    for (const each of array) {
      if (!(each instanceof Map) || !each.has(ELEMENT)) {
        values.push(this.value(each));
        continue;
      }
      if (each.size !== 1) throw new FormatError("'...' stands alone in its object");
      const disclosure = this.take(each.get(ELEMENT));
      if (disclosure === undefined) continue;
      if (disclosure.name !== undefined) throw new FormatError("a disclosed element of an array has no name");
      values.push(this.value(disclosure.value));
    }
    return values;
  }

  /** Each digest may stand in one place only, decoys included: two places would let one disclosure count twice. */
  take(digest) {
    if (typeof digest !== "string") throw new FormatError("a digest is text");
    if (this.digests.has(digest)) throw new FormatError("a digest occurs twice");
    this.digests.add(digest);
    return this.byDigest.get(digest);
  }
}
