import { JsonNumber } from "./reader.js";

const SHORT = new Map([
  ['"', '\\"'], ["\\", "\\\\"], ["\b", "\\b"], ["\t", "\\t"], ["\n", "\\n"], ["\f", "\\f"], ["\r", "\\r"],
]);

/** JSON without spaces, members in their order, numbers with their digits, and escapes only where they must be. */
export function writeJson(value) {
  if (value instanceof JsonNumber) return value.literal;
  if (typeof value === "string") return writeString(value);
  if (Array.isArray(value)) return `[${value.map(writeJson).join(",")}]`;
  if (value instanceof Map) {
    return `{${[...value].map(([name, member]) => `${writeString(name)}:${writeJson(member)}`).join(",")}}`;
  }
  return String(value);
}

function writeString(text) {
  const escaped = text.replace(
    /["\\\u0000-\u001f]/g,
    (c) => SHORT.get(c) ?? `\\u00${c.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
  return `"${escaped}"`;
}
