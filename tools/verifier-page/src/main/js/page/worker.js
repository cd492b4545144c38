import { FormatError } from "../format-error.js";
import { MAX_BYTES as MAX_RECEIPT } from "../receipt/receipt.js";
import { parseReceiptFile } from "../receipt/receipt-file.js";
import { MAX_BYTES as MAX_TRUST, Trust } from "../receipt/trust.js";
import { verifyReceipts } from "../receipt/verifier.js";
import { describeReceipt, describeTrust } from "./description.js";
import { printable } from "./printable.js";

// Reads and checks files beside the page, which stays responsive meanwhile. Each question {id, ask, file} gets one answer
// {id, …}, one after the other: a description, {reason} for a file that cannot be used, or {failure} when the verifier
// itself has failed.
let trust = null;
let last = Promise.resolve();

const ASKED = {
  async trust(file) {
    trust = null;
    const bytes = await read(file, MAX_TRUST);
    const known = new Trust(bytes);
    const description = describeTrust(known, bytes);
    trust = { known, fingerprint: description.fingerprint };
    return description;
  },

  /** The receipts of the file, and the trust file by which they were checked. */
  async receipt(file) {
    const { isBundle, receipts } = parseReceiptFile(await read(file, MAX_RECEIPT));
    const described = [];
    for (const verdict of verifyReceipts(receipts, trust.known)) {
      described.push(describeReceipt(receipts[described.length], verdict));
    }
    return { isBundle, receipts: described, fingerprint: trust.fingerprint };
  },
};

globalThis.onmessage = ({ data }) => {
  last = last.then(() => answer(data));
};

async function answer({ id, ask, file }) {
  try {
    globalThis.postMessage({ id, ...(await ASKED[ask](file)) });
  } catch (e) {
    globalThis.postMessage({ id, ...(e instanceof FormatError ? { reason: printable(e.message) } : { failure: String(e) }) });
  }
}

/** The size is known before anything is read, so a file that is too large costs nothing. */
async function read(file, maxBytes) {
  if (file.size > maxBytes) throw new FormatError(`is larger than ${maxBytes >> 20} MiB`);
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (e) {
    throw new FormatError(`cannot be read: ${e.message}`);
  }
}
