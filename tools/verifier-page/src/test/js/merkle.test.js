import assert from "node:assert/strict";
import { test } from "node:test";
import { inclusionDefect, leafHash, nodeHash } from "../../main/js/merkle/inclusion-proof.js";
import { fromHex, rows, toHex } from "./vectors.js";

const LEAVES = rows("merkle-reference-tree.csv").map(([data, leaf, root]) => ({ data: fromHex(data), leaf, root }));

/** RFC 9162 §2.1.1, by its definition. */
function rootOf(leaves) {
  if (leaves.length === 1) return leaves[0];
  const middle = split(leaves.length);
  return nodeHash(rootOf(leaves.slice(0, middle)), rootOf(leaves.slice(middle)));
}

/** RFC 9162 §2.1.3.1, by its definition. */
function pathOf(index, leaves) {
  if (leaves.length === 1) return [];
  const middle = split(leaves.length);
  return index < middle
    ? [...pathOf(index, leaves.slice(0, middle)), rootOf(leaves.slice(middle))]
    : [...pathOf(index - middle, leaves.slice(middle)), rootOf(leaves.slice(0, middle))];
}

function split(n) {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

test("the reference tree has its hashes", () => {
  LEAVES.forEach(({ data, leaf, root }, i) => {
    assert.equal(toHex(leafHash(data)), leaf);
    assert.equal(toHex(rootOf(LEAVES.slice(0, i + 1).map((each) => fromHex(each.leaf)))), root);
  });
});

test("each leaf of each tree is proven at its index and nowhere else", () => {
  const leaves = Array.from({ length: 17 }, (_, i) => leafHash(Uint8Array.of(i)));
  for (let size = 1; size <= leaves.length; size++) {
    const tree = leaves.slice(0, size);
    const root = rootOf(tree);
    for (let index = 0; index < size; index++) {
      const path = pathOf(index, tree);
      for (let claimed = 0; claimed <= size; claimed++) {
        const defect = inclusionDefect({ leafIndex: BigInt(claimed), treeSize: BigInt(size), path }, leaves[index], root);
        assert.equal(defect === null, claimed === index, `${index} of ${size} as ${claimed}: ${defect}`);
      }
      const longer = [...path, root];
      assert.notEqual(inclusionDefect({ leafIndex: BigInt(index), treeSize: BigInt(size), path: longer }, leaves[index], root), null);
      if (path.length > 0) {
        const shorter = path.slice(0, -1);
        assert.notEqual(inclusionDefect({ leafIndex: BigInt(index), treeSize: BigInt(size), path: shorter }, leaves[index], root), null);
      }
    }
  }
});
