import { keccak_256 } from "@noble/hashes/sha3.js";
import { concat } from "../bytes.js";

/** Keccak-256 as Ethereum has it, which is not SHA3-256: the padding differs. */
export function keccak(...parts) {
  return keccak_256(concat(parts));
}
