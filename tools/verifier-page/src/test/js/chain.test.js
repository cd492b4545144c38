import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { storageRoot } from "../../main/js/chain/anchor-registry-state.js";
import { BlockHeader } from "../../main/js/chain/block-header.js";
import { parseHex } from "../../main/js/chain/hex-text.js";
import { keccak } from "../../main/js/chain/keccak.js";
import { quorum, sealsDefect } from "../../main/js/chain/qbft-seals.js";
import { decodeRlp } from "../../main/js/chain/rlp.js";
import { trieValue } from "../../main/js/chain/trie-proof.js";
import { ValidatorChanges } from "../../main/js/chain/validator-changes.js";
import { FormatError } from "../../main/js/format-error.js";
import { fromHex, rows, sharedFolder, toHex } from "./vectors.js";

const RECORDED = rows("qbft-headers.csv").map(([name, hash, , validators, header]) => ({
  name,
  hash,
  validators: validators.split(" "),
  header,
}));
const BESU = sharedFolder("besu");

function holds({ name, hash, validators, header }) {
  const read = BlockHeader.parse(parseHex(header));
  assert.equal(`0x${toHex(read.hash("qbft"))}`, hash, name);
  if (read.number === 0n) {
    assert.equal(sealsDefect(read, validators), "the genesis block carries no seals");
    return;
  }
  assert.notEqual(`0x${toHex(read.hash("development"))}`, hash, name);
  assert.equal(sealsDefect(read, validators), null, name);
  assert.match(sealsDefect(read, validators.slice(1)), /lists other validators/);
  assert.match(sealsDefect(read, []), /no validators are known/);
}

test("recorded blocks have their hash and their seals hold", () => {
  assert.ok(RECORDED.length >= 7);
  RECORDED.forEach(holds);
});

test("nodes hold other seals for the same block", () => {
  const [one, other] = RECORDED.filter(({ name }) => name.startsWith("round1"));
  assert.equal(one.hash, other.hash);
  assert.notEqual(one.header, other.header);
});

test("quorum is two thirds, rounded up", () => {
  assert.deepEqual([1, 2, 3, 4, 5, 6, 7].map(quorum), [1, 2, 2, 3, 4, 4, 5]);
});

const VOTED = rows("validator-change.csv").map(([number, hash, vote, listed, header]) => ({
  number: Number(number),
  hash,
  vote,
  listed: Number(listed),
  header: BlockHeader.parse(parseHex(header)),
}));

test("a recorded network is followed from four validators to five and back", () => {
  assert.equal(VOTED.length, 18);
  const four = VOTED[0].header.qbft().validators;
  const changes = new ValidatorChanges(four);
  for (const { number, hash, vote, listed, header } of VOTED) {
    assert.equal(header.number, BigInt(number));
    assert.equal(`0x${toHex(header.hash("qbft"))}`, hash, String(number));
    const cast = header.qbft().vote();
    assert.equal(cast === null ? "" : cast.candidate + (cast.add ? "+" : "-"), vote, String(number));
    assert.equal(changes.defect(header), null, String(number));
    assert.equal(listed, number >= 1871 && number < 1881 ? 5 : 4);
    assert.equal(changes.inForce.length, listed);
    assert.deepEqual(changes.inForce, header.qbft().validators);
  }
  assert.deepEqual(changes.inForce, four);
});

test("a change of validators needs each of the votes recorded for it", () => {
  for (const missing of [1868, 1869, 1870]) {
    const changes = new ValidatorChanges(VOTED[0].header.qbft().validators);
    const defect = VOTED.filter(({ number }) => number !== missing)
      .map(({ header }) => changes.defect(header))
      .find((each) => each !== null);
    assert.equal(defect, "block 1871 lists other validators than were in force and voted for");
  }
});

test("recorded state proofs lead to their values, and any change breaks them", () => {
  const block = RECORDED.find(({ name }) => name === "contract");
  const { stateRoot } = BlockHeader.parse(parseHex(block.header));
  for (const [contract, , slot, value, account, storage] of rows("state-proof.csv")) {
    const accountProof = account.split(" ").map(parseHex);
    const storageProof = storage.split(" ").map(parseHex);
    const root = storageRoot(stateRoot, contract, accountProof);
    const found = trieValue(root, keccak(parseHex(slot)), storageProof);
    assert.equal(found === null ? "none" : `0x${toHex(decodeRlp(found))}`, value);
    const [first, ...rest] = accountProof;
    const changed = Uint8Array.from(first, (byte, i) => (i === 9 ? byte ^ 1 : byte));
    for (const nodes of [rest, [changed, ...rest], [...accountProof, first]]) {
      assert.throws(() => storageRoot(stateRoot, contract, nodes), FormatError);
    }
  }
});

const skip = BESU === null ? "the recordings are not beside this checkout (folder shared/besu)" : false;

test("all blocks of the recorded Besu networks hold", { skip }, (t) => {
  let count = 0;
  for (const file of readdirSync(BESU, { recursive: true }).filter((name) => name.endsWith(".json"))) {
    for (const block of blocksOf(JSON.parse(readFileSync(path.join(BESU, file), "utf8")))) {
      holds({ name: file, ...block });
      count++;
    }
  }
  assert.ok(count > 20, String(count));
  t.diagnostic(`${count} recorded headers hold`);
});

test("the proof recorded from Besu leads to the value the node has given", { skip }, () => {
  const { rawHeader, proof } = JSON.parse(readFileSync(path.join(BESU, "block-contract-tx.json"), "utf8"));
  const { stateRoot } = BlockHeader.parse(fromHex(rawHeader));
  const root = storageRoot(stateRoot, proof.address, proof.accountProof.map(parseHex));
  assert.equal(`0x${toHex(root)}`, proof.storageHash);
  for (const { key, value, proof: nodes } of proof.storageProof) {
    const slot = fromHex(key.slice(2).padStart(64, "0"));
    const found = trieValue(root, keccak(slot), nodes.map(parseHex));
    assert.equal(found === null ? 0n : BigInt(`0x${toHex(decodeRlp(found))}`), BigInt(value));
  }
});

/** Single blocks, with the headers other nodes had, and chains of headers. */
function blocksOf(recording) {
  if (recording.rawHeader !== undefined && recording.block !== undefined) {
    const { rawHeader, rawHeaderOnOtherNodes = {}, block, validators } = recording;
    return [rawHeader, ...Object.values(rawHeaderOnOtherNodes)].map((header) => ({ hash: block.hash, validators, header }));
  }
  const headers = Array.isArray(recording) ? recording : (recording.headers ?? []);
  return headers
    .filter(({ rawHeader, hash, validators }) => rawHeader && hash && validators)
    .map(({ rawHeader, hash, validators }) => ({ hash, validators, header: rawHeader }));
}
