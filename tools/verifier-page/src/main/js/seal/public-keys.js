import { p256 } from "@noble/curves/nist.js";
import { concat, toNumber, utf8 } from "../bytes.js";
import { FormatError } from "../format-error.js";
import { writeJson } from "../json/writer.js";
import { sha256 } from "../merkle/hash.js";
import { decodeUrl, encodeUrl } from "../strict-base64.js";
import { verifyEd25519 } from "./ed25519.js";

const COORDINATE = 32;
const UNCOMPRESSED = Uint8Array.of(4);

/**
 * Reads an agency's public key from its JSON Web Key (RFC 7517, RFC 8037): EC on P-256 or Ed25519. A key with private
 * parts is refused: whoever sent it has lost it.
 *
 * @returns the key's algorithm, its RFC 7638 thumbprint, and verify(message, signature)
 */
export function publicKeyFromJwk(jwk) {
  if (jwk.has("d")) throw new FormatError("a public key's JWK has no private member 'd'");
  const type = member(jwk, "kty");
  const curve = member(jwk, "crv");
  let key;
  if (type === "EC" && curve === "P-256") {
    key = p256Key(coordinate(jwk, "x"), coordinate(jwk, "y"), thumbprint(jwk, ["crv", "kty", "x", "y"]));
  } else if (type === "OKP" && curve === "Ed25519") {
    key = ed25519Key(coordinate(jwk, "x"), thumbprint(jwk, ["crv", "kty", "x"]));
  } else {
    throw new FormatError("a key is EC on P-256 or OKP on Ed25519");
  }
  requireIfPresent(jwk, "use", "sig");
  requireIfPresent(jwk, "alg", key.algorithm);
  requireIfPresent(jwk, "kid", key.kid);
  return key;
}

function p256Key(x, y, kid) {
  try {
    p256.Point.fromAffine({ x: toNumber(x), y: toNumber(y) }).assertValidity();
  } catch {
    throw new FormatError("the JWK's point is not on P-256");
  }
  const encoded = concat([UNCOMPRESSED, x, y]);
  return {
    algorithm: "ES256",
    kid,
    // Both values of s are signatures here, as RFC 7518 has it.
    verify: (message, signature) => p256.verify(signature, message, encoded, { lowS: false }),
  };
}

function ed25519Key(raw, kid) {
  return { algorithm: "EdDSA", kid, verify: (message, signature) => verifyEd25519(raw, message, signature) };
}

/** RFC 7638 §3: SHA-256 over the required members in the order of their names. */
function thumbprint(jwk, required) {
  return encodeUrl(sha256(utf8(writeJson(new Map(required.map((name) => [name, member(jwk, name)]))))));
}

function member(jwk, name) {
  const value = jwk.get(name);
  if (typeof value !== "string") throw new FormatError(`a JWK's '${name}' is text`);
  return value;
}

function requireIfPresent(jwk, name, value) {
  if (jwk.has(name) && member(jwk, name) !== value) {
    throw new FormatError(`this JWK's '${name}' can only be '${value}'`);
  }
}

function coordinate(jwk, name) {
  const bytes = decodeUrl(member(jwk, name));
  if (bytes.length !== COORDINATE) throw new FormatError(`a JWK's '${name}' has 32 bytes`);
  return bytes;
}
