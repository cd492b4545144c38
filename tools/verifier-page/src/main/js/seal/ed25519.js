import { mulAddUnsafe } from "@noble/curves/abstract/curve.js";
import { ed25519 } from "@noble/curves/ed25519.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { concat } from "../bytes.js";

const HALF = 32;
const SIGNATURE_BYTES = 64;
const { Point } = ed25519;
const { Fn } = Point;

/**
 * Whether the key made the signature, by RFC 8032 §5.1.7 as the JDK carries it out: points in their one encoding, S below
 * the order, and SB − kA = R itself. The library's own check multiplies by the cofactor and refuses keys of small order;
 * on signatures made for the purpose two verifiers would then come to two verdicts.
 */
export function verifyEd25519(key, message, signature) {
  if (signature.length !== SIGNATURE_BYTES) return false;
  const encodedR = signature.subarray(0, HALF);
  const s = littleEndian(signature.subarray(HALF));
  const a = decodePoint(key);
  const r = decodePoint(encodedR);
  if (s >= Fn.ORDER || a === null || r === null) return false;
  const k = Fn.create(littleEndian(sha512(concat([encodedR, key, message]))));
  return mulAddUnsafe(Point, [Point.BASE, a.negate()], [s, k]).equals(r);
}

function decodePoint(bytes) {
  try {
    return Point.fromBytes(bytes, false);
  } catch {
    return null;
  }
}

function littleEndian(bytes) {
  let value = 0n;
  for (let i = bytes.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i]);
  return value;
}
