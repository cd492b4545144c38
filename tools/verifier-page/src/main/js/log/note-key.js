import { concat, utf8 } from "../bytes.js";
import { FormatError } from "../format-error.js";
import { sha256 } from "../merkle/hash.js";
import { verifyEd25519 } from "../seal/ed25519.js";
import { decode, encode } from "../strict-base64.js";

const ED25519 = 1;
const KEY_BYTES = 32;
const MAX_NAME = 255;
const ID_BYTES = 4;

/**
 * A public key that notes are checked with: a name, the key's 4-byte id, and 32 bytes of Ed25519. Its text form is the
 * verifier key of the note format, name+id+key.
 */
export class NoteKey {
  constructor(name, raw) {
    this.name = requireName(name);
    this.raw = raw;
    this.id = keyId(name, raw);
  }

  static parse(text) {
    const first = text.indexOf("+");
    const second = text.indexOf("+", first + 1);
    if (first < 0 || second < 0) throw new FormatError("a verifier key reads name+id+key");
    const typed = decode(text.slice(second + 1));
    if (typed.length !== 1 + KEY_BYTES || typed[0] !== ED25519) {
      throw new FormatError("a verifier key is an Ed25519 key of type 1");
    }
    const key = new NoteKey(text.slice(0, first), typed.slice(1));
    if (text.slice(first + 1, second) !== key.id) {
      throw new FormatError("a verifier key's id belongs to its name and key");
    }
    return key;
  }

  text() {
    return `${this.name}+${this.id}+${encode(concat([Uint8Array.of(ED25519), this.raw]))}`;
  }

  verify(message, signature) {
    return verifyEd25519(this.raw, message, signature);
  }
}

export function requireName(name) {
  if (name === "" || name.length > MAX_NAME || /[+\u0000-\u001f\p{Z}]/u.test(name)) {
    throw new FormatError(`a key's name is 1 to ${MAX_NAME} characters without space or plus`);
  }
  return name;
}

/** The first four bytes of SHA-256(name, newline, type, key), as eight hexadecimal digits. */
function keyId(name, raw) {
  return idText(sha256(concat([utf8(`${name}\n`), Uint8Array.of(ED25519), raw])));
}

export function idText(bytes) {
  return [...bytes.subarray(0, ID_BYTES)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
