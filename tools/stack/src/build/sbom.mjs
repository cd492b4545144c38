// Completes the bill of materials that Maven makes of its dependencies by what else is delivered: the npm packages that
// lock files name (those for building and testing left out), the Keycloak server, and what Spring Boot's packaging adds to
// each service. May run again on its result.
//
//   node sbom.mjs BOM KEYCLOAK_ZIP PACKAGE_LOCK...
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

const [bomFile, keycloakZip, ...lockFiles] = process.argv.slice(2);
if (lockFiles.length === 0) {
  console.error("usage: sbom.mjs BOM KEYCLOAK_ZIP PACKAGE_LOCK...");
  process.exit(1);
}
if (!fs.existsSync(bomFile)) {
  console.log("sbom: this build made no bill of materials");
  process.exit(0);
}

const bom = JSON.parse(fs.readFileSync(bomFile, "utf8"));
const locks = lockFiles.map((file) => JSON.parse(fs.readFileSync(file, "utf8")).packages);

function npmName(location) {
  return location.slice(location.lastIndexOf("node_modules/") + "node_modules/".length);
}

function npmPurl(name, version) {
  return `pkg:npm/${name.replace("@", "%40")}@${version}`;
}

function npmComponent([location, entry]) {
  const name = npmName(location);
  const purl = npmPurl(name, entry.version);
  const slash = name.indexOf("/");
  const component = { type: "library", "bom-ref": purl, name: name.slice(slash + 1), version: entry.version, purl };
  if (slash > 0) component.group = name.slice(0, slash);
  const [algorithm, digest] = entry.integrity.split("-", 2);
  if (algorithm !== "sha512") throw new Error(`${name} is locked by ${algorithm}, not sha512`);
  component.hashes = [{ alg: "SHA-512", content: Buffer.from(digest, "base64").toString("hex") }];
  if (entry.license !== undefined) component.licenses = [{ expression: entry.license }];
  return component;
}

function mavenComponent(group, name, version, type, license) {
  const purl = `pkg:maven/${group}/${name}@${version}?type=${type}`;
  const licenses = [{ license: { id: license } }];
  return { type: "library", "bom-ref": purl, group, name, version, purl, licenses };
}

function keycloak() {
  const version = /-(\d[^-]*)\.zip$/.exec(path.basename(keycloakZip))[1];
  const server = mavenComponent("org.keycloak", "keycloak-quarkus-dist", version, "zip", "Apache-2.0");
  server.type = "application";
  server.hashes = [
    { alg: "SHA-256", content: createHash("sha256").update(fs.readFileSync(keycloakZip)).digest("hex") },
  ];
  return server;
}

function bootParts() {
  const boot = bom.components.find(({ group, name }) => group === "org.springframework.boot" && name === "spring-boot");
  return ["spring-boot-loader", "spring-boot-jarmode-tools"].map((name) =>
    mavenComponent("org.springframework.boot", name, boot.version, "jar", "Apache-2.0"),
  );
}

const npm = locks.flatMap((lock) => delivered(lock).map(npmComponent));
const other = [keycloak(), ...bootParts()];
const added = [...npm, ...other];
const references = new Set(added.map((component) => component["bom-ref"]));

function delivered(lock) {
  return Object.entries(lock).filter(([location, entry]) => location !== "" && !entry.dev);
}

function npmReferences(lock, entry) {
  const names = Object.keys({ ...entry.dependencies, ...entry.optionalDependencies });
  return names.map((name) => npmPurl(name, lock[`node_modules/${name}`].version)).sort();
}

bom.components = [...bom.components.filter((component) => !references.has(component["bom-ref"])), ...added];
bom.dependencies = bom.dependencies.filter(({ ref }) => !references.has(ref));
const root = bom.dependencies.find(({ ref }) => ref === bom.metadata.component["bom-ref"]);
const directNpm = locks.flatMap((lock) => npmReferences(lock, lock[""]));
const direct = [...directNpm, ...other.map((component) => component["bom-ref"])];
root.dependsOn = [...new Set([...(root.dependsOn ?? []), ...direct])];
for (const lock of locks) {
  for (const [location, entry] of delivered(lock)) {
    bom.dependencies.push({ ref: npmPurl(npmName(location), entry.version), dependsOn: npmReferences(lock, entry) });
  }
}
other.forEach((component) => bom.dependencies.push({ ref: component["bom-ref"], dependsOn: [] }));
fs.writeFileSync(bomFile, `${JSON.stringify(bom, null, 2)}\n`);
