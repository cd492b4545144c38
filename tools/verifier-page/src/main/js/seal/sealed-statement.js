import { utf8 } from "../bytes.js";
import { FormatError } from "../format-error.js";
import { JsonFields } from "../json/fields.js";
import { parseJsonObject } from "../json/reader.js";
import { sha256 } from "../merkle/hash.js";
import { Jws, MAX_CHARS } from "./jws.js";

export const RECORD_PUBLISHED = "record.published";

const KINDS = new Set([
  RECORD_PUBLISHED,
  "record.withdrawn",
  "record.erased",
  "agreement.requested",
  "agreement.offered",
  "agreement.accepted",
  "agreement.refused",
  "agreement.suspended",
  "agreement.resumed",
  "agreement.expired",
  "agreement.revoked",
  "agreement.terminated",
  "access.granted",
  "access.denied",
  "agency.applied",
  "agency.admitted",
  "agency.suspended",
  "agency.restored",
  "agency.left",
  "key.registered",
  "key.rotated",
  "key.revoked",
]);
const STATEMENT_TYP = "govshare-statement+jwt";
const RECORD_TYP = "govshare-record+sd-jwt";
const PAYLOAD = { maxBytes: MAX_CHARS, maxDepth: 32, maxDigits: 64 };
const AGENCY = /^[a-z0-9][a-z0-9-]{0,62}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** The last second of the year 9999. */
const MAX_TIME = 253402300799n;
const MAX_NAME = 255;

/**
 * A fact that an agency has signed: who (issuer, operator), what kind, which one (id), when (issuedAt), and claims of its
 * own. Parsing checks the form; verify checks the seal.
 */
export class SealedStatement {
  constructor(jws, payload) {
    if (jws.header.size !== 3 || !["alg", "kid", "typ"].every((name) => jws.header.has(name))) {
      throw new FormatError("a statement's header has 'alg', 'kid' and 'typ' and nothing else");
    }
    const header = new JsonFields(jws.header);
    const claims = new JsonFields(payload);
    this.jws = jws;
    this.payload = payload;
    this.kid = header.text("kid");
    this.kind = claims.text("statement");
    if (!KINDS.has(this.kind)) throw claims.error("statement", "is not a known kind of statement");
    const typ = this.kind === RECORD_PUBLISHED ? RECORD_TYP : STATEMENT_TYP;
    if (header.text("typ") !== typ) throw new FormatError(`a statement '${this.kind}' has 'typ' '${typ}'`);
    this.issuer = matching(claims, "iss", AGENCY, "an agency's code");
    this.id = matching(claims, "jti", UUID, "a UUID in lower case");
    /** Whole seconds since 1970. */
    this.issuedAt = claims.integer("iat", 0n, MAX_TIME);
    this.operator = claims.text("op");
    if (this.operator === "" || this.operator.length > MAX_NAME) {
      throw claims.error("op", `is to have 1 to ${MAX_NAME} characters`);
    }
  }

  static parse(compact) {
    const jws = Jws.parse(compact);
    return new SealedStatement(jws, parseJsonObject(jws.payload, PAYLOAD));
  }

  /** Whether the key made the seal, and is the one the statement names. */
  verify(key) {
    return key.kid === this.kid && this.jws.verify(key);
  }

  /** The only thing the log and the chain ever see of a statement. */
  entry() {
    return sha256(utf8(this.jws.compact));
  }
}

export function isUuid(text) {
  return UUID.test(text);
}

function matching(claims, name, pattern, kind) {
  const text = claims.text(name);
  if (!pattern.test(text)) throw claims.error(name, `is to be ${kind}`);
  return text;
}
