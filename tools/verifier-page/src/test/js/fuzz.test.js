import assert from "node:assert/strict";
import { test } from "node:test";
import { BlockHeader } from "../../main/js/chain/block-header.js";
import { parseHex } from "../../main/js/chain/hex-text.js";
import { keccak } from "../../main/js/chain/keccak.js";
import { sealsDefect } from "../../main/js/chain/qbft-seals.js";
import { decodeRlp } from "../../main/js/chain/rlp.js";
import { trieValue } from "../../main/js/chain/trie-proof.js";
import { FormatError } from "../../main/js/format-error.js";
import { parseJson, parseJsonObject } from "../../main/js/json/reader.js";
import { parseCheckpoint } from "../../main/js/log/checkpoint.js";
import { NoteKey } from "../../main/js/log/note-key.js";
import { SignedNote } from "../../main/js/log/signed-note.js";
import { parseInstant } from "../../main/js/receipt/instant.js";
import { LIMITS, parseReceipt } from "../../main/js/receipt/receipt.js";
import { parseReceiptFile } from "../../main/js/receipt/receipt-file.js";
import { Trust } from "../../main/js/receipt/trust.js";
import { verifyReceipt } from "../../main/js/receipt/verifier.js";
import { parseDisclosure } from "../../main/js/seal/disclosure.js";
import { Jws } from "../../main/js/seal/jws.js";
import { publicKeyFromJwk } from "../../main/js/seal/public-keys.js";
import { SealedStatement } from "../../main/js/seal/sealed-statement.js";
import { decodeUrl, encodeUrl } from "../../main/js/strict-base64.js";
import { cases, trustFile } from "./corpus.js";
import { fromHex } from "./vectors.js";

// Each parser on damaged input for so long; longer with GOVSHARE_FUZZ_MILLIS=600000. Other input at each run, the same
// again with the seed that a run has printed: GOVSHARE_FUZZ_SEED.
const MILLIS = Number(process.env.GOVSHARE_FUZZ_MILLIS ?? 150);
const SEED = Number(process.env.GOVSHARE_FUZZ_SEED ?? Date.now() % 2 ** 32);
const MAX_INPUT = 32 * 1024;
const MAX_CPU_MICROS = 5_000_000;
const FOLDER = process.env.GOVSHARE_CORPUS;

const TOKENS = [
  ...'"{}[],:-\\\0\n\r\t ~.=+/_x',
  "null",
  "true",
  "-0",
  "1e999",
  "9223372036854775808",
  "\\u0000",
  "\\ud800",
  "\n\n",
  "0x",
  "0X",
  "\u2014 ",
  "\u{1f600}",
  "__proto__",
  '"__proto__":{"a":1},',
  "_sd",
  "...",
  '{"":',
  "[".repeat(16),
  '"format":0,',
].map(utf8);
const BINARY = ["80", "b838", "b8ff", "bb7fffffff", `bf${"ff".repeat(8)}`, "c0", "c1".repeat(8), "f8ff", "fb7fffffff"]
  .concat(["ff".repeat(9), "a0", "00", "ff"])
  .map(fromHex);

const { receipt, trust } = await firstValid();
const bundle = await firstBundle();
const good = JSON.parse(receipt);
const trusted = JSON.parse(Buffer.from(trust).toString("utf8"));
const header = parseHex(good.anchor.block.header);
const nodes = good.anchor.accountProof.map(parseHex);
const [firstKey] = trusted.agencies[0].keys;

const PARSERS = {
  JSON: [(input) => parseJson(input, LIMITS), utf8(receipt), trust, utf8('[1.5e3,"\\u00e9",{"a":[]}]')],
  "receipt file": [parseReceiptFile, utf8(receipt), utf8(bundle)],
  "trust file": [(input) => new Trust(input), trust],
  RLP: [decodeRlp, header, nodes[0], Uint8Array.of(0xc3, 0x01, 0x80, 0xc0)],
  header: [readHeader, header],
  "trie proof": [(input) => trieValue(keccak(input), keccak(Uint8Array.of(1)), [input]), ...nodes],
  statement: [ofText((text) => SealedStatement.parse(text)), utf8(good.statement)],
  JWS: [ofText((text) => Jws.parse(text)), utf8(good.statement)],
  JWK: [(input) => publicKeyFromJwk(parseJsonObject(input, LIMITS)), utf8(JSON.stringify(firstKey.jwk))],
  disclosure: [ofText(parseDisclosure), utf8(good.disclosures[0])],
  "disclosed JSON": [(input) => parseDisclosure(encodeUrl(input)), decodeUrl(good.disclosures[0])],
  note: [ofText((text) => parseCheckpoint(SignedNote.parse(text).text)), utf8(good.checkpoint)],
  "note key": [ofText((text) => NoteKey.parse(text)), utf8(trusted.logs[0].key)],
  instant: [ofText(parseInstant), utf8("2026-11-22T10:00:00.750Z"), utf8("2020-01-01T01:00:00+01:00")],
};

test("damaged input is read or refused by every parser", (t) => {
  t.diagnostic(`fuzz seed ${SEED}`);
  for (const [name, [parse, ...seeds]] of Object.entries(PARSERS)) {
    const random = generator(SEED);
    for (const seed of seeds) attempt(parse, seed);
    forAWhile(100, () => {
      const input = damaged(random, seeds);
      const refusal = inTime(`${name} of seed ${SEED}`, input, () => attempt(parse, input));
      assert.ok(refusal === null || (refusal.length > 0 && refusal.length < 500), `${name}: ${refusal}`);
    });
  }
});

test("a damaged receipt has a verdict or none, and no other statement is valid", (t) => {
  t.diagnostic(`fuzz seed ${SEED}`);
  const random = generator(SEED + 1);
  const known = new Trust(trust);
  const seeds = [utf8(receipt)];
  let verdicts = 0;
  forAWhile(20, () => {
    // One damage: with more of them hardly any receipt can be read.
    const input = once(random, seeds[0], seeds[0]);
    inTime(`receipt of seed ${SEED}`, input, () => {
      let read;
      if (attempt((bytes) => (read = parseReceipt(bytes)), input) !== null) return;
      verdicts++;
      const { outcome, steps } = verifyReceipt(read, known);
      assert.equal(steps.length, 9);
      if (outcome !== "INVALID") assert.equal(read.statement, good.statement, outcome);
    });
  });
  assert.ok(verdicts > 0, `none could be read, seed ${SEED}`);
});

async function firstValid() {
  for await (const { outcome, receipt: text, trust: name } of cases(FOLDER)) {
    if (outcome === "VALID" && JSON.parse(text).disclosures !== undefined) {
      return { receipt: text, trust: new Uint8Array(trustFile(FOLDER, name)) };
    }
  }
  throw new Error("no valid receipt in the corpus");
}

async function firstBundle() {
  for await (const { bundle: text, verdicts } of cases(FOLDER, "bundles-")) if (verdicts.length > 0) return text;
  throw new Error("no bundle in the corpus");
}

function readHeader(input) {
  const read = BlockHeader.parse(input);
  read.hash("development");
  read.hash("qbft");
  sealsDefect(read, [good.anchor.contract]);
}

/** Why the input was refused, or null. Whatever is not a FormatError goes on. */
function attempt(parse, input) {
  try {
    parse(input);
    return null;
  } catch (e) {
    if (e instanceof FormatError) return e.message;
    throw e;
  }
}

function inTime(what, input, run) {
  const begin = process.cpuUsage();
  try {
    return run();
  } catch (e) {
    throw new Error(`${what} on ${Buffer.from(input).toString("base64")}`, { cause: e });
  } finally {
    const { user } = process.cpuUsage(begin);
    assert.ok(user < MAX_CPU_MICROS, `${what} took ${user} us on ${Buffer.from(input).toString("base64")}`);
  }
}

function forAWhile(atLeast, run) {
  const end = performance.now() + MILLIS;
  for (let times = 0; times < atLeast || performance.now() < end; times++) run();
}

function damaged(random, seeds) {
  let input = seeds[random(seeds.length)];
  const times = 1 + random(4);
  for (let i = 0; i < times; i++) input = once(random, input, seeds[random(seeds.length)]);
  return input.slice(0, MAX_INPUT);
}

function once(random, input, other) {
  const from = random(input.length + 1);
  const to = from + random(input.length - from + 1);
  const head = input.slice(0, from);
  const rest = input.slice(from);
  switch (random(8)) {
    case 0:
      return altered(input, from, 1 << random(8));
    case 1:
      return altered(input, from, random(256));
    case 2:
      return join(head, input.slice(to));
    case 3:
      return join(input.slice(0, to), rest);
    case 4:
      return join(head, ...Array(1 + random(3)).fill(TOKENS[random(TOKENS.length)]), rest);
    case 5:
      return join(head, BINARY[random(BINARY.length)], rest);
    case 6:
      return join(head, other.slice(random(other.length + 1)));
    default:
      return join(head, new Uint8Array(random(4096)).fill(input[from] ?? 0x5b), rest);
  }
}

function altered(input, at, bits) {
  const copy = input.slice();
  if (at < copy.length) copy[at] ^= bits;
  return copy;
}

function join(...parts) {
  return new Uint8Array(Buffer.concat(parts));
}

function ofText(parse) {
  return (input) => parse(new TextDecoder("utf-8", { ignoreBOM: true }).decode(input));
}

function utf8(text) {
  return new TextEncoder().encode(text);
}

/** mulberry32: numbers from 0 to below a bound, the same for the same seed. */
function generator(seed) {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}
