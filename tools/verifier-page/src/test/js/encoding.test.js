import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { Worker } from "node:worker_threads";
import { addressFromHex, formatHex, parseHex } from "../../main/js/chain/hex-text.js";
import { bytesAt, decodeRlp, encodeRlp, numberAt } from "../../main/js/chain/rlp.js";
import { FormatError } from "../../main/js/format-error.js";
import { decode, decodeUrl, encode, encodeUrl } from "../../main/js/strict-base64.js";
import { fromHex, toHex } from "./vectors.js";

test("base64 has one text for each byte string", () => {
  for (let length = 0; length < 70; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 89 + length * 31) & 255);
    assert.equal(encode(bytes), Buffer.from(bytes).toString("base64"));
    assert.equal(encodeUrl(bytes), Buffer.from(bytes).toString("base64url"));
    assert.deepEqual(decode(encode(bytes)), bytes);
    assert.deepEqual(decodeUrl(encodeUrl(bytes)), bytes);
  }
  for (const text of ["AA", "AA=", "AB==", "AAB=", "A", "AAAAA", "AA==AA==", "====", "AA\n==", "A-A=", "AAAé", " AAA"]) {
    assert.throws(() => decode(text), FormatError, text);
  }
  for (const text of ["AA==", "AB", "AAB", "A", "A+AA", "AA A"]) assert.throws(() => decodeUrl(text), FormatError, text);
});

test("hexadecimal begins with 0x and has an even number of digits", () => {
  assert.equal(formatHex(parseHex("0xAbCd")), "0xabcd");
  for (const text of ["abcd", "0Xabcd", "0xabc", "0xzz", "0x ab", "0x0x12", "0x１２"]) {
    assert.throws(() => parseHex(text), FormatError, text);
  }
  assert.throws(() => addressFromHex("0x1234"), /20 bytes, not 2/);
});

test("RLP is what the yellow paper says, and nothing else is taken", () => {
  const known = [
    ["83646f67", fromHex("646f67")],
    ["c88363617483646f67", [fromHex("636174"), fromHex("646f67")]],
    ["80", new Uint8Array(0)],
    ["c0", []],
    ["0f", Uint8Array.of(15)],
    ["820400", Uint8Array.of(4, 0)],
    ["c7c0c1c0c3c0c1c0", [[], [[]], [[], [[]]]]],
    [`b838${"61".repeat(56)}`, new Uint8Array(56).fill(0x61)],
  ];
  for (const [hex, item] of known) {
    assert.equal(toHex(encodeRlp(item)), hex);
    assert.deepEqual(decodeRlp(fromHex(hex)), item);
  }
  for (const hex of ["", "8100", "83646f", "b80161", "b90038", "c1", "c0c0", "bf0100000000000000", `${"c1".repeat(33)}c0`]) {
    assert.throws(() => decodeRlp(fromHex(hex)), FormatError, hex);
  }
});

test("a list as long as a header may be is encoded with the small stack of a worker", async () => {
  const worker = new Worker(new URL("long-list-worker.js", import.meta.url), { resourceLimits: { stackSizeMb: 0.5 } });
  const [bytes] = await once(worker, "message");
  await worker.terminate();
  assert.equal(bytes, 65_003);
});

test("numbers in RLP are below 2^63 and in shortest form", () => {
  assert.equal(numberAt([fromHex("7fffffffffffffff")], 0), 2n ** 63n - 1n);
  assert.equal(numberAt([new Uint8Array(0)], 0), 0n);
  for (const hex of ["8000000000000000", "00", "0001", "010000000000000000"]) {
    assert.throws(() => numberAt([fromHex(hex)], 0), FormatError, hex);
  }
  assert.throws(() => bytesAt([[]], 0), /is to be a byte string/);
});
