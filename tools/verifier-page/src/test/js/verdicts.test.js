import assert from "node:assert/strict";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { FormatError } from "../../main/js/format-error.js";
import { parseReceipt } from "../../main/js/receipt/receipt.js";
import { Trust } from "../../main/js/receipt/trust.js";
import { verifyReceipt } from "../../main/js/receipt/verifier.js";

test("the same verdict, steps and words as the Java verifier", async (t) => {
  let count = 0;
  let trust = { text: null };
  for await (const line of createInterface({ input: createReadStream(process.env.GOVSHARE_CASES, "utf8") })) {
    const given = JSON.parse(line);
    if (given.trust !== trust.text) trust = { text: given.trust, read: readTrust(given.trust) };
    assert.deepEqual(verdict(given.receipt, trust.read), given.verdict, given.name);
    count++;
  }
  t.diagnostic(`${count} receipts have the verdict of the Java verifier`);
});

function readTrust(text) {
  return attempt(() => new Trust(text));
}

function verdict(text, trust) {
  const receipt = attempt(() => parseReceipt(text));
  if (receipt.outcome !== undefined) return receipt;
  if (trust.outcome !== undefined) return trust;
  const { outcome, steps } = verifyReceipt(receipt, trust);
  return { outcome, steps };
}

function attempt(read) {
  try {
    return read();
  } catch (e) {
    if (e instanceof FormatError) return { outcome: "UNUSABLE", reason: e.message };
    throw e;
  }
}
