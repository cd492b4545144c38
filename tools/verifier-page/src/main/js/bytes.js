const ENCODER = new TextEncoder();
// A byte order mark stays in the text, where it is an error like any other stray character.
const DECODER = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function utf8(text) {
  return ENCODER.encode(text);
}

/** The text, or null when the bytes are not valid UTF-8. */
export function fromUtf8(bytes) {
  try {
    return DECODER.decode(bytes);
  } catch {
    return null;
  }
}

/** Takes an array, never an argument for each part: lists in a hostile file are longer than a worker's stack. */
export function concat(parts) {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

export function sameBytes(one, other) {
  return one.length === other.length && one.every((byte, i) => byte === other[i]);
}

/** An unsigned number of any length, most significant byte first. */
export function toNumber(bytes) {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return value;
}
