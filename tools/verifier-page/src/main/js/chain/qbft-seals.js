import { sameBytes, utf8 } from "../bytes.js";
import { sealSigner } from "./commit-seal.js";

const MIX_HASH = utf8("ctical byzantine fault tolerance");

/** ceil(2n/3) */
export function quorum(validators) {
  return Math.ceil((2 * validators) / 3);
}

/** How many validators have sealed a header without defect: each seal is then of another one. */
export function sealers(header) {
  return header.qbft().seals.length;
}

/**
 * What is wrong with a header's seals, or null when a quorum of the known validators has made them. The validators come
 * from whoever verifies, never from the header; the list in the header only has to agree with them.
 */
export function sealsDefect(header, validators) {
  const known = [...validators].sort();
  if (known.length === 0) return `no validators are known for block ${header.number}`;
  if (header.number === 0n) return "the genesis block carries no seals";
  const extra = header.qbft();
  // strictly ascending in every block but genesis
  if (extra.validators.join() !== known.join()) {
    return `the header lists other validators than those trusted for block ${header.number}`;
  }
  if (!known.includes(header.coinbase())) return `the block was made by ${header.coinbase()}, which is no validator`;
  if (header.difficulty() !== 1n || !sameBytes(header.mixHash(), MIX_HASH)) {
    return "the header does not have the marks of a QBFT block";
  }
  const commitHash = header.hashWith(extra.forCommitHash());
  const signers = new Set();
  for (const seal of extra.seals) {
    const signer = sealSigner(seal, commitHash);
    if (signer === null) return "a seal was made by no key at all";
    if (!known.includes(signer)) return `a seal was made by ${signer}, which is no validator`;
    if (signers.has(signer)) return `validator ${signer} is counted twice`;
    signers.add(signer);
  }
  const needed = quorum(known.length);
  return signers.size >= needed
    ? null
    : `${signers.size} of ${known.length} validators sealed the block, ${needed} are needed`;
}
