import { FormatError } from "./format-error.js";

// Base64 with exactly one text for each byte string: missing padding and stray low bits in the last character, which
// the browser's own decoder lets pass, would give one value several spellings.
const NONE = 255;
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const STANDARD = { name: "base64", ...alphabet(LETTERS + "+/"), padded: true };
const URL_SAFE = { name: "base64url without padding", ...alphabet(LETTERS + "-_"), padded: false };

function alphabet(letters) {
  const values = new Uint8Array(128).fill(NONE);
  for (let i = 0; i < letters.length; i++) values[letters.charCodeAt(i)] = i;
  return { letters, values };
}

/** RFC 4648 §4, with padding. */
export function encode(bytes) {
  return encodeWith(bytes, STANDARD);
}

/** RFC 4648 §5, without padding. */
export function encodeUrl(bytes) {
  return encodeWith(bytes, URL_SAFE);
}

export function decode(text) {
  return decodeWith(text, STANDARD);
}

export function decodeUrl(text) {
  return decodeWith(text, URL_SAFE);
}

function encodeWith(bytes, { letters, padded }) {
  let text = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const given = Math.min(3, bytes.length - i);
    const group = (bytes[i] << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    for (let k = 0; k <= given; k++) text += letters[(group >>> (18 - 6 * k)) & 63];
    if (padded) text += "=".repeat(3 - given);
  }
  return text;
}

function decodeWith(text, form) {
  const digits = withoutPadding(text, form);
  const bytes = new Uint8Array(Math.floor((digits * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let i = 0; i < digits; i++) {
    const code = text.charCodeAt(i);
    const value = code < 128 ? form.values[code] : NONE;
    if (value === NONE) throw new FormatError(`not ${form.name}`);
    held = (held << 6) | value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = held >>> bits;
      held &= (1 << bits) - 1;
    }
  }
  if (held !== 0) throw new FormatError(`not canonical ${form.name}`);
  return bytes;
}

/** How many characters carry bits. */
function withoutPadding(text, form) {
  let digits = text.length;
  while (digits > 0 && text.length - digits < 2 && text[digits - 1] === "=") digits--;
  if (digits % 4 === 1) throw new FormatError(`not ${form.name}`);
  const padding = form.padded ? (4 - (digits % 4)) % 4 : 0;
  if (text.length - digits !== padding) throw new FormatError(`not canonical ${form.name}`);
  return digits;
}
