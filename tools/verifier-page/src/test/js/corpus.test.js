import assert from "node:assert/strict";
import { availableParallelism } from "node:os";
import { test } from "node:test";
import { Worker } from "node:worker_threads";

const WORKERS = Math.min(4, availableParallelism());

test("every receipt of the corpus has its outcome and fails at its step", async (t) => {
  const parts = await Promise.all(Array.from({ length: WORKERS }, (_, first) => part(first)));
  const wrong = parts.flatMap((each) => each.wrong);
  const count = parts.reduce((sum, each) => sum + each.count, 0);
  assert.deepEqual(wrong.slice(0, 20), [], `${wrong.length} of ${count} differ`);
  t.diagnostic(`${count} receipts of the corpus have their outcome and step`);
});

function part(first) {
  const workerData = { folder: process.env.GOVSHARE_CORPUS, first, step: WORKERS };
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("corpus-worker.js", import.meta.url), { workerData });
    worker.on("message", resolve);
    worker.on("error", reject);
  });
}
