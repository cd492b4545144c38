import { sameBytes } from "../bytes.js";
import { sealsDefect } from "./qbft-seals.js";

/** Room for the votes of as many validators, several times over. */
export const MAX_HEADERS = 128;

/**
 * Follows changes of validators from a trusted set on, by headers in the order of their numbers.
 *
 * Each header has to be sealed by a quorum of the set in force for it. The set in force changes by one validator at a
 * time, and only when more than half of the set has voted so in the headers directly before, each of which the set before
 * the change has sealed. A header's own list alone changes nothing. Where headers are left out, votes before the gap no
 * longer count: a voter may have voted otherwise in between.
 *
 * Besu forgets open votes at the end of an epoch, of which a verifier does not know the length. A majority of votes
 * therefore allows the next header to list the other set and does not oblige it to.
 */
export class ValidatorChanges {
  /** @param trusted the set that is trusted for the block before the first header */
  constructor(trusted) {
    /** The set in force for the last header, ascending, and for those after it until a later header shows a change. */
    this.inForce = [...new Set(trusted)].sort();
    /** By candidate and voter: whether to add or to drop. */
    this.votes = new Map();
    this.last = null;
  }

  /** What is wrong with the next header; or null, and its set is in force from then on. */
  defect(next) {
    const broken = this.follow(next);
    if (broken !== null) return broken;
    const listed = [...new Set(next.qbft().validators)].sort();
    if (listed.join() !== this.inForce.join() && !this.isVoted(listed)) {
      return `block ${next.number} lists other validators than were in force and voted for`;
    }
    const defect = sealsDefect(next, listed);
    if (defect === null) this.accept(next, listed);
    return defect;
  }

  /**
   * What is wrong with a block, not before the last header, whose validators are to be those in force; or null. Where the
   * headers lead up to it, it is the last of them or that one's child: otherwise the validators would have sealed two
   * blocks of one height.
   */
  defectAtEnd(block) {
    if (this.last === null || block.number > this.last.number + 1n) return null;
    const expected = this.last.hash("qbft");
    if (block.number === this.last.number) {
      return sameBytes(block.hash("qbft"), expected)
        ? null
        : `the last header of changes is another block ${block.number}`;
    }
    return sameBytes(block.parentHash(), expected)
      ? null
      : `block ${block.number} does not follow the last header of changes`;
  }

  follow(next) {
    if (this.last === null) return null;
    if (next.number <= this.last.number) return "headers of changes stand in the order of their numbers";
    if (next.number > this.last.number + 1n) {
      this.votes.clear();
      return null;
    }
    return sameBytes(next.parentHash(), this.last.hash("qbft"))
      ? null
      : `block ${next.number} does not follow the block before it`;
  }

  /** Whether more than half have voted for the one change that leads from the set in force to the other. */
  isVoted(other) {
    const changed = [
      ...other.filter((each) => !this.inForce.includes(each)),
      ...this.inForce.filter((each) => !other.includes(each)),
    ];
    if (changed.length !== 1) return false;
    const [candidate] = changed;
    const isAdded = other.includes(candidate);
    const agreeing = [...(this.votes.get(candidate) ?? [])].filter(
      ([voter, add]) => add === isAdded && this.inForce.includes(voter),
    );
    return agreeing.length > Math.floor(this.inForce.length / 2);
  }

  accept(header, listed) {
    if (listed.join() !== this.inForce.join()) {
      for (const [candidate, voters] of this.votes) {
        if (listed.includes(candidate) !== this.inForce.includes(candidate)) this.votes.delete(candidate);
        else [...voters.keys()].filter((voter) => !listed.includes(voter)).forEach((voter) => voters.delete(voter));
      }
      this.inForce = listed;
    }
    const vote = header.qbft().vote();
    if (vote !== null) {
      if (!this.votes.has(vote.candidate)) this.votes.set(vote.candidate, new Map());
      this.votes.get(vote.candidate).set(header.coinbase(), vote.add);
    }
    this.last = header;
  }
}
