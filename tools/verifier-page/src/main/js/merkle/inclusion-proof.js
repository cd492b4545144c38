import { concat, sameBytes } from "../bytes.js";
import { sha256 } from "./hash.js";

/** A tree of 2^63 leaves has paths of 63 hashes. */
export const MAX_PATH = 63;

// RFC 9162 §2.1.1: the one-byte prefixes keep a leaf from being passed off as a node.
const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

export function leafHash(entry) {
  return sha256(concat([LEAF, entry]));
}

export function nodeHash(left, right) {
  return sha256(concat([NODE, left, right]));
}

/**
 * What is wrong with the proof that a leaf stands at an index of the tree of a size and root, or null when it holds.
 *
 * @param proof leafIndex and treeSize as BigInt, path of hashes from the leaf's sibling up
 */
export function inclusionDefect({ leafIndex, treeSize, path }, leaf, root) {
  // RFC 9162 §2.1.3.2 step 1
  if (leafIndex >= treeSize) return `leaf index ${leafIndex} lies outside a tree of size ${treeSize}`;
  let fn = leafIndex;
  let sn = treeSize - 1n;
  let r = leaf;
  for (const p of path) {
    // step 4a
    if (sn === 0n) return "the path is longer than the tree is high";
    if ((fn & 1n) === 1n || fn === sn) {
      r = nodeHash(p, r);
      // step 4b, the right edge: levels on which this node has no sibling add no hash
      while ((fn & 1n) === 0n && fn !== 0n) {
        fn >>= 1n;
        sn >>= 1n;
      }
    } else {
      r = nodeHash(r, p);
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  // step 5
  if (sn !== 0n) return "the path ends below the root";
  return sameBytes(r, root) ? null : "the path leads to another root";
}
