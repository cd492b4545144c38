import { utf8 } from "../bytes.js";
import { FormatError } from "../format-error.js";
import { parseJson } from "../json/reader.js";
import { sha256 } from "../merkle/hash.js";
import { decodeUrl, encodeUrl } from "../strict-base64.js";

/** The largest field, as text. */
const MAX_CHARS = 8 << 20;
const CONTENT = { maxBytes: MAX_CHARS, maxDepth: 64, maxDigits: 1024 };

/**
 * One field of a record with the salt that hides it while it is not shown (RFC 9901 §4.2): [salt, name, value], or
 * [salt, value] for an element of an array, whose name is then undefined. The digest is over the text as issued.
 */
export function parseDisclosure(text) {
  if (text.length > MAX_CHARS) throw new FormatError(`a disclosure has at most ${MAX_CHARS} characters`);
  const content = parseJson(decodeUrl(text), CONTENT);
  const digest = encodeUrl(sha256(utf8(text)));
  if (Array.isArray(content) && typeof content[0] === "string") {
    if (content.length === 2) return { digest, name: undefined, value: content[1] };
    if (content.length === 3 && typeof content[1] === "string") {
      if (content[1] === "_sd" || content[1] === "...") {
        throw new FormatError("a disclosure's name is neither '_sd' nor '...'");
      }
      return { digest, name: content[1], value: content[2] };
    }
  }
  throw new FormatError("a disclosure is an array of salt, name and value");
}
