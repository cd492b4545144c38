import { FormatError } from "../format-error.js";
import { requireHash } from "../merkle/hash.js";

const ADDRESS_BYTES = 20;

/** Bytes as the chain's interfaces write them: 0x and an even number of digits of either case. */
export function parseHex(text) {
  if (!text.startsWith("0x")) throw new FormatError("hexadecimal begins with 0x");
  if (text.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(text.slice(2))) {
    throw new FormatError("not an even number of hexadecimal digits");
  }
  const bytes = new Uint8Array(text.length / 2 - 1);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(2 + 2 * i, 4 + 2 * i), 16);
  return bytes;
}

export function formatHex(bytes) {
  let text = "0x";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}

export function hashFromHex(text) {
  return requireHash(parseHex(text));
}

/**
 * The 20 bytes that name an account, a contract or a validator, as 0x and lower-case digits: compared and ordered as text
 * they are compared and ordered as bytes.
 */
export function address(bytes) {
  if (bytes.length !== ADDRESS_BYTES) {
    throw new FormatError(`an address has ${ADDRESS_BYTES} bytes, not ${bytes.length}`);
  }
  return formatHex(bytes);
}

/** Upper and lower case mean the same; a checksum in the case is not looked at. */
export function addressFromHex(text) {
  return address(parseHex(text));
}
