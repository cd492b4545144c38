import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** A module of the build that needs packages of npm. Needs Node and npm, nothing else. */
export class NpmModule {
  /** @param script the address of a script in the module's src/build */
  constructor(script) {
    this.folder = path.resolve(path.dirname(fileURLToPath(script)), "..", "..");
  }

  path(...names) {
    return path.join(this.folder, ...names);
  }

  fail(message) {
    console.error(`${path.basename(this.folder)}: ${message}`);
    process.exit(1);
  }

  /** Has node_modules as package-lock.json says; they are made anew when it has changed. */
  installPackages() {
    const lock = fs.readFileSync(this.path("package-lock.json"), "utf8");
    const stamp = this.path("node_modules", ".installed-lock.json");
    if (fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === lock) return;
    const npm = process.platform === "win32" ? "npm.cmd" : "npm";
    const run = spawnSync(npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"], {
      cwd: this.folder,
      stdio: ["ignore", "ignore", "inherit"],
      shell: process.platform === "win32",
    });
    if (run.error) this.fail(`npm cannot be started (${run.error.message}); it comes with Node 20 or later`);
    if (run.status !== 0) this.fail(`npm ci ended with status ${run.status}`);
    fs.writeFileSync(stamp, lock);
  }

  require(name) {
    return createRequire(this.path("package.json"))(name);
  }
}

/** Leaves a file alone that has the content already, so that nothing is made again that depends on it. */
export function writeIfChanged(file, content) {
  if (fs.existsSync(file) && fs.readFileSync(file, "utf8") === content) return;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content);
}
