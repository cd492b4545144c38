// Compiles the Solidity contracts with the pinned compiler of package-lock.json. Needs Node and npm, nothing else.
//
//   node contracts.mjs compile        node_modules when the lock file changed, then abi, bin and runtime code
//   node contracts.mjs keep FROM TO   copies what differs, so that unchanged wrappers do not recompile the module
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const module_ = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "..");
const sources = path.join(module_, "src", "main", "solidity");
const abiDirectory = path.join(module_, "target", "solidity");
const resourceDirectory = path.join(module_, "target", "generated-resources", "solidity", "io", "govshare", "chain", "contract");

// Fixed, so that the same source gives the same bytes everywhere: the EVM of the oldest network we serve, and neither
// metadata hash nor compiler version appended to the code.
const settings = {
  evmVersion: "shanghai",
  optimizer: { enabled: true, runs: 1000 },
  metadata: { bytecodeHash: "none", appendCBOR: false },
  outputSelection: { "*": { "*": ["abi", "evm.bytecode.object", "evm.deployedBytecode.object", "storageLayout"] } },
};

function fail(message) {
  console.error(`contracts: ${message}`);
  process.exit(1);
}

function writeIfChanged(file, content) {
  if (fs.existsSync(file) && fs.readFileSync(file, "utf8") === content) return;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content);
}

function installPackages() {
  const lock = fs.readFileSync(path.join(module_, "package-lock.json"), "utf8");
  const stamp = path.join(module_, "node_modules", ".installed-lock.json");
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === lock) return;
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const run = spawnSync(npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"], {
    cwd: module_,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  if (run.error) fail(`npm cannot be started (${run.error.message}); it comes with Node 20 or later`);
  if (run.status !== 0) fail(`npm ci ended with status ${run.status}`);
  fs.writeFileSync(stamp, lock);
}

function compile() {
  installPackages();
  const solc = createRequire(path.join(module_, "package.json"))("solc");
  const input = { language: "Solidity", sources: {}, settings };
  for (const name of fs.readdirSync(sources).filter((file) => file.endsWith(".sol")).sort()) {
    input.sources[name] = { content: fs.readFileSync(path.join(sources, name), "utf8") };
  }
  const output = JSON.parse(solc.compile(JSON.stringify(input)));
  // Warnings fail as well, as in the Java compiler.
  const problems = (output.errors ?? []).filter((problem) => problem.severity !== "info");
  if (problems.length > 0) fail(problems.map((problem) => problem.formattedMessage).join("\n"));
  for (const contracts of Object.values(output.contracts)) {
    for (const [name, contract] of Object.entries(contracts)) {
      if (contract.evm.bytecode.object === "") continue; // an interface
      writeIfChanged(path.join(abiDirectory, `${name}.abi`), JSON.stringify(contract.abi));
      writeIfChanged(path.join(abiDirectory, `${name}.bin`), contract.evm.bytecode.object);
      writeIfChanged(path.join(resourceDirectory, `${name}.runtime`), contract.evm.deployedBytecode.object);
      writeIfChanged(path.join(resourceDirectory, `${name}.layout.json`), JSON.stringify(contract.storageLayout));
    }
  }
}

function keep(from, to) {
  for (const entry of fs.readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    writeIfChanged(path.join(to, path.relative(from, file)), fs.readFileSync(file, "utf8"));
  }
}

const [command, ...parameters] = process.argv.slice(2);
if (command === "compile") compile();
else if (command === "keep" && parameters.length === 2) keep(parameters[0], parameters[1]);
else fail("usage: contracts.mjs compile | keep FROM TO");
