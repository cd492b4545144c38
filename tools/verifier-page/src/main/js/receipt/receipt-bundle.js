import { FormatError } from "../format-error.js";
import { JsonFields } from "../json/fields.js";
import { hashFromBase64 } from "../merkle/hash.js";
import { MAX_PATH } from "../merkle/inclusion-proof.js";
import { MAX_LONG, readAnchor, readCheckpoint, readDisclosures, readStatement } from "./receipt.js";

export const FORMAT = "govshare-receipt-bundle/v1";

const MAX_RECEIPTS = 10_000;
const MAX_ANCHORS = 1_000;
const MAX_NODES = 200_000;
/** Each costs a quorum of signatures to check: all anchors together may not ask for more. */
const MAX_CHANGES = 4_096;

/**
 * The receipts of a bundle, in which checkpoints, anchors and nodes of the tree that several of them need stand once.
 * Receipts of one anchor have the same object as their anchor.
 */
export function readBundle(json) {
  const fields = new JsonFields(json);
  if (fields.text("format") !== FORMAT) throw fields.error("format", `is to be '${FORMAT}'`);
  const anchors = fields.objects("anchors", MAX_ANCHORS).map(anchored);
  if (anchors.reduce((sum, { anchor }) => sum + anchor.validatorChanges.length, 0) > MAX_CHANGES) {
    throw new FormatError(`a bundle has at most ${MAX_CHANGES} headers of changes in all`);
  }
  const shared = new Shared(anchors, fields.convertAll("nodes", MAX_NODES, hashFromBase64));
  const receipts = fields.objects("receipts", MAX_RECEIPTS).map((each) => shared.receipt(each));
  fields.refuseOthers();
  shared.refuseUnused();
  if (receipts.length === 0) throw new FormatError(`a bundle has 1 to ${MAX_RECEIPTS} receipts`);
  return receipts;
}

function anchored(fields) {
  const anchored = { checkpoint: readCheckpoint(fields), anchor: readAnchor(fields.fields("anchor")) };
  fields.refuseOthers();
  return anchored;
}

/** What receipts point to. All of it has to be pointed to: a bundle holds nothing besides its receipts. */
class Shared {
  constructor(anchors, nodes) {
    this.anchors = anchors;
    this.nodes = nodes;
    this.usedAnchors = new Set();
    this.usedNodes = new Set();
  }

  receipt(fields) {
    const statement = readStatement(fields);
    const disclosures = readDisclosures(fields);
    const place = Number(fields.integer("anchor", 0n, BigInt(this.anchors.length) - 1n));
    this.usedAnchors.add(place);
    const path = fields.integers("path", MAX_PATH, 0n, BigInt(this.nodes.length) - 1n).map((node) => {
      this.usedNodes.add(Number(node));
      return this.nodes[Number(node)];
    });
    const { checkpoint, anchor } = this.anchors[place];
    const inclusion = { leafIndex: fields.integer("leafIndex", 0n, MAX_LONG), treeSize: anchor.size, path };
    fields.refuseOthers();
    return { statement, disclosures, inclusion, checkpoint, anchor };
  }

  refuseUnused() {
    if (this.usedAnchors.size < this.anchors.length || this.usedNodes.size < this.nodes.length) {
      throw new FormatError("a bundle has no anchors and nodes besides those of its receipts");
    }
  }
}
