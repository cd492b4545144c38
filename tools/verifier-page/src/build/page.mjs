// Puts the page together: one HTML file with its script and style inside, which asks the network for nothing.
//
//   node page.mjs [FILE]    node_modules when the lock file changed, then the page, by default as a resource below target
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { NpmModule, writeIfChanged } from "../../../npm/npm-module.mjs";

const verifierPage = new NpmModule(import.meta.url);
const sources = verifierPage.path("src", "main", "js", "page");
const resource = verifierPage.path("target", "generated-resources", "page", "io", "govshare", "verifier", "page", "verify.html");

function bundler() {
  const { buildSync } = verifierPage.require("esbuild");
  return (entry, more) => {
    const result = buildSync({
      entryPoints: [path.join(sources, entry)],
      bundle: true,
      write: false,
      minify: true,
      charset: "utf8",
      legalComments: "inline",
      target: "es2022",
      absWorkingDir: verifierPage.folder,
      logLevel: "warning",
      ...more,
    });
    if (result.warnings.length > 0) verifierPage.fail(`${entry}: ${result.warnings.length} warnings`);
    return result.outputFiles[0].text;
  };
}

/** What stands in a script element must not end it. */
function inScript(code) {
  if (/<\/script|<!--/i.test(code)) verifierPage.fail("the script would end its own element");
  return code;
}

function sha256(text) {
  return `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;
}

/** Those of the libraries in the script, which ask to be handed on with every copy. */
function licences() {
  const names = Object.keys(JSON.parse(fs.readFileSync(verifierPage.path("package.json"), "utf8")).dependencies);
  const texts = names.map((name) => {
    const licence = fs.readFileSync(verifierPage.path("node_modules", name, "LICENSE"), "utf8");
    return `${name}\n\n${licence.trim()}`;
  });
  const text = texts.join("\n\n");
  if (text.includes("--")) verifierPage.fail("a licence would end its comment");
  return text;
}

function build(page) {
  verifierPage.installPackages();
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
  writeIfChanged(page, html);
}

build(process.argv[2] ?? resource);
