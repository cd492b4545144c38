import { FormatError } from "../format-error.js";

const TIME =
  /^(\d{4}|\+\d{5,10}|-\d{4,10})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{0,9}))?(?:Z|([+-])(\d\d):(\d\d)(?::(\d\d))?)$/i;
const MAX_OFFSET = 18n * 3600n;
const DAY = 86_400n;
// The times that Java's Instant holds, with which the reference reads trust files.
const MIN_SECONDS = -31557014167219200n;
const MAX_SECONDS = 31556889864403199n;

/**
 * A time such as 2026-11-22T10:00:00Z (RFC 3339), as seconds since 1970 and nanoseconds. What the reference takes beyond
 * the RFC is taken here too: both must read one trust file alike.
 */
export function parseInstant(text) {
  const parts = TIME.exec(text);
  const instant = parts === null ? null : instantOf(parts);
  if (instant === null) throw new FormatError("not a time such as 2026-11-22T10:00:00Z");
  return instant;
}

function instantOf([, yearText, monthText, dayText, hourText, minuteText, secondText, fraction, sign, ...offsetTexts]) {
  const year = BigInt(yearText.replace("+", ""));
  const [month, day, minute] = [monthText, dayText, minuteText].map(BigInt);
  let hour = BigInt(hourText);
  let second = BigInt(secondText);
  const nanos = Number((fraction ?? "").padEnd(9, "0"));
  let days = daysTo(year, month, day);
  if (yearText.startsWith("-") && year === 0n) return null;
  if (month < 1n || month > 12n || day < 1n || day > daysOf(year, month)) return null;
  if (hour === 24n && minute === 0n && second === 0n && nanos === 0) {
    hour = 0n;
    days += 1n;
  } else if (hour === 23n && minute === 59n && second === 60n) {
    second = 59n;
  }
  const [offsetHours, offsetMinutes, offsetSeconds] = offsetTexts.map((each) => BigInt(each ?? 0));
  const offset = (offsetHours * 60n + offsetMinutes) * 60n + offsetSeconds;
  if (hour > 23n || minute > 59n || second > 59n) return null;
  if (offsetMinutes > 59n || offsetSeconds > 59n || offset > MAX_OFFSET) return null;
  const local = days * DAY + (hour * 60n + minute) * 60n + second;
  const seconds = local - (sign === "-" ? -offset : offset);
  return seconds < MIN_SECONDS || seconds > MAX_SECONDS ? null : { seconds, nanos };
}

/** Days from 1970-01-01 in the proleptic Gregorian calendar, counted in years that begin in March. */
function daysTo(year, month, day) {
  const y = month <= 2n ? year - 1n : year;
  const era = (y >= 0n ? y : y - 399n) / 400n;
  const yearOfEra = y - era * 400n;
  const dayOfYear = (153n * (month + (month > 2n ? -3n : 9n)) + 2n) / 5n + day - 1n;
  return era * 146_097n + yearOfEra * 365n + yearOfEra / 4n - yearOfEra / 100n + dayOfYear - 719_468n;
}

function daysOf(year, month) {
  if (month === 2n) return year % 4n === 0n && (year % 100n !== 0n || year % 400n === 0n) ? 29n : 28n;
  return [4n, 6n, 9n, 11n].includes(month) ? 30n : 31n;
}
