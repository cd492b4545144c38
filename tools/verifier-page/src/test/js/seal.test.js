import assert from "node:assert/strict";
import { generateKeyPairSync, sign } from "node:crypto";
import { test } from "node:test";
import { ed25519 } from "@noble/curves/ed25519.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { FormatError } from "../../main/js/format-error.js";
import { verifyEd25519 } from "../../main/js/seal/ed25519.js";
import { publicKeyFromJwk } from "../../main/js/seal/public-keys.js";
import { fromHex } from "./vectors.js";

const MESSAGE = new TextEncoder().encode("statement");
const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const { Point } = ed25519;

function jwk(publicKey) {
  return new Map(Object.entries(publicKey.export({ format: "jwk" })));
}

test("ES256 takes both values of s, and no other message, key or range", () => {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const key = publicKeyFromJwk(jwk(publicKey));
  const signature = sign("sha256", MESSAGE, { key: privateKey, dsaEncoding: "ieee-p1363" });
  const s = BigInt(`0x${signature.subarray(32).toString("hex")}`);
  const other = Buffer.concat([signature.subarray(0, 32), fromHex((P256_ORDER - s).toString(16).padStart(64, "0"))]);
  assert.equal(key.algorithm, "ES256");
  assert.equal(key.verify(MESSAGE, signature), true);
  assert.equal(key.verify(MESSAGE, other), true);
  assert.equal(key.verify(MESSAGE.subarray(1), signature), false);
  assert.equal(key.verify(MESSAGE, new Uint8Array(64)), false);
  assert.equal(key.verify(MESSAGE, new Uint8Array(64).fill(255)), false);
});

test("Ed25519 takes what the JDK takes", () => {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const raw = Buffer.from(publicKey.export({ format: "jwk" }).x, "base64url");
  const signature = sign(null, MESSAGE, privateKey);
  assert.equal(verifyEd25519(raw, MESSAGE, signature), true);
  assert.equal(verifyEd25519(raw, MESSAGE.subarray(1), signature), false);
  assert.equal(verifyEd25519(raw, MESSAGE, signature.subarray(1)), false);
  const s = [...signature.subarray(32)].reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
  const tooLarge = (s + Point.Fn.ORDER).toString(16).padStart(64, "0");
  const malleable = Buffer.concat([signature.subarray(0, 32), Buffer.from(tooLarge, "hex").reverse()]);
  assert.equal(verifyEd25519(raw, MESSAGE, malleable), false);
});

test("Ed25519 checks without the cofactor and leaves keys of small order to the trust file", () => {
  // A key of order 2: SB = R + kA holds by itself when k is even, and with the cofactor only when it is odd.
  const small = fromHex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
  const r = Point.BASE.toBytes();
  const one = Uint8Array.from({ length: 32 }, (_, i) => (i === 0 ? 1 : 0));
  const signature = Buffer.concat([r, one]);
  const verdicts = new Set();
  for (let i = 0; i < 16; i++) {
    const message = Uint8Array.of(i);
    const k = Point.Fn.create(
      [...sha512(Buffer.concat([r, small, message]))].reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n),
    );
    const verdict = verifyEd25519(small, message, signature);
    assert.equal(verdict, k % 2n === 0n);
    verdicts.add(verdict);
  }
  assert.equal(verdicts.size, 2);
});

test("points in another than their one encoding are no keys", () => {
  // y = 1 as p + 1, and x = 0 with the sign of an odd x
  for (const encoded of [
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0100000000000000000000000000000000000000000000000000000000000080",
  ]) {
    assert.equal(verifyEd25519(fromHex(encoded), MESSAGE, new Uint8Array(64)), false);
  }
});

test("keys have the thumbprint of RFC 7638 and no private part", () => {
  // RFC 8037, appendix A.3
  const known = new Map([
    ["kty", "OKP"],
    ["crv", "Ed25519"],
    ["x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"],
  ]);
  assert.equal(publicKeyFromJwk(known).kid, "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
  for (const [name, value] of [["d", "AA"], ["alg", "ES256"], ["use", "enc"], ["kid", "x"], ["crv", "P-256"], ["x", "AA"]]) {
    assert.throws(() => publicKeyFromJwk(new Map(known).set(name, value)), FormatError, name);
  }
  const ec = jwk(generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey);
  assert.throws(() => publicKeyFromJwk(new Map(ec).set("y", ec.get("x"))), /not on P-256/);
});
