import assert from "node:assert/strict";
import { test } from "node:test";
import { en } from "../../main/js/page/texts/en.js";
import { zh } from "../../main/js/page/texts/zh.js";
import { STEPS } from "../../main/js/receipt/verifier.js";

function shape(texts) {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, typeof text === "object" && !Array.isArray(text) ? shape(text) : typeof text]),
  );
}

test("every text is there in each language", () => {
  assert.deepEqual(shape(zh), shape(en));
});

test("every step has its title, its meaning and an advice", () => {
  for (const texts of [en, zh]) {
    assert.deepEqual(Object.keys(texts.steps), STEPS);
    assert.deepEqual(Object.keys(texts.advice), STEPS);
    for (const step of Object.values(texts.steps)) assert.equal(step.length, 2);
  }
});
