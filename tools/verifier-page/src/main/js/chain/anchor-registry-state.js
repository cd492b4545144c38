import { FormatError } from "../format-error.js";
import { HASH_BYTES, requireHash } from "../merkle/hash.js";
import { parseHex } from "./hex-text.js";
import { keccak } from "./keccak.js";
import { bytesAt, decodeRlp, decodeRlpList } from "./rlp.js";
import { trieValue } from "./trie-proof.js";

// The state of the AnchorRegistry contract, read by proof: slot 0 maps a log and a size to the root anchored there.
const ROOTS_SLOT = 0n;
const ACCOUNT_ITEMS = 4;
const STORAGE_ROOT = 2;

/** The key of a mapping's value is the hash of key and slot, once per level of mapping. */
export function rootSlot(logId, size) {
  return keccak(number(size), keccak(logId, number(ROOTS_SLOT)));
}

/** The root of the contract's storage, or null when the proof shows that there is no such account. */
export function storageRoot(stateRoot, contract, accountProof) {
  const value = trieValue(stateRoot, keccak(parseHex(contract)), accountProof);
  if (value === null) return null;
  const account = decodeRlpList(value);
  if (account.length !== ACCOUNT_ITEMS) throw new FormatError("an account has 4 items");
  return requireHash(bytesAt(account, STORAGE_ROOT));
}

/** The root anchored for a size, or null when the proof shows that there is none. */
export function anchoredRoot(storageRoot, logId, size, storageProof) {
  const value = trieValue(storageRoot, keccak(rootSlot(logId, size)), storageProof);
  return value === null ? null : word(value);
}

/** A storage word: the shortest form on the trie, 32 bytes in the contract. */
function word(rlp) {
  const shortest = decodeRlp(rlp);
  if (Array.isArray(shortest)) throw new FormatError("a storage value is a byte string");
  if (shortest.length === 0 || shortest.length > HASH_BYTES || shortest[0] === 0) {
    throw new FormatError("a storage value is 1 to 32 bytes without leading zeros");
  }
  const bytes = new Uint8Array(HASH_BYTES);
  bytes.set(shortest, HASH_BYTES - shortest.length);
  return bytes;
}

function number(value) {
  const bytes = new Uint8Array(HASH_BYTES);
  new DataView(bytes.buffer).setBigUint64(HASH_BYTES - 8, value);
  return bytes;
}
