/** Whatever stems from a file loses the characters that would change how the text around it looks. */
export function printable(text, kept = "") {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, (c) => (kept.includes(c) ? c : "\ufffd"));
}
