import { FormatError } from "../format-error.js";
import { JsonNumber } from "./reader.js";

/**
 * Reads the members of an object one by one and remembers which, so that what nobody asked for can be refused at the
 * end. Errors name the member by its path.
 */
export class JsonFields {
  constructor(object, path = "") {
    this.object = object;
    this.path = path;
    this.read = new Set();
  }

  /** Whether the object has the member, be it null. */
  has(name) {
    return this.object.has(name);
  }

  text(name) {
    return this.checked(name, this.require(name), isText, "text");
  }

  /** Undefined when the member is absent; null is no text. */
  optionalText(name) {
    return this.has(name) ? this.text(name) : undefined;
  }

  /** Null counts as absent. */
  nullableText(name) {
    return this.optional(name) === undefined ? undefined : this.text(name);
  }

  /** A plain integer within the bounds, both included, as BigInt. */
  integer(name, min, max) {
    const number = this.checked(name, this.require(name), (value) => value instanceof JsonNumber, "a number");
    const value = this.within(name, () => number.asInteger());
    if (value < min || value > max) throw this.error(name, `is to be from ${min} to ${max}`);
    return value;
  }

  /** Plain integers within the bounds, both included, as BigInt. */
  integers(name, maxElements, min, max) {
    const numbers = this.array(name, maxElements, (value) => value instanceof JsonNumber, "a number");
    return numbers.map((number) => {
      const value = this.within(name, () => number.asInteger());
      if (value < min || value > max) throw this.error(name, `has numbers from ${min} to ${max}`);
      return value;
    });
  }

  fields(name) {
    return new JsonFields(this.rawObject(name), `${this.path}${name}.`);
  }

  rawObject(name) {
    return this.checked(name, this.require(name), isObject, "an object");
  }

  texts(name, max) {
    return this.array(name, max, isText, "text");
  }

  /** Empty when the member is absent. */
  optionalTexts(name, max) {
    return this.has(name) ? this.texts(name, max) : [];
  }

  objects(name, max) {
    const objects = this.array(name, max, isObject, "an object");
    return objects.map((object, i) => new JsonFields(object, `${this.path}${name}[${i}].`));
  }

  /** Null counts as absent. */
  optional(name) {
    this.read.add(name);
    return this.object.get(name) ?? undefined;
  }

  /** Turns the text of a member into something else; whatever the conversion complains of is told with the path. */
  convert(name, conversion) {
    const text = this.text(name);
    return this.within(name, () => conversion(text));
  }

  convertAll(name, max, conversion) {
    return this.texts(name, max).map((text, i) => this.within(`${name}[${i}]`, () => conversion(text)));
  }

  /** To be called when all known members have been asked for. */
  refuseOthers() {
    for (const name of this.object.keys()) {
      if (!this.read.has(name)) {
        const shown = name.length <= 40 ? name : `${name.slice(0, 40)}…`;
        throw new FormatError(`'${this.path}${shown}' is unknown`);
      }
    }
  }

  error(name, what) {
    return new FormatError(`'${this.path}${name}' ${what}`);
  }

  require(name) {
    const value = this.optional(name);
    if (value === undefined) throw this.error(name, "is missing");
    return value;
  }

  array(name, max, isKind, kind) {
    const values = this.checked(name, this.require(name), Array.isArray, "an array");
    if (values.length > max) throw this.error(name, `has more than ${max} elements`);
    return values.map((value, i) => this.checked(`${name}[${i}]`, value, isKind, kind));
  }

  checked(name, value, isKind, kind) {
    if (!isKind(value)) throw this.error(name, `is to be ${kind}`);
    return value;
  }

  within(name, conversion) {
    try {
      return conversion();
    } catch (e) {
      if (e instanceof FormatError) throw new FormatError(`'${this.path}${name}': ${e.message}`);
      throw e;
    }
  }
}

function isText(value) {
  return typeof value === "string";
}

function isObject(value) {
  return value instanceof Map;
}
