import { sameBytes } from "../bytes.js";
import { FormatError } from "../format-error.js";
import { HASH_BYTES, requireHash } from "../merkle/hash.js";
import { keccak } from "./keccak.js";
import { bytesAt, decodeRlpList, encodeRlp } from "./rlp.js";

/** 64 nibbles of a hashed key, one node each. */
export const MAX_NODES = 65;

const BRANCH = 17;
const BRANCH_VALUE = 16;

/**
 * The value that a Merkle-Patricia trie of which only the nodes on the way are given has for the key, or null when the
 * proof shows that it has none. Fails when the nodes prove neither, or some are not needed.
 *
 * @param key hashed with Keccak-256, as account and storage tries have them
 */
export function trieValue(root, key, nodes) {
  if (nodes.length > MAX_NODES) throw new FormatError(`a trie proof has at most ${MAX_NODES} nodes`);
  const walk = new Walk(nodes, nibbles(key));
  const value = walk.to(root);
  if (walk.taken < nodes.length) throw new FormatError("a trie proof has no nodes besides those on the way");
  return value;
}

class Walk {
  constructor(nodes, key) {
    this.nodes = nodes;
    this.key = key;
    this.taken = 0;
    this.at = 0;
  }

  to(root) {
    let node = this.take(root);
    while (true) {
      let next;
      if (node.length === BRANCH) {
        if (this.at === this.key.length) return present(bytesAt(node, BRANCH_VALUE));
        next = node[this.key[this.at++]];
      } else if (node.length === 2) {
        const path = decodePath(bytesAt(node, 0));
        if (!this.follows(path.nibbles)) return null;
        this.at += path.nibbles.length;
        // A leaf that ends before the key does belongs to another key.
        if (path.isLeaf) return this.at === this.key.length ? present(bytesAt(node, 1)) : null;
        next = node[1];
      } else {
        throw new FormatError("a trie node has 17 or 2 items");
      }
      if (Array.isArray(next)) {
        // A node whose encoding is shorter than a hash stands in its parent.
        if (encodeRlp(next).length >= HASH_BYTES) {
          throw new FormatError("a trie node of 32 bytes or more is referred to by its hash");
        }
        node = next;
      } else {
        if (next.length === 0) return null;
        node = this.take(requireHash(next));
      }
    }
  }

  take(reference) {
    if (this.taken === this.nodes.length) throw new FormatError("a trie proof ends before its key does");
    const node = this.nodes[this.taken++];
    if (!sameBytes(keccak(node), reference)) {
      throw new FormatError("a trie node does not have the hash it is referred to by");
    }
    return decodeRlpList(node);
  }

  follows(path) {
    return path.length <= this.key.length - this.at && path.every((nibble, i) => nibble === this.key[this.at + i]);
  }
}

function present(value) {
  return value.length === 0 ? null : value;
}

function nibbles(bytes) {
  return [...bytes].flatMap((byte) => [byte >>> 4, byte & 15]);
}

/**
 * The compact encoding of a part of a key: first nibble 0 or 1 for an extension, 2 or 3 for a leaf, odd ones with a
 * nibble of the path beside it, even ones with a zero.
 */
function decodePath(encoded) {
  if (encoded.length === 0 || encoded.length > HASH_BYTES + 1) {
    throw new FormatError("a trie path has 1 to 33 bytes");
  }
  const [flag, ...rest] = nibbles(encoded);
  const isOdd = (flag & 1) === 1;
  if (flag > 3 || (!isOdd && rest[0] !== 0)) throw new FormatError("a trie path begins with its kind");
  const path = isOdd ? rest : rest.slice(1);
  if (flag < 2 && path.length === 0) throw new FormatError("an extension of a trie has a path");
  return { isLeaf: flag >= 2, nibbles: path };
}
