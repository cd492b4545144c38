import assert from "node:assert/strict";
import { test } from "node:test";
import { FormatError } from "../../main/js/format-error.js";
import { parseInstant } from "../../main/js/receipt/instant.js";
import { isValidAt } from "../../main/js/receipt/trust.js";

test("times are those of the calendar", () => {
  for (const text of ["1970-01-01T00:00:00Z", "2026-11-22T10:00:00Z", "2024-02-29T23:59:59Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "1900-03-01T00:00:00Z", "2000-02-29T12:30:15Z"]) {
    assert.equal(parseInstant(text).seconds, BigInt(Date.parse(text)) / 1000n, text);
  }
  const noon = parseInstant("2026-11-22T12:00:00Z").seconds;
  for (const text of ["2026-11-22t12:00:00z", "2026-11-22T14:00:00+02:00", "2026-11-22T00:00:00-12:00", "2026-11-22T12:00:00.Z"]) {
    assert.equal(parseInstant(text).seconds, noon, text);
  }
  assert.equal(parseInstant("2026-11-22T24:00:00Z").seconds, parseInstant("2026-11-23T00:00:00Z").seconds);
  assert.equal(parseInstant("2026-11-22T23:59:60Z").seconds, parseInstant("2026-11-22T23:59:59Z").seconds);
  assert.equal(parseInstant("-0001-01-01T00:00:00Z").seconds, -62198755200n);
  assert.equal(parseInstant("+10000-01-01T00:00:00Z").seconds, 253402300800n);
});

test("what is no time is refused", () => {
  for (const text of ["", "2026-11-22", "2026-11-22T10:00Z", "2026-11-22T10:00:00", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-11-31T00:00:00Z", "2026-11-22T24:00:01Z", "2026-11-22T10:60:00Z", "2026-11-22T10:00:60Z", "2026-11-22T10:00:00.1234567890Z", "2026-11-22T10:00:00+19:00", "2026-11-22T10:00:00+18:01", "10000-01-01T00:00:00Z", "+2026-11-22T10:00:00Z", "-0000-01-01T00:00:00Z", "+9999999999-01-01T00:00:00Z", " 2026-11-22T10:00:00Z", "2026-11-22T10:00:00Z\n"]) {
    assert.throws(() => parseInstant(text), FormatError, text);
  }
});

test("a key is valid from its whole first second to before its end", () => {
  const key = { validFrom: parseInstant("2026-11-22T10:00:00.75Z"), validUntil: parseInstant("2026-11-22T11:00:00Z") };
  const at = (text) => isValidAt(key, parseInstant(text).seconds);
  assert.deepEqual(["09:59:59", "10:00:00", "10:59:59", "11:00:00"].map((time) => at(`2026-11-22T${time}Z`)), [false, true, true, false]);
  key.validUntil = parseInstant("2026-11-22T11:00:00.5Z");
  assert.equal(at("2026-11-22T11:00:00Z"), true);
  key.validUntil = null;
  assert.equal(at("9999-01-01T00:00:00Z"), true);
});
