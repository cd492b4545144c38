import { sha256 } from "@noble/hashes/sha2.js";
import { FormatError } from "../format-error.js";
import { decode, decodeUrl } from "../strict-base64.js";

export { sha256 };

export const HASH_BYTES = 32;

/** The bytes, which must be as many as a hash has. */
export function requireHash(bytes) {
  if (bytes.length !== HASH_BYTES) throw new FormatError(`a hash has ${HASH_BYTES} bytes, not ${bytes.length}`);
  return bytes;
}

export function hashFromBase64(text) {
  return requireHash(decode(text));
}

export function hashFromBase64Url(text) {
  return requireHash(decodeUrl(text));
}
