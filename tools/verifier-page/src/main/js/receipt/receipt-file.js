import { parseJsonObject } from "../json/reader.js";
import { LIMITS, readReceipt } from "./receipt.js";
import { FORMAT as BUNDLE, readBundle } from "./receipt-bundle.js";

/**
 * What verifiers are given: one receipt, or a bundle of many.
 *
 * @param document text or UTF-8 bytes
 */
export function parseReceiptFile(document) {
  const json = parseJsonObject(document, LIMITS);
  return json.get("format") === BUNDLE
    ? { isBundle: true, receipts: readBundle(json) }
    : { isBundle: false, receipts: [readReceipt(json)] };
}
