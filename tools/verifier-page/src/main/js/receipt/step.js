import { FormatError } from "../format-error.js";

/** The reason why a step failed. Never leaves the check. */
export class Defect extends Error {}

/** What came of a step: what was established, or what is wrong. */
export function takeStep(name, establish) {
  try {
    return { name, status: "passed", detail: establish() };
  } catch (e) {
    if (e instanceof FormatError || e instanceof Defect) return { name, status: "failed", detail: e.message };
    throw e;
  }
}

export function failOn(defect) {
  if (defect !== null) throw new Defect(defect);
}
