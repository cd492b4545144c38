import { secp256k1 } from "@noble/curves/secp256k1.js";
import { toNumber } from "../bytes.js";
import { FormatError } from "../format-error.js";
import { address } from "./hex-text.js";
import { keccak } from "./keccak.js";

const BYTES = 65;
const HALF = 32;
const ADDRESS_OFFSET = 12;

/**
 * The address whose key made a validator's secp256k1 signature over the hash, or null when no key can have.
 *
 * A seal is r and s of 32 bytes, and one byte, 0 or 1, that tells which of two points r means. Both values of s are
 * valid, so a seal has two forms; count signers, never seals.
 */
export function sealSigner(seal, hash) {
  if (Array.isArray(seal) || seal.length !== BYTES) throw new FormatError(`a commit seal has ${BYTES} bytes`);
  const parity = seal[BYTES - 1];
  if (parity !== 0 && parity !== 1) throw new FormatError("a commit seal ends with 0 or 1");
  const r = toNumber(seal.subarray(0, HALF));
  const s = toNumber(seal.subarray(HALF, 2 * HALF));
  const key = recovered(r, s, parity, hash);
  return key === null ? null : address(keccak(key.toBytes(false).subarray(1)).subarray(ADDRESS_OFFSET));
}

function recovered(r, s, parity, hash) {
  try {
    return new secp256k1.Signature(r, s, parity).recoverPublicKey(hash);
  } catch {
    // r or s out of range, r on no point of the curve, or the result at infinity
    return null;
  }
}
