import { describe, expect, test } from "@jest/globals";
import { SECRET_ENCODINGS, SECRET_KINDS } from "../../../bench/gates/secret-corpus.ts";
import { createRandom } from "../../../bench/gates/random.ts";
import {
  checkedByCrc,
  crc32,
  entropy,
  isDiscord,
  isJwt,
  toBase62,
  toPrintable,
} from "../../../src/check/secrets/checks.ts";
import { SECRET_RULES } from "../../../src/check/secrets/rules.ts";
import { scanViews } from "../../../src/check/secrets/scan.ts";
import { toViews } from "../../../src/check/secrets/views.ts";

const scan = (text: string): readonly string[] => scanViews(toViews(text), SECRET_RULES).map(({ rule }) => rule);

describe("every kind is found however it is written", () => {
  test.each(SECRET_KINDS)("$kind", (one) => {
    const random = createRandom(11);
    const missed = SECRET_ENCODINGS.filter(
      (encoding) => scan(encoding.write(one, one.make(random), random)).length === 0,
    );
    expect(missed.map(({ name }) => name)).toEqual([]);
  });
});

describe("what is no secret", () => {
  test.each([
    ["a documented example key", 'const id = "AKIAIOSFODNN7EXAMPLE";'],
    ["a stand-in", 'apiKey: "your-api-key-goes-here-12345"'],
    ["a variable in a URL", "postgres://app:${PASSWORD}@db.example.net/shop"],
    ["a default password in a URL", "postgres://postgres:postgres@localhost:5432/test"],
    [
      "an integrity hash",
      '"integrity": "sha512-hY3y3mFRLfmF0i1pGvv8Q9vvdQZCkbFzJZs5DdTYsLJB1CzDZ4RxUvrWcHQ1Mwt0h3G1rPsI8eVYn4QyWVJg=="',
    ],
    ["a commit id", "uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8"],
    ["a UUID without an owner", 'const id = "3f0c1d52-6f0e-4a8e-9a43-0c2c1f1b9d0a";'],
    ["a translation key", 'const tokenKey = "settings.account.token.title";'],
    ["a reading of the environment", "const token = process.env.GITHUB_TOKEN;"],
    ["a class list", 'className="text-lg font-semibold mt-4"'],
    [
      "a certificate's public key",
      `-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----`,
    ],
    ["an empty private key in a test of headers", '"-----BEGIN PRIVATE KEY-----" in text'],
    ["a number", 'secret = "123456789012345678"'],
    [
      "a JSON web token's look-alike",
      "eyJub3QiOiJhIGhlYWRlciJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJlLW9mLW5vdGhpbmc",
    ],
  ])("%s", (_, text) => {
    expect(scan(text)).toEqual([]);
  });
});

describe("secrets that are known by their place", () => {
  const random = createRandom(21);
  const password = random.text("abcdefghkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", 18);
  test.each([
    ["basic authorization", `Authorization: Basic ${btoa(`deploy:${password}`)}`, "basic-authorization"],
    ["bearer token", `Authorization: Bearer ${random.text("abcdefghijklmnop0123456789ABCDEF", 40)}`, "bearer-token"],
    ["settings file", `export DEPLOY_SECRET=${password}\n`, "assigned-secret-plain"],
    ["PuTTY key", "PuTTY-User-Key-File-2: ssh-rsa", "putty-private-key"],
    [
      "private key without armour",
      `MIIEvQIBADANBgkqhkiG9w0BAQEFAASC${random.text("abcdefghijklmnopqrstuvwxyzABCDEF0123456789+/", 400)}`,
      "private-key-body",
    ],
    ["YAML", `client_secret: "${password}"`, "assigned-secret"],
  ])("%s", (_, text, rule) => {
    expect(scan(text)).toEqual([rule]);
  });
  test("basic authorization of a documented default", () => {
    expect(scan(`Authorization: Basic ${btoa("user:password")}`)).toEqual([]);
  });
});

describe("readings", () => {
  const key = `sk_live_${createRandom(5).text("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789abcdef", 24)}`;
  test.each([
    ["split over lines", `"${key.slice(0, 12)}" +\n    "${key.slice(12)}"`, "joined"],
    ["split in three, in Python", `'${key.slice(0, 5)}' '${key.slice(5, 20)}' '${key.slice(20)}'`, "joined"],
    ["hexadecimal escapes", `"\\x73\\x6b${key.slice(2)}"`, "escaped"],
    ["percent escapes", key.replaceAll("_", "%5F"), "url"],
    ["base64 twice", btoa(btoa(key)), "base64"],
    ["hex in base64", btoa(Buffer.from(key).toString("hex")), "hex"],
    ["inside base64 of a settings file", btoa(`user: app\nstripe: ${key}\n`), "base64"],
  ])("%s", (_, text, encoding) => {
    const [found] = scanViews(toViews(text), SECRET_RULES);
    expect(found).toMatchObject({ rule: "stripe-key", value: key, encoding });
  });

  test("the same value is told once", () => {
    expect(scan(`a = "${key}"; b = "${key}"; c = "${btoa(key)}"`)).toEqual(["stripe-key"]);
  });

  test("time grows with the text, not faster", () => {
    const hard = `${"a".repeat(20_000)}${"://".repeat(5_000)}${"token=(".repeat(5_000)}${"%2".repeat(10_000)}${'"+"'.repeat(10_000)}`;
    expect(scan(hard)).toEqual([]);
  });
});

describe("check digits", () => {
  test.each([
    ["123456789", 0xcbf43926],
    ["", 0],
  ])("CRC-32 of %j", (text, sum) => {
    expect(crc32(text)).toBe(sum);
  });
  test("base 62", () => {
    expect([toBase62(0, 2), toBase62(61, 2), toBase62(62, 2)]).toEqual(["00", "0z", "10"]);
  });
  test("a token with right check digits is certain, with wrong ones likely", () => {
    const body = "abcdefghijklmnopqrstuvwxyz0123";
    const digits = toBase62(crc32(body), 6);
    expect([
      checkedByCrc(`ghp_${body}${digits}`),
      checkedByCrc(`ghp_${body}000000`),
      checkedByCrc("ghp_short"),
    ]).toEqual(["certain", "likely", "likely"]);
  });
  test("a header without an algorithm is no token", () => {
    expect([isJwt(`${btoa('{"alg":"none"}')}.e.s`), isJwt(`${btoa('{"typ":"JWT"}')}.e.s`)]).toEqual(["certain", "no"]);
  });
  test("a bot token begins with a number", () => {
    expect([isDiscord(`${btoa("123456789012345678")}.a.b`), isDiscord(`${btoa("not a number at all")}.a.b`)]).toEqual([
      "certain",
      "no",
    ]);
  });
  test("entropy in bits per character", () => {
    expect([entropy("aaaa"), entropy("abab"), entropy("abcd")]).toEqual([0, 1, 2]);
  });
  test.each([
    ["not base64!", undefined],
    ["AAAAAAAAAAAA", undefined],
    [btoa("plain text"), "plain text"],
  ])("printable text of %j", (run, text) => {
    expect(toPrintable(run)).toBe(text);
  });
});
