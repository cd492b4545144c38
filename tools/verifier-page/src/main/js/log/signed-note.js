import { utf8 } from "../bytes.js";
import { FormatError } from "../format-error.js";
import { decode } from "../strict-base64.js";
import { idText, requireName } from "./note-key.js";

/** Far above what any checkpoint needs, with room for many witnesses. */
export const MAX_CHARS = 64 * 1024;

const MAX_SIGNATURES = 64;
const ID_BYTES = 4;
const DASH = "\u2014 ";

/** A text with signature lines below it, as the C2SP signed-note format has it. */
export class SignedNote {
  constructor(text, lines) {
    /** What was signed, final newline included. Means nothing before verify has said yes. */
    this.text = text;
    this.lines = lines;
  }

  static parse(note) {
    if (note.length > MAX_CHARS) throw new FormatError(`a note has at most ${MAX_CHARS} characters`);
    // The text may hold empty lines itself, so the last one separates.
    const split = note.lastIndexOf("\n\n");
    if (split < 0 || !note.endsWith("\n")) {
      throw new FormatError("a note is text, an empty line and signature lines, each ended by a newline");
    }
    const text = note.slice(0, split + 1);
    requireText(text);
    const signatures = note.slice(split + 2);
    if (signatures === "") throw new FormatError("a note has at least one signature");
    const lines = signatures.slice(0, -1).split("\n");
    if (lines.length > MAX_SIGNATURES) throw new FormatError(`a note has at most ${MAX_SIGNATURES} signatures`);
    return new SignedNote(text, lines.map(signatureLine));
  }

  /**
   * Whether the key has signed. Lines by other keys are passed over; a line in the key's own name and id that does not
   * hold spoils the note even if another one does.
   */
  verify(key) {
    const message = utf8(this.text);
    const own = this.lines.filter((line) => line.id === key.id && line.name === key.name);
    return own.length > 0 && own.every((line) => key.verify(message, line.signature));
  }
}

function signatureLine(line) {
  const space = line.lastIndexOf(" ");
  if (!line.startsWith(DASH) || space < DASH.length) {
    throw new FormatError("a signature line reads: em dash, name, signature");
  }
  const name = requireName(line.slice(DASH.length, space));
  const bytes = decode(line.slice(space + 1));
  if (bytes.length <= ID_BYTES) throw new FormatError(`a note's signature follows a key id of ${ID_BYTES} bytes`);
  return { name, id: idText(bytes), signature: bytes.slice(ID_BYTES) };
}

function requireText(text) {
  if (!text.endsWith("\n") || /[\u0000-\u0009\u000b-\u001f]/.test(text)) {
    throw new FormatError("a note's text ends with a newline and has no other control character");
  }
  if (/\p{Surrogate}/u.test(text)) throw new FormatError("a note's text is valid Unicode");
}
