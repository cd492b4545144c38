import assert from "node:assert/strict";
import { test } from "node:test";
import { describeReceipt } from "../../main/js/page/description.js";
import { parseReceiptFile } from "../../main/js/receipt/receipt-file.js";
import { Trust } from "../../main/js/receipt/trust.js";
import { verifyReceipt } from "../../main/js/receipt/verifier.js";
import { cases, trustFile } from "./corpus.js";

const folder = process.env.GOVSHARE_CORPUS;

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
});
