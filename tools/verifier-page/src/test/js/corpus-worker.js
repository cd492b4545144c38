import { parentPort, workerData } from "node:worker_threads";
import { FormatError } from "../../main/js/format-error.js";
import { parseReceiptFile } from "../../main/js/receipt/receipt-file.js";
import { Trust } from "../../main/js/receipt/trust.js";
import { STEPS, verifyReceipts } from "../../main/js/receipt/verifier.js";
import { cases, receiptFile, trustFile } from "./corpus.js";

// Checks every n-th case of the corpus and tells how many these were and which came out otherwise than they should.
const { folder, first, step } = workerData;
const trusts = new Map();
const wrong = [];
let position = 0;
let count = 0;
for await (const given of cases(folder)) {
  if (position++ % step !== first) continue;
  if (!trusts.has(given.trust)) trusts.set(given.trust, attempt(() => new Trust(trustFile(folder, given.trust))));
  const found = verdict(receiptFile(given), trusts.get(given.trust));
  count++;
  if (found.outcome !== given.outcome || found.failed !== given.failed) {
    wrong.push({ id: given.id, what: given.what, expected: [given.outcome, given.failed], found });
  }
}
parentPort.postMessage({ count, wrong });

function verdict(file, trust) {
  const read = attempt(() => parseReceiptFile(file));
  const unusable = [trust, read].find((each) => each instanceof FormatError);
  if (unusable !== undefined) return { outcome: "UNUSABLE", failed: null, detail: unusable.message };
  const [{ outcome, steps }] = verifyReceipts(read.receipts, trust);
  if (steps.map((each) => each.name).join() !== STEPS.join()) throw new Error(`${steps.length} steps`);
  const failed = steps.find((each) => each.status === "failed");
  return { outcome, failed: failed?.name ?? null, detail: failed?.detail };
}

/** What is read, or why it cannot be. */
function attempt(read) {
  try {
    return read();
  } catch (e) {
    if (e instanceof FormatError) return e;
    throw e;
  }
}
