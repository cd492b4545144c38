import assert from "node:assert/strict";
import { test } from "node:test";
import { describeReceipt, describeTrust } from "../../main/js/page/description.js";
import { parseReceiptFile } from "../../main/js/receipt/receipt-file.js";
import { Trust } from "../../main/js/receipt/trust.js";
import { verifyReceipt } from "../../main/js/receipt/verifier.js";
import { cases, trustFile } from "./corpus.js";

const folder = process.env.GOVSHARE_CORPUS;

async function trustBytes() {
  for await (const { trust } of cases(folder)) return trustFile(folder, trust);
  throw new Error("no case in the corpus");
}

async function validRecord() {
  for await (const given of cases(folder)) {
    if (given.outcome !== "VALID" || given.receipt === undefined) continue;
    const [receipt] = parseReceiptFile(given.receipt).receipts;
    const verdict = verifyReceipt(receipt, new Trust(trustFile(folder, given.trust)));
    if (verdict.parts.fields?.size > 0) return { receipt, verdict };
  }
  throw new Error("no valid record in the corpus");
}

test("what is shown of a hostile file is short", async () => {
  const { receipt, verdict } = await validRecord();
  const honest = describeReceipt(receipt, verdict).content;
  assert.equal(honest.length, verdict.parts.fields.size);
  const fields = new Map([
    ["n".repeat(1_000_000), "v".repeat(1_000_000)],
    ["\u202ename", "\u0007value"],
    ...Array.from({ length: 5_000 }, (_, i) => [`field ${i}`, "v"]),
  ]);
  const { content } = describeReceipt(receipt, { ...verdict, parts: { ...verdict.parts, fields } });
  assert.equal(content[0][0], `${"n".repeat(200)}… (1000000)`);
  assert.equal(content[0][1].length, "… (1000000)".length + 4_000);
  assert.deepEqual(content[1], ["\ufffdname", "\ufffdvalue"]);
  assert.equal(content.length, 2_001);
  assert.deepEqual(content.at(-1), ["…", "(5002)"]);
  const steps = verdict.steps.map((step) => ({ ...step, detail: "d".repeat(100_000) }));
  assert.equal(describeReceipt(receipt, { ...verdict, steps }).steps[0].detail, `${"d".repeat(500)}… (100000)`);
});

test("two trust files have one basis when only agencies' keys differ", async () => {
  const bytes = await trustBytes();
  const described = (change) => {
    const json = JSON.parse(bytes.toString("utf8"));
    change(json);
    const changed = Buffer.from(JSON.stringify(json), "utf8");
    return describeTrust(new Trust(changed), changed);
  };
  const same = described(() => {});
  assert.equal(described((json) => json.agencies.pop()).basis, same.basis);
  assert.equal(described((json) => json.validators[0].addresses.reverse()).basis, same.basis);
  assert.notEqual(described((json) => json.agencies.pop()).fingerprint, same.fingerprint);
  for (const change of [
    (json) => json.chainId++,
    (json) => (json.contract = `0x${"00".repeat(20)}`),
    (json) => json.logs.pop(),
    (json) => (json.logs[0].logId = `0x${"00".repeat(32)}`),
    (json) => json.validators.at(-1).addresses.pop(),
    (json) => (json.validators[0].fromBlock = 1),
  ]) {
    assert.notEqual(described(change).basis, same.basis, String(change));
  }
  assert.deepEqual(
    same.logs.map(({ key }) => key),
    JSON.parse(bytes.toString("utf8")).logs.map(({ key }) => key),
  );
});
