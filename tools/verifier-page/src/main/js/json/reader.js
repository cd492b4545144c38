import { fromUtf8, utf8 } from "../bytes.js";
import { FormatError } from "../format-error.js";

/** A number with the digits it was written with; nothing passes through floating point. */
export class JsonNumber {
  constructor(literal) {
    this.literal = literal;
  }

  /** The number as BigInt, if it is a plain integer of 64 bits; 1.0, 1e3 and -0 are not. */
  asInteger() {
    if (this.literal === "-0") throw new FormatError("zero has no sign");
    const value = /^-?[0-9]+$/.test(this.literal) ? BigInt(this.literal) : null;
    if (value === null || BigInt.asIntN(64, value) !== value) throw new FormatError("not an integer of 64 bits");
    return value;
  }
}

/**
 * Reads one JSON document and nothing besides. What RFC 8259 leaves open is closed: duplicate names, lone surrogates and
 * byte order marks are errors. Objects become Maps, numbers JsonNumbers.
 *
 * @param document text, or UTF-8 bytes
 * @param limits maxBytes of the document, maxDepth of arrays and objects within each other, maxDigits of one number
 */
export function parseJson(document, limits) {
  const bytes = typeof document === "string" ? utf8(document).length : document.length;
  if (bytes > limits.maxBytes) throw new FormatError(`JSON document longer than ${limits.maxBytes} bytes`);
  const text = typeof document === "string" ? document : fromUtf8(document);
  if (text === null) throw new FormatError("JSON document is not valid UTF-8");
  return new Reader(text, limits).document();
}

/** Reads a document that must be an object. */
export function parseJsonObject(document, limits) {
  const value = parseJson(document, limits);
  if (value instanceof Map) return value;
  throw new FormatError("JSON document is not an object");
}

const DIGITS = /[0-9]*/y;
const PLAIN = /[^"\\\u0000-\u001f\ud800-\udfff]*/y;
const SPACE = /[ \t\n\r]*/y;
const ESCAPES = new Map([
  ['"', '"'], ["\\", "\\"], ["/", "/"], ["b", "\b"], ["f", "\f"], ["n", "\n"], ["r", "\r"], ["t", "\t"],
]);

class Reader {
  constructor(text, limits) {
    this.text = text;
    this.limits = limits;
    this.at = 0;
    this.depth = 0;
  }

  document() {
    this.skip(SPACE);
    const value = this.value();
    this.skip(SPACE);
    if (this.at < this.text.length) throw this.error("unexpected text after the document");
    return value;
  }

  value() {
    if (this.at === this.text.length) throw this.error("the document ends where a value is expected");
    switch (this.text[this.at]) {
      case "{":
        return this.object();
      case "[":
        return this.array();
      case '"':
        return this.string();
      case "t":
        return this.literal("true", true);
      case "f":
        return this.literal("false", false);
      case "n":
        return this.literal("null", null);
      default:
        return this.number();
    }
  }

  object() {
    this.enter();
    const members = new Map();
    this.skip(SPACE);
    if (this.text[this.at] === "}") return this.leave(members);
    while (true) {
      if (this.text[this.at] !== '"') throw this.error("a member's name in quotes is expected");
      const start = this.at;
      const name = this.string();
      this.skip(SPACE);
      this.expect(":");
      this.skip(SPACE);
      const value = this.value();
      if (members.has(name)) {
        this.at = start;
        throw this.error("duplicate name");
      }
      members.set(name, value);
      this.skip(SPACE);
      if (this.text[this.at] === "}") return this.leave(members);
      this.expect(",");
      this.skip(SPACE);
    }
  }

  array() {
    this.enter();
    const values = [];
    this.skip(SPACE);
    if (this.text[this.at] === "]") return this.leave(values);
    while (true) {
      values.push(this.value());
      this.skip(SPACE);
      if (this.text[this.at] === "]") return this.leave(values);
      this.expect(",");
      this.skip(SPACE);
    }
  }

  enter() {
    if (++this.depth > this.limits.maxDepth) {
      throw this.error(`nested deeper than ${this.limits.maxDepth} levels`);
    }
    this.at++;
  }

  leave(value) {
    this.depth--;
    this.at++;
    return value;
  }

  string() {
    this.at++;
    let value = "";
    while (this.at < this.text.length) {
      value += this.skip(PLAIN);
      const c = this.text[this.at];
      if (c === '"') {
        this.at++;
        return value;
      }
      if (c === undefined) break;
      if (c < " ") throw this.error("control character in a string");
      value += this.special(c);
    }
    throw this.error("the document ends within a string");
  }

  /** An escape, or a pair of surrogates however each of them is written. */
  special(c) {
    const first = c === "\\" ? this.escape() : this.text[this.at++];
    if (!isHigh(first)) {
      if (isLow(first)) throw this.error("lone surrogate in a string");
      return first;
    }
    const next = this.text[this.at];
    if (next === undefined || next === '"') throw this.error("lone surrogate in a string");
    if (next < " ") throw this.error("control character in a string");
    const second = next === "\\" ? this.escape() : this.text[this.at++];
    if (!isLow(second)) throw this.error("lone surrogate in a string");
    return first + second;
  }

  escape() {
    const c = this.text[this.at + 1];
    this.at += 2;
    if (c === "u") return this.unicode();
    const meant = ESCAPES.get(c);
    if (meant === undefined) throw this.error("unknown escape in a string");
    return meant;
  }

  unicode() {
    const digits = this.text.slice(this.at, this.at + 4);
    const good = /^[0-9a-fA-F]*/.exec(digits)[0].length;
    this.at += good;
    if (good < 4) throw this.error("\\u is followed by four hexadecimal digits");
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  literal(word, value) {
    if (!this.text.startsWith(word, this.at)) throw this.error("a value is expected");
    this.at += word.length;
    return value;
  }

  number() {
    const start = this.at;
    if (!this.skipNumber()) {
      this.at = start;
      throw this.error("a value is expected");
    }
    const literal = this.text.slice(start, this.at);
    if (literal.length > this.limits.maxDigits) {
      this.at = start;
      throw this.error(`number longer than ${this.limits.maxDigits} characters`);
    }
    return new JsonNumber(literal);
  }

  skipNumber() {
    if (this.text[this.at] === "-") this.at++;
    if (this.text[this.at] === "0") this.at++;
    else if (this.skip(DIGITS) === "") return false;
    if (this.text[this.at] === ".") {
      this.at++;
      if (this.skip(DIGITS) === "") return false;
    }
    if (this.text[this.at] === "e" || this.text[this.at] === "E") {
      this.at++;
      if (this.text[this.at] === "+" || this.text[this.at] === "-") this.at++;
      return this.skip(DIGITS) !== "";
    }
    return true;
  }

  /** What the sticky pattern matches here, which may be nothing; moves behind it. */
  skip(pattern) {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? "";
    this.at += found.length;
    return found;
  }

  expect(c) {
    if (this.text[this.at] !== c) throw this.error(`'${c}' is expected`);
    this.at++;
  }

  error(what) {
    const before = this.text.slice(0, this.at);
    const line = before.split("\n").length;
    const column = before.length - before.lastIndexOf("\n");
    return new FormatError(`JSON line ${line}, column ${column}: ${what}`);
  }
}

function isHigh(c) {
  return c >= "\ud800" && c <= "\udbff";
}

function isLow(c) {
  return c >= "\udc00" && c <= "\udfff";
}
