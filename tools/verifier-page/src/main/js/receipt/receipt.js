import { MAX_BYTES as MAX_HEADER } from "../chain/block-header.js";
import { addressFromHex, hashFromHex, parseHex } from "../chain/hex-text.js";
import { MAX_NODES } from "../chain/trie-proof.js";
import { MAX_HEADERS } from "../chain/validator-changes.js";
import { FormatError } from "../format-error.js";
import { JsonFields } from "../json/fields.js";
import { parseJsonObject } from "../json/reader.js";
import { MAX_CHARS as MAX_NOTE } from "../log/signed-note.js";
import { hashFromBase64 } from "../merkle/hash.js";
import { MAX_PATH } from "../merkle/inclusion-proof.js";
import { MAX_CHARS as MAX_JWS } from "../seal/jws.js";
import { MAX_FIELDS } from "../seal/sd-jwt.js";

export const FORMAT = "govshare-receipt/v1";

/** A receipt without shown fields has about 10 KB; the rest is room for disclosed content. */
export const MAX_BYTES = 32 << 20;

export const LIMITS = { maxBytes: MAX_BYTES, maxDepth: 8, maxDigits: 32 };
export const MAX_LONG = (1n << 63n) - 1n;
const MAX_TRIE_NODE = 1024;

/**
 * A receipt as it stands in its file: well-formed, and nothing more. Whether it proves anything, the verifier says.
 *
 * @param document text or UTF-8 bytes
 */
export function parseReceipt(document) {
  return readReceipt(parseJsonObject(document, LIMITS));
}

export function readReceipt(json) {
  const fields = new JsonFields(json);
  if (fields.text("format") !== FORMAT) throw fields.error("format", `is to be '${FORMAT}'`);
  const receipt = {
    statement: readStatement(fields),
    disclosures: readDisclosures(fields),
    inclusion: inclusion(fields.fields("inclusion")),
    checkpoint: readCheckpoint(fields),
    anchor: readAnchor(fields.fields("anchor")),
  };
  fields.refuseOthers();
  return receipt;
}

export function readStatement(fields) {
  return bounded(fields, "statement", MAX_JWS);
}

export function readDisclosures(fields) {
  return fields.optionalTexts("disclosures", MAX_FIELDS);
}

export function readCheckpoint(fields) {
  return bounded(fields, "checkpoint", MAX_NOTE);
}

function inclusion(fields) {
  const inclusion = {
    leafIndex: fields.integer("leafIndex", 0n, MAX_LONG),
    treeSize: fields.integer("treeSize", 0n, MAX_LONG),
    path: fields.convertAll("path", MAX_PATH, hashFromBase64),
  };
  fields.refuseOthers();
  return inclusion;
}

export function readAnchor(fields) {
  const anchor = {
    chainId: fields.integer("chainId", 1n, MAX_LONG),
    contract: fields.convert("contract", addressFromHex),
    logId: fields.convert("logId", hashFromHex),
    size: fields.integer("size", 0n, MAX_LONG),
    block: block(fields.fields("block")),
    accountProof: fields.convertAll("accountProof", MAX_NODES, (text) => bytes(text, MAX_TRIE_NODE)),
    storageProof: fields.convertAll("storageProof", MAX_NODES, (text) => bytes(text, MAX_TRIE_NODE)),
    validatorChanges: fields.has("validatorChanges")
      ? fields.convertAll("validatorChanges", MAX_HEADERS, (text) => bytes(text, MAX_HEADER))
      : [],
  };
  fields.refuseOthers();
  return anchor;
}

function block(fields) {
  const block = {
    number: fields.integer("number", 0n, MAX_LONG),
    hash: fields.convert("hash", hashFromHex),
    header: fields.convert("header", (text) => bytes(text, MAX_HEADER)),
  };
  fields.refuseOthers();
  return block;
}

function bytes(text, maxBytes) {
  const parsed = parseHex(text);
  if (parsed.length > maxBytes) throw new FormatError(`longer than ${maxBytes} bytes`);
  return parsed;
}

function bounded(fields, name, max) {
  const text = fields.text(name);
  if (text.length > max) throw fields.error(name, `is longer than ${max} characters`);
  return text;
}
