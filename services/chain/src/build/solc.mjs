#!/usr/bin/env node
// The pinned compiler in the form in which forge asks for it: "--version" and "--standard-json" from standard input.
import { createRequire } from "node:module";

const solc = createRequire(import.meta.url)("solc");

if (process.argv.includes("--version")) {
  // forge knows the names of the compiler's own builds only.
  console.log(`solc, the solidity compiler commandline interface\nVersion: ${solc.version().replace("Emscripten.clang", "Linux.g++")}`);
} else if (process.argv.includes("--standard-json")) {
  let input = "";
  process.stdin.setEncoding("utf8");
  for await (const part of process.stdin) input += part;
  process.stdout.write(solc.compile(input));
} else {
  console.error("usage: solc.mjs --version | --standard-json < input");
  process.exit(1);
}
