// Compiles the Solidity contracts with the pinned compiler of package-lock.json. Needs Node and npm, nothing else.
//
//   node contracts.mjs compile        node_modules when the lock file changed, then abi, bin and runtime code
//   node contracts.mjs keep FROM TO   copies what differs, so that unchanged wrappers do not recompile the module
import fs from "node:fs";
import path from "node:path";
import { NpmModule, writeIfChanged } from "../../../../tools/npm/npm-module.mjs";

const chain = new NpmModule(import.meta.url);
const sources = chain.path("src", "main", "solidity");
const abiDirectory = chain.path("target", "solidity");
const resourceDirectory = chain.path("target", "generated-resources", "solidity", "io", "govshare", "chain", "contract");

// Fixed, so that the same source gives the same bytes everywhere: the EVM of the oldest network we serve, and neither
// metadata hash nor compiler version appended to the code.
const settings = {
  evmVersion: "shanghai",
  optimizer: { enabled: true, runs: 1000 },
  metadata: { bytecodeHash: "none", appendCBOR: false },
  outputSelection: { "*": { "*": ["abi", "evm.bytecode.object", "evm.deployedBytecode.object", "storageLayout"] } },
};

function compile() {
  chain.installPackages();
  const solc = chain.require("solc");
  const input = { language: "Solidity", sources: {}, settings };
  for (const name of fs.readdirSync(sources).filter((file) => file.endsWith(".sol")).sort()) {
    input.sources[name] = { content: fs.readFileSync(path.join(sources, name), "utf8") };
  }
  const output = JSON.parse(solc.compile(JSON.stringify(input)));
  // Warnings fail as well, as in the Java compiler.
  const problems = (output.errors ?? []).filter((problem) => problem.severity !== "info");
  if (problems.length > 0) chain.fail(problems.map((problem) => problem.formattedMessage).join("\n"));
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
else chain.fail("usage: contracts.mjs compile | keep FROM TO");
