import assert from "node:assert/strict";
import { test } from "node:test";
import { FormatError } from "../../main/js/format-error.js";
import { parseReceiptFile } from "../../main/js/receipt/receipt-file.js";
import { Trust } from "../../main/js/receipt/trust.js";
import { verifyReceipts } from "../../main/js/receipt/verifier.js";
import { cases, trustFile } from "./corpus.js";

const folder = process.env.GOVSHARE_CORPUS;

test("every receipt of a bundle has its outcome and fails at its step", async (t) => {
  let bundles = 0;
  let receipts = 0;
  for await (const { id, what, trust, bundle, verdicts } of cases(folder, "bundles-")) {
    const found = check(bundle, new Trust(trustFile(folder, trust)));
    assert.deepEqual(found, verdicts, `${id} (${what})`);
    bundles++;
    receipts += found.length;
  }
  t.diagnostic(`${bundles} bundles with ${receipts} receipts have their verdicts`);
});

test("an anchor of a bundle is checked once", async () => {
  for await (const { trust, bundle, verdicts } of cases(folder, "bundles-")) {
    if (verdicts.length < 2) continue;
    const { receipts } = parseReceiptFile(bundle);
    const taken = new Map();
    let count = 0;
    for (const { steps } of verifyReceipts(receipts, new Trust(trustFile(folder, trust)))) {
      const { anchor } = receipts[count++];
      const last = steps.at(-1);
      if (last.detail === "not reached") continue;
      assert.equal(taken.get(anchor) ?? last, last);
      taken.set(anchor, last);
    }
    assert.equal(count, verdicts.length);
    assert.ok(taken.size > 0);
    return;
  }
  assert.fail("no bundle in the corpus");
});

/** The verdicts; none when the file cannot be used. */
function check(bundle, trust) {
  let file;
  try {
    file = parseReceiptFile(bundle);
  } catch (e) {
    if (e instanceof FormatError) return [];
    throw e;
  }
  return [...verifyReceipts(file.receipts, trust)].map(({ outcome, steps }) => ({
    outcome,
    failed: steps.find((each) => each.status === "failed")?.name ?? null,
  }));
}
