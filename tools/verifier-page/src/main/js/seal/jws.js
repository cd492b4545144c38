import { utf8 } from "../bytes.js";
import { FormatError } from "../format-error.js";
import { parseJsonObject } from "../json/reader.js";
import { decodeUrl } from "../strict-base64.js";

/** Room for a statement with thousands of digests; content never stands in it. */
export const MAX_CHARS = 512 * 1024;

const HEADER = { maxBytes: 4096, maxDepth: 8, maxDigits: 32 };
const ALGORITHMS = ["ES256", "EdDSA"];
const SIGNATURE_BYTES = 64;

/** A compact JWS (RFC 7515 §7.1). Parsing checks the form only; nothing in it may be believed before verify. */
export class Jws {
  constructor(compact, header, payload, signature) {
    this.compact = compact;
    this.header = header;
    this.payload = payload;
    this.signature = signature;
  }

  static parse(compact) {
    if (compact.length > MAX_CHARS) throw new FormatError(`a JWS has at most ${MAX_CHARS} characters`);
    const first = compact.indexOf(".");
    const second = compact.indexOf(".", first + 1);
    if (first < 0 || second < 0) throw new FormatError("a compact JWS has three parts");
    const header = parseJsonObject(part("header", compact.slice(0, first)), HEADER);
    const payload = part("payload", compact.slice(first + 1, second));
    const signature = part("signature", compact.slice(second + 1));
    // RFC 7515 §4.1.11: what is critical and unknown must not be passed over; nothing critical is known here
    if (header.has("crit")) throw new FormatError("a JWS with 'crit' is not supported");
    if (typeof header.get("alg") !== "string") throw new FormatError("a JWS header has 'alg'");
    if (!ALGORITHMS.includes(header.get("alg"))) throw new FormatError("'alg' is to be ES256 or EdDSA");
    if (signature.length !== SIGNATURE_BYTES) throw new FormatError(`a signature has ${SIGNATURE_BYTES} bytes`);
    return new Jws(compact, header, payload, signature);
  }

  /** Whether the key made the signature. A key of the other algorithm never did. */
  verify(key) {
    const signed = this.compact.slice(0, this.compact.lastIndexOf("."));
    return key.algorithm === this.header.get("alg") && key.verify(utf8(signed), this.signature);
  }
}

function part(name, text) {
  try {
    return decodeUrl(text);
  } catch (e) {
    if (e instanceof FormatError) throw new FormatError(`a JWS's ${name}: ${e.message}`);
    throw e;
  }
}
