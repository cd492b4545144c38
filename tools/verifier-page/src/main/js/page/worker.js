import { FormatError } from "../format-error.js";
import { MAX_BYTES as MAX_RECEIPT, parseReceipt } from "../receipt/receipt.js";
import { MAX_BYTES as MAX_TRUST, Trust } from "../receipt/trust.js";
import { verifyReceipt } from "../receipt/verifier.js";
import { describeReceipt, describeTrust } from "./description.js";
import { printable } from "./printable.js";

// Reads and checks files beside the page, which stays responsive meanwhile. Each question {id, ask, file} gets one answer
// {id, …}: a description, {reason} for a file that cannot be used, or {failure} when the verifier itself has failed.
let trust = null;

const ASKED = {
  async trust(file) {
    trust = null;
    const bytes = await read(file, MAX_TRUST);
    trust = new Trust(bytes);
    return describeTrust(trust, bytes);
  },

  async receipt(file) {
    const receipt = parseReceipt(await read(file, MAX_RECEIPT));
    return describeReceipt(receipt, verifyReceipt(receipt, trust));
  },
};

globalThis.onmessage = async ({ data: { id, ask, file } }) => {
  try {
    globalThis.postMessage({ id, ...(await ASKED[ask](file)) });
  } catch (e) {
    globalThis.postMessage({ id, ...(e instanceof FormatError ? { reason: printable(e.message) } : { failure: String(e) }) });
  }
};

/** The size is known before anything is read, so a file that is too large costs nothing. */
async function read(file, maxBytes) {
  if (file.size > maxBytes) throw new FormatError(`is larger than ${maxBytes >> 20} MiB`);
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (e) {
    throw new FormatError(`cannot be read: ${e.message}`);
  }
}
