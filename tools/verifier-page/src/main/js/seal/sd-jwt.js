import { FormatError } from "../format-error.js";
import { JsonFields } from "../json/fields.js";
import { hashFromBase64Url } from "../merkle/hash.js";
import { parseDisclosure } from "./disclosure.js";
import { disclosedClaims } from "./disclosed.js";
import { isUuid } from "./sealed-statement.js";

/** Fields of one record. */
export const MAX_FIELDS = 2_000;

const FIELDS = "fields";
const MAX_VERSION = (1n << 31n) - 1n;

/**
 * The fields of a sealed record that are shown, by name in the order of their disclosures, each of which must belong to
 * the statement. The seal is not looked at.
 */
export function shownFields(statement, texts) {
  if (texts.length > MAX_FIELDS) throw new FormatError(`a record has at most ${MAX_FIELDS} disclosures`);
  const disclosures = texts.map(parseDisclosure);
  const shown = disclosedClaims(statement.payload, disclosures).get(FIELDS);
  const fields = new Map();
  for (const { name } of disclosures) {
    if (name !== undefined && shown.has(name)) fields.set(name, shown.get(name));
  }
  return fields;
}

/** Which version of what dataset's record the statement is; fails when it lacks the form of a record's claims. */
export function readVersion(statement) {
  const claims = new JsonFields(statement.payload);
  if (claims.text("_sd_alg") !== "sha-256") throw claims.error("_sd_alg", "is to be 'sha-256'");
  const fields = claims.fields(FIELDS);
  fields.texts("_sd", MAX_FIELDS);
  fields.refuseOthers();
  const dataset = claims.text("dataset");
  if (!isUuid(dataset)) throw claims.error("dataset", "is to be a UUID in lower case");
  const named = claims.optionalText("prev") !== undefined;
  if (named) claims.convert("prev", hashFromBase64Url);
  const version = claims.integer("version", 1n, MAX_VERSION);
  if (named === (version === 1n)) {
    throw new FormatError("every version but the first, and only those, names the one before");
  }
  return { dataset, version };
}
