import { addressFromHex, hashFromHex } from "../chain/hex-text.js";
import { FormatError } from "../format-error.js";
import { JsonFields } from "../json/fields.js";
import { parseJsonObject } from "../json/reader.js";
import { NoteKey } from "../log/note-key.js";
import { publicKeyFromJwk } from "../seal/public-keys.js";
import { parseInstant } from "./instant.js";

export const FORMAT = "govshare-trust/v1";
export const MAX_BYTES = 16 << 20;

const LIMITS = { maxBytes: MAX_BYTES, maxDepth: 16, maxDigits: 32 };
const MAX_LONG = (1n << 63n) - 1n;
const MAX_LOGS = 64;
const MAX_SETS = 100_000;
const MAX_VALIDATORS = 256;
const MAX_AGENCIES = 100_000;
const MAX_KEYS = 1_000;
const MAX_SHOWN = 64;
const CONSENSUS = ["qbft", "development"];

/**
 * All that a verifier takes on trust: the chain and its validators, the contract, the logs' keys and the agencies' keys.
 * Whoever verifies gets this file by a way of their own, not together with the receipt.
 */
export class Trust {
  constructor(document) {
    const fields = new JsonFields(parseJsonObject(document, LIMITS));
    if (fields.text("format") !== FORMAT) throw fields.error("format", `is to be '${FORMAT}'`);
    this.chainId = fields.integer("chainId", 1n, MAX_LONG);
    this.contract = fields.convert("contract", addressFromHex);
    this.consensus = fields.convert("consensus", consensus);
    this.logs = distinct(fields.objects("logs", MAX_LOGS).map(readLog), "origin", "origin");
    this.validators = ascending(fields.objects("validators", MAX_SETS).map(readValidators));
    this.agencies = distinct(fields.objects("agencies", MAX_AGENCIES).map(readAgency), "code", "agency");
    fields.refuseOthers();
    if (this.consensus === "qbft" && this.validators.length === 0) {
      throw new FormatError("a QBFT chain has validators");
    }
  }

  log(origin) {
    return this.logs.get(origin);
  }

  agency(code) {
    return this.agencies.get(code);
  }

  /** The set in force for a block; undefined when the block is older than all that is known. */
  validatorsAt(block) {
    return this.validators.findLast((set) => set.fromBlock <= block);
  }
}

/** Statements carry their time in whole seconds, rounded down, so the first second counts as a whole. */
export function isValidAt({ validFrom, validUntil }, seconds) {
  const ended =
    validUntil !== null && (seconds > validUntil.seconds || (seconds === validUntil.seconds && validUntil.nanos === 0));
  return seconds >= validFrom.seconds && !ended;
}

function consensus(name) {
  if (!CONSENSUS.includes(name)) throw new FormatError("consensus is 'qbft' or 'development'");
  return name;
}

function readLog(fields) {
  const log = {
    origin: fields.text("origin"),
    logId: fields.convert("logId", hashFromHex),
    key: fields.convert("key", NoteKey.parse),
  };
  fields.refuseOthers();
  return log;
}

function readValidators(fields) {
  const set = {
    fromBlock: fields.integer("fromBlock", 0n, MAX_LONG),
    addresses: fields.convertAll("addresses", MAX_VALIDATORS, addressFromHex),
  };
  fields.refuseOthers();
  requireDistinct(set.addresses, "validator");
  if (set.addresses.length === 0) throw new FormatError("a set of validators is not empty");
  return set;
}

function readAgency(fields) {
  const agency = {
    code: fields.text("code"),
    keys: distinct(fields.objects("keys", MAX_KEYS).map(readKey), "kid", "kid"),
  };
  fields.refuseOthers();
  return agency;
}

function readKey(fields) {
  const publicKey = usableKey(fields);
  const kid = fields.text("kid");
  if (kid !== publicKey.kid) throw fields.error("kid", "is to be the thumbprint of its key");
  const validFrom = fields.convert("validFrom", parseInstant);
  const validUntil =
    fields.nullableText("validUntil") === undefined ? null : fields.convert("validUntil", parseInstant);
  fields.refuseOthers();
  return { kid, publicKey, validFrom, validUntil };
}

function usableKey(fields) {
  const jwk = fields.rawObject("jwk");
  try {
    return publicKeyFromJwk(jwk);
  } catch (e) {
    if (e instanceof FormatError) throw fields.error("jwk", `is no usable key: ${e.message}`);
    throw e;
  }
}

function ascending(sets) {
  if (sets.some((set, i) => i > 0 && set.fromBlock <= sets[i - 1].fromBlock)) {
    throw new FormatError("sets of validators stand in the order of their blocks");
  }
  return sets;
}

/** By one of their members, which no two may share. */
function distinct(values, member, name) {
  requireDistinct(values.map((value) => value[member]), name);
  return new Map(values.map((value) => [value[member], value]));
}

function requireDistinct(values, name) {
  const seen = new Set();
  for (const value of values) {
    if (seen.has(value)) {
      const shown = value.length <= MAX_SHOWN ? value : `${value.slice(0, MAX_SHOWN)}…`;
      throw new FormatError(`${name} '${shown}' is given twice`);
    }
    seen.add(value);
  }
}
