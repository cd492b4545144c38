import assert from "node:assert/strict";
import { test } from "node:test";
import { FormatError } from "../../main/js/format-error.js";
import { parseJson } from "../../main/js/json/reader.js";
import { writeJson } from "../../main/js/json/writer.js";
import { fromHex, rows } from "./vectors.js";

const LIMITS = { maxBytes: 4 << 20, maxDepth: 64, maxDigits: 256 };

test("documents are taken or refused as by the Java reader", () => {
  for (const [verdict, document, name] of rows("json-documents.csv")) {
    const read = () => parseJson(fromHex(document), LIMITS);
    if (verdict === "accept") assert.doesNotThrow(read, name);
    else assert.throws(read, FormatError, name);
  }
});

test("numbers keep their digits and become integers only when they are plain", () => {
  const [big, real, exponent, minusZero, least, beyond] = parseJson(
    "[9007199254740993, 1.0, 1e3, -0, -9223372036854775808, 9223372036854775808]",
    LIMITS,
  );
  assert.equal(big.asInteger(), 9007199254740993n);
  assert.equal(least.asInteger(), -(2n ** 63n));
  for (const number of [real, exponent, minusZero, beyond]) assert.throws(() => number.asInteger(), FormatError);
  assert.equal(writeJson(real), "1.0");
});

test("members of objects are only those of the document", () => {
  const read = parseJson('{"__proto__":{"x":1},"toString":"y"}', LIMITS);
  assert.deepEqual([...read.keys()], ["__proto__", "toString"]);
  assert.equal(read.get("constructor"), undefined);
  assert.equal(writeJson(read), '{"__proto__":{"x":1},"toString":"y"}');
  assert.throws(() => parseJson('{"a":1,"\\u0061":2}', LIMITS), /line 1, column 8: duplicate name/);
});

test("limits hold", () => {
  assert.throws(() => parseJson("[".repeat(65), LIMITS), /nested deeper than 64 levels/);
  assert.throws(() => parseJson("1".repeat(257), LIMITS), /longer than 256 characters/);
  assert.throws(() => parseJson('"é"', { ...LIMITS, maxBytes: 3 }), /longer than 3 bytes/);
});
