import { createReadStream, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";

/**
 * The cases of the shared corpus of receipts in a folder, in the order of its files; Corpus.java tells their form.
 *
 * @param prefix of the files' names: cases- for receipts, bundles- for bundles
 */
export async function* cases(folder, prefix = "cases-") {
  const files = readdirSync(folder).filter((name) => name.startsWith(prefix) && name.endsWith(".ndjson"));
  for (const file of files.sort()) {
    const lines = createInterface({ input: createReadStream(path.join(folder, file), "utf8"), crlfDelay: Infinity });
    for await (const line of lines) yield JSON.parse(line);
  }
}

export function trustFile(folder, name) {
  return readFileSync(path.join(folder, name));
}

/** The bytes of the receipt's file. */
export function receiptFile({ receipt, receiptBase64, padTo }) {
  const bytes = receiptBase64 === undefined ? Buffer.from(receipt, "utf8") : Buffer.from(receiptBase64, "base64");
  if (padTo === undefined) return bytes;
  const padded = new Uint8Array(padTo).fill(0x20);
  padded.set(bytes);
  return padded;
}
