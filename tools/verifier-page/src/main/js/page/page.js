import { timeText } from "./element.js";
import { printable } from "./printable.js";
import { receiptView } from "./receipt-view.js";
import { en } from "./texts/en.js";
import { zh } from "./texts/zh.js";
import { trustFacts, trustSentences } from "./trust-view.js";
import { VerifierClient } from "./verifier-client.js";

const LANGUAGES = { en, zh };
const TAGS = { en: "en", zh: "zh-CN" };
const MAX_FILES = 1_000;
const MAX_CARDS = 1_000;
const OPEN_CARDS = 3;
/** Opened for printing; of more, those that are open are printed. */
const MAX_PRINTED = 100;
/** The status is read out; not for each of many files. */
const PROGRESS_STEP = 25;
/** What the verifier needs that came last to browsers: Chrome 110, Firefox 115, Safari 16. */
const IS_TOO_OLD = !("findLast" in Array.prototype && "with" in Array.prototype);

const byId = (id) => document.getElementById(id);
const verifier = new VerifierClient();
let language = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag in LANGUAGES) ?? "en";
/** {name, answer, replaced} of the trust file chosen last. */
let trust = null;
/** The last that could be used, which another replaces. */
let used = null;
let isTrustRefused = false;
/** Counts the trust files chosen: an answer about an earlier one comes too late. */
let chosenTrusts = 0;
/** {name, file, cards}; the cards {name, answer, by, isOpen}, one for each receipt in it, come when it has been checked. */
let files = [];
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

async function takeTrust(chosen) {
  isTrustRefused = chosen.length > 1;
  if (isTrustRefused) {
    showTrust();
    return;
  }
  const own = ++chosenTrusts;
  run++;
  const [file] = chosen;
  const answer = await verifier.ask("trust", file);
  if (own !== chosenTrusts) return;
  trust = { name: printable(file.name), answer, replaced: null };
  if (isTrusting()) {
    if (used !== null && used.answer.basis !== answer.basis) trust.replaced = used.name;
    used = trust;
  }
  files.forEach((each) => delete each.cards);
  showTrust();
  await checkReceipts();
}

async function takeReceipts(chosen) {
  const room = MAX_FILES - files.length;
  tooMany = chosen.length > room;
  // The last dropped is what is being asked about: it stands first.
  files = [...chosen.slice(0, room).map((file) => ({ name: printable(file.name), file })), ...files];
  await checkReceipts();
}

async function checkReceipts() {
  const own = ++run;
  if (isTrusting()) {
    const { name: trustName } = trust;
    const open = files.filter(({ cards }) => cards === undefined);
    byId("clear").hidden = files.length === 0;
    for (const [done, each] of open.entries()) {
      if (done % PROGRESS_STEP === 0) byId("status").textContent = texts().checking(done, open.length);
      const answer = await verifier.ask("receipt", each.file);
      const isTrust = answer.reason !== undefined && (await isTrustFile(each.file));
      if (own !== run) return;
      each.cards = cardsOf(each.name, answer, trustName, isTrust);
    }
    checkedAt = new Date();
  }
  showReceipts();
}

/** A bundle has a card for each of its receipts, named by its place. */
function cardsOf(name, answer, trustName, isTrust) {
  if (answer.receipts === undefined) return [{ name, answer: { ...answer, isTrust } }];
  const by = { name: trustName, fingerprint: answer.fingerprint };
  return answer.receipts.map((each, i) => ({ name: answer.isBundle ? `${name}#${i}` : name, answer: each, by }));
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
  byId("trust-state").replaceChildren(...trustSentences(texts(), trust, isTrustRefused));
  byId("trust-facts").replaceChildren(...trustFacts(texts(), trust));
}

function showReceipts() {
  const cards = files.flatMap((each) => each.cards ?? []);
  const shown = listed(cards);
  shown.forEach((card, i) => {
    card.isOpen ??= i < OPEN_CARDS;
  });
  byId("status").textContent = status(cards);
  byId("results").replaceChildren(...shown.map((card) => receiptView(texts(), card)));
  byId("checked-at").textContent = checkedAt === null ? "" : texts().checkedAt(timeText(checkedAt));
  for (const id of ["print", "checked-at", "limits"]) byId(id).hidden = cards.length === 0;
  byId("clear").hidden = files.length === 0;
}

/** Of more than can be shown, those that are not valid stand first. */
function listed(cards) {
  if (cards.length <= MAX_CARDS) return cards;
  const isValid = ({ answer }) => answer.outcome === "VALID";
  return [...cards.filter((card) => !isValid(card)), ...cards.filter(isValid)].slice(0, MAX_CARDS);
}

function status(cards) {
  if (IS_TOO_OLD) return texts().tooOld;
  if (files.length === 0) return texts().nothingYet;
  if (!isTrusting()) return texts().waitingForTrust(files.length);
  const counts = { all: cards.length };
  for (const { answer } of cards) {
    const outcome = answer.outcome ?? "UNUSABLE";
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return [
    texts().checked(counts),
    cards.length > MAX_CARDS && texts().listed(MAX_CARDS),
    tooMany && texts().tooMany(MAX_FILES),
  ]
    .filter(Boolean)
    .join(" ");
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
  verifier.stop();
  files = [];
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
    const { files: dropped } = event.dataTransfer;
    if (dropped.length === 0 || input.disabled) return;
    if (dropped.length === 1 || input.multiple) input.files = dropped;
    take([...dropped]);
  });
}

function setOver(target) {
  byId("trust-zone").classList.toggle("over", target === byId("trust-zone"));
  byId("receipts-zone").classList.toggle("over", target === document);
}

for (const id of ["trust", "receipts"]) byId(id).disabled = IS_TOO_OLD;
onFiles(byId("trust"), takeTrust);
onFiles(byId("receipts"), takeReceipts);
onDrop(byId("trust-zone"), byId("trust"), takeTrust);
onDrop(document, byId("receipts"), takeReceipts);
document.addEventListener("dragleave", (event) => event.relatedTarget === null && setOver(null));
byId("language").addEventListener("change", (event) => {
  language = event.target.value;
  showLanguage();
});
byId("clear").addEventListener("click", clear);
byId("print").addEventListener("click", () => globalThis.print());
globalThis.addEventListener("beforeprint", () => {
  const all = document.querySelectorAll("details");
  if (all.length > MAX_PRINTED) return;
  for (const each of all) {
    each.open = true;
    // Browsers tell of it later, when the page has been printed already.
    each.dispatchEvent(new Event("toggle"));
  }
});
showLanguage();
