import { FormatError } from "../format-error.js";
import { hashFromBase64 } from "../merkle/hash.js";

const MAX_LINES = 32;
const MAX_SIZE = (1n << 63n) - 1n;

/** The head of a log: which log (origin), how many leaves (size), which root. Extension lines mean nothing here. */
export function parseCheckpoint(text) {
  if (!text.endsWith("\n")) throw new FormatError("a checkpoint ends with a newline");
  const lines = text.slice(0, -1).split("\n");
  if (lines.length < 3 || lines.length > MAX_LINES) {
    const counted = Math.min(lines.length, MAX_LINES + 1);
    throw new FormatError(`a checkpoint has 3 to ${MAX_LINES} lines, not ${counted}`);
  }
  const [origin, digits, root, ...extensions] = lines;
  const checkpoint = { origin, size: size(digits), root: hashFromBase64(root) };
  requireLine(origin, "origin");
  extensions.forEach((line) => requireLine(line, "extension line"));
  return checkpoint;
}

function size(digits) {
  const value = /^(?:0|[1-9][0-9]{0,18})$/.test(digits) ? BigInt(digits) : MAX_SIZE + 1n;
  if (value > MAX_SIZE) throw new FormatError("a checkpoint's second line is its size in plain decimal digits");
  return value;
}

function requireLine(line, name) {
  if (line === "" || /[\u0000-\u001f]/.test(line)) {
    throw new FormatError(`a checkpoint's ${name} is one line without control characters`);
  }
}
