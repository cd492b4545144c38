// Puts the page together: one HTML file with its script and style inside, which asks the network for nothing.
//
//   node page.mjs [FILE]    node_modules when the lock file changed, then the page, by default as a resource below target
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const module_ = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "..");
const sources = path.join(module_, "src", "main", "js", "page");
const resource = path.join(module_, "target", "generated-resources", "page", "io", "govshare", "verifier", "page", "verify.html");

function fail(message) {
  console.error(`page: ${message}`);
  process.exit(1);
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

function bundler() {
  const { buildSync } = createRequire(path.join(module_, "package.json"))("esbuild");
  return (entry, more) => {
    const result = buildSync({
      entryPoints: [path.join(sources, entry)],
      bundle: true,
      write: false,
      minify: true,
      charset: "utf8",
      legalComments: "inline",
      target: "es2022",
      absWorkingDir: module_,
      logLevel: "warning",
      ...more,
    });
    if (result.warnings.length > 0) fail(`${entry}: ${result.warnings.length} warnings`);
    return result.outputFiles[0].text;
  };
}

/** What stands in a script element must not end it. */
function inScript(code) {
  if (/<\/script|<!--/i.test(code)) fail("the script would end its own element");
  return code;
}

function sha256(text) {
  return `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;
}

/** Those of the libraries in the script, which ask to be handed on with every copy. */
function licences() {
  const names = Object.keys(JSON.parse(fs.readFileSync(path.join(module_, "package.json"), "utf8")).dependencies);
  const texts = names.map((name) => {
    const licence = fs.readFileSync(path.join(module_, "node_modules", name, "LICENSE"), "utf8");
    return `${name}\n\n${licence.trim()}`;
  });
  const text = texts.join("\n\n");
  if (text.includes("--")) fail("a licence would end its comment");
  return text;
}

function build(page) {
  installPackages();
  const bundle = bundler();
  const worker = bundle("worker.js", { format: "iife" });
  const script = inScript(bundle("page.js", { format: "iife", define: { WORKER_SOURCE: JSON.stringify(worker) } }));
  const style = bundle("page.css", { loader: { ".css": "css" } });
  // The worker is made from this script's own text; 'none' for everything else is what makes the page unable to ask.
  const policy = [
    "default-src 'none'",
    `script-src ${sha256(script)}`,
    `style-src ${sha256(style)}`,
    "img-src data:",
    "worker-src blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types verifier",
  ].join("; ");
  const parts = { LICENCES: licences(), POLICY: policy, STYLE: style, SCRIPT: script };
  const html = fs
    .readFileSync(path.join(sources, "page.html"), "utf8")
    .replace(/\{\{(LICENCES|POLICY|STYLE|SCRIPT)\}\}/g, (_, name) => parts[name]);
  if (fs.existsSync(page) && fs.readFileSync(page, "utf8") === html) return;
  fs.mkdirSync(path.dirname(page), { recursive: true });
  fs.writeFileSync(page, html);
}

build(process.argv[2] ?? resource);
