import { timeText } from "./element.js";
import { printable } from "./printable.js";
import { receiptView } from "./receipt-view.js";
import { en } from "./texts/en.js";
import { zh } from "./texts/zh.js";
import { trustView } from "./trust-view.js";
import { VerifierClient } from "./verifier-client.js";

const LANGUAGES = { en, zh };
const TAGS = { en: "en", zh: "zh-CN" };
const MAX_FILES = 1_000;
const OPEN_RECEIPTS = 3;
/** The status is read out; not for each of many files. */
const PROGRESS_STEP = 25;

const byId = (id) => document.getElementById(id);
const verifier = new VerifierClient();
let language = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag in LANGUAGES) ?? "en";
/** {name, answer} of the trust file chosen last. */
let trust = null;
/** {name, file, answer}; the answer comes when it has been checked. */
let receipts = [];
let tooMany = false;
let checkedAt = null;
/** Counts the runs over the receipts; an older run ends as soon as a newer one has begun. */
let run = 0;

function texts() {
  return LANGUAGES[language];
}

function isTrusting() {
  return trust?.answer.fingerprint !== undefined;
}

async function takeTrust(file) {
  const answer = await verifier.ask("trust", file);
  trust = { name: printable(file.name), answer };
  receipts.forEach((receipt) => delete receipt.answer);
  showTrust();
  await checkReceipts();
}

async function takeReceipts(files) {
  const room = MAX_FILES - receipts.length;
  tooMany = files.length > room;
  // The last dropped is what is being asked about: it stands first.
  receipts = [...files.slice(0, room).map((file) => ({ name: printable(file.name), file })), ...receipts];
  await checkReceipts();
}

async function checkReceipts() {
  const own = ++run;
  if (isTrusting()) {
    const open = receipts.filter((receipt) => receipt.answer === undefined);
    for (const [done, receipt] of open.entries()) {
      if (done % PROGRESS_STEP === 0) byId("status").textContent = texts().checking(done, open.length);
      const answer = await verifier.ask("receipt", receipt.file);
      if (own !== run) return;
      receipt.answer = answer.reason === undefined ? answer : { ...answer, isTrust: await isTrustFile(receipt.file) };
    }
    if (own !== run) return;
    checkedAt = new Date();
  }
  showReceipts();
}

/** Only to tell people what they have dropped: whom to trust is never decided by what lies among the receipts. */
async function isTrustFile(file) {
  try {
    return (await file.slice(0, 1024).text()).includes('"govshare-trust/v1"');
  } catch {
    return false;
  }
}

function showTrust() {
  byId("trust-state").replaceChildren(...(trust === null ? [] : trustView(texts(), trust)));
}

function showReceipts() {
  const checked = receipts.filter((receipt) => receipt.answer !== undefined);
  byId("status").textContent = status(checked);
  byId("results").replaceChildren(...checked.map((receipt, i) => receiptView(texts(), receipt, i < OPEN_RECEIPTS)));
  byId("checked-at").textContent = checkedAt === null ? "" : texts().checkedAt(timeText(checkedAt));
  for (const id of ["clear", "print", "checked-at", "limits"]) byId(id).hidden = checked.length === 0;
}

function status(checked) {
  if (receipts.length === 0) return texts().nothingYet;
  if (!isTrusting()) return texts().waitingForTrust(receipts.length);
  const counts = { all: checked.length };
  for (const { answer } of checked) {
    const outcome = answer.outcome ?? "UNUSABLE";
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  const sum = texts().checked(counts);
  return tooMany ? `${sum} ${texts().tooMany(MAX_FILES)}` : sum;
}

function showLanguage() {
  document.documentElement.lang = TAGS[language];
  document.title = `${texts().title} · GovShare`;
  for (const each of document.querySelectorAll("[data-text]")) each.textContent = texts()[each.dataset.text];
  byId("language").value = language;
  showTrust();
  showReceipts();
}

function clear() {
  run++;
  receipts = [];
  tooMany = false;
  byId("receipts").value = "";
  showReceipts();
  byId("receipts").focus();
}

function onFiles(input, take) {
  // Forgotten first, so that choosing the same file again, which may have changed, is noticed.
  input.addEventListener("click", () => {
    input.value = "";
  });
  input.addEventListener("change", () => {
    if (input.files.length > 0) take([...input.files]);
  });
}

function onDrop(target, input, take) {
  for (const type of ["dragenter", "dragover"]) {
    target.addEventListener(type, (event) => {
      event.preventDefault();
      event.stopPropagation();
      setOver(target);
    });
  }
  target.addEventListener("drop", (event) => {
    event.preventDefault();
    event.stopPropagation();
    setOver(null);
    if (event.dataTransfer.files.length > 0) {
      input.files = event.dataTransfer.files;
      take([...input.files]);
    }
  });
}

function setOver(target) {
  byId("trust-zone").classList.toggle("over", target === byId("trust-zone"));
  byId("receipts-zone").classList.toggle("over", target === document);
}

onFiles(byId("trust"), ([file]) => takeTrust(file));
onFiles(byId("receipts"), takeReceipts);
onDrop(byId("trust-zone"), byId("trust"), ([file]) => takeTrust(file));
onDrop(document, byId("receipts"), takeReceipts);
document.addEventListener("dragleave", (event) => event.relatedTarget === null && setOver(null));
byId("language").addEventListener("change", (event) => {
  language = event.target.value;
  showLanguage();
});
byId("clear").addEventListener("click", clear);
byId("print").addEventListener("click", () => globalThis.print());
globalThis.addEventListener("beforeprint", () => {
  for (const each of document.querySelectorAll("details")) each.open = true;
});
showLanguage();
