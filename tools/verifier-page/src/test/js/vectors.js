import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const VECTORS = path.resolve(HERE, "../../../../../services/proof/src/test/resources/vectors");

/** The rows of one of the vector files that the Java library is tested with. */
export function rows(name) {
  return readFileSync(path.join(VECTORS, name), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.split(","));
}

/** A folder of the collection of recordings that may lie in a folder "shared" beside the checkout, or null. */
export function sharedFolder(name) {
  for (let folder = HERE; folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const shared = path.join(folder, "shared");
    if (existsSync(path.join(shared, "data")) && existsSync(path.join(shared, name))) return path.join(shared, name);
  }
  return null;
}

export function fromHex(text) {
  return new Uint8Array(Buffer.from(text.replace(/^0x/, ""), "hex"));
}

export function toHex(bytes) {
  return Buffer.from(bytes).toString("hex");
}
