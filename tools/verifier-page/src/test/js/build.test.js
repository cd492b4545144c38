import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

const BUILD = fileURLToPath(new URL("../../build/page.mjs", import.meta.url));
const folder = mkdtempSync(path.join(os.tmpdir(), "govshare-page-"));
after(() => rmSync(folder, { recursive: true }));

function built(name) {
  const file = path.join(folder, name);
  execFileSync(process.execPath, [BUILD, file], { cwd: folder });
  return readFileSync(file, "utf8");
}

const page = built("one.html");

test("the same sources give the same bytes", () => {
  assert.equal(built("two.html"), page);
});

test("the page refers to nothing outside itself", () => {
  const markup = page.replace(/<(script|style)>.*?<\/\1>/gs, "");
  const references = [...markup.matchAll(/\s(?:src|href|action|data|poster)="([^"]*)"/g)].map(([, address]) => address);
  assert.deepEqual(references, ["data:,", "#result"]);
  assert.doesNotMatch(page, /url\(|@import|\bimport\(|\bfetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|innerHTML/);
});

test("the policy allows the page's own script and style and nothing else", () => {
  const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page);
  const directives = new Map(policy.split("; ").map((each) => [each.split(" ")[0], each.split(" ").slice(1)]));
  const hash = (element) => {
    const [, text] = new RegExp(`<${element}>(.*?)</${element}>`, "s").exec(page);
    return [`'sha256-${createHash("sha256").update(text).digest("base64")}'`];
  };
  assert.deepEqual(Object.fromEntries(directives), {
    "default-src": ["'none'"],
    "script-src": hash("script"),
    "style-src": hash("style"),
    "img-src": ["data:"],
    "worker-src": ["blob:"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    "require-trusted-types-for": ["'script'"],
    "trusted-types": ["verifier"],
  });
});
