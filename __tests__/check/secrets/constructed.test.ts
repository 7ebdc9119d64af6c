import { describe, expect, test } from "@jest/globals";
import { createRandom } from "../../../bench/gates/random.ts";
import { SECRET_RULES } from "../../../src/check/secrets/rules.ts";
import { scanViews } from "../../../src/check/secrets/scan.ts";
import { toViews } from "../../../src/check/secrets/views.ts";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const random = createRandom(77);
const hex = (length: number): string => random.text("0123456789abcdef", length);
const key = `sk_live_${random.text(LETTERS, 24)}`;
const [left, right] = [key.slice(0, 12), key.slice(12)];
const password = random.text(LETTERS, 24);
const codes = (text: string): readonly number[] => Array.from(text, (one) => one.charCodeAt(0));
const url64 = (text: string): string => Buffer.from(text).toString("base64url");
const wrapped =
  btoa(`{"user":"deploy","comment":"kept in one place","token":"dop_v1_${hex(64)}"}`).match(/.{1,40}/gu) ?? [];

const scan = (text: string): readonly string[] => scanViews(toViews(text), SECRET_RULES).map(({ rule }) => rule);

describe("secrets that the program puts together", () => {
  test.each([
    ["names that are added", `const a = "${left}";\nconst b = "${right}";\nconst t = a + b;`, "stripe-key"],
    ["a template of names", `const a = "${left}";\nconst b = "${right}";\nuse(\`\${a}\${b}\`);`, "stripe-key"],
    ["a template of Python", `a = "${left}"\nb = "${right}"\nuse(f"{a}{b}")`, "stripe-key"],
    ["a name and a literal", `const a = "${left}";\nuse(a + "${right}");`, "stripe-key"],
    ["a list of names", `const a = "${left}", b = "${right}";\nuse([a, b].join(""));`, "stripe-key"],
    ["a name that grows", `let t = "${left}";\nt += "${right}";`, "stripe-key"],
    [
      "a password of names",
      `a = "${password.slice(0, 9)}"\nb = "${password.slice(9)}"\npassword = a + b`,
      "assigned-secret",
    ],
    ["character codes", `String.fromCharCode(${codes(key).join(", ")})`, "stripe-key"],
    [
      "bytes in hexadecimal",
      `[${codes(key)
        .map((code) => `0x${code.toString(16)}`)
        .join(", ")}]`,
      "stripe-key",
    ],
    [
      "one call for each code",
      codes(key)
        .map((code) => `chr(${code})`)
        .join(" + "),
      "stripe-key",
    ],
    ["a password of codes", `password = bytes([${codes(password).join(",")}])`, "assigned-secret"],
    ["backwards", `"${Array.from(key).reverse().join("")}"`, "stripe-key"],
    ["a folded scalar", `token: >-\n  ${password.slice(0, 9)}\n  ${password.slice(9)}\nother: 1`, "settings-secret"],
    ["a scalar on the next line", `token: |\n  ${password}\n`, "settings-secret"],
    ["a line that goes on", `x: "${left}\\\n  ${right}"`, "stripe-key"],
    ["base64 over lines", `data: |\n  ${wrapped.join("\n  ")}\n`, "digitalocean-token"],
    ["base64 over quoted lines", `x = (\n  "${wrapped.join('"\n  "')}"\n)`, "digitalocean-token"],
  ])("%s", (_, text, rule) => {
    expect(scan(text)).toContain(rule);
  });

  test.each([
    'const a = "app"; const b = "-name"; const key = a + b;',
    "const keys = [65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77];",
    "token: >-\n  the words of a text\n  that is folded\n",
    'const a = "text"; use(a + unknown);',
  ])("%j is none", (text) => {
    expect(scan(text)).toEqual([]);
  });

  test("time grows with the text, not faster", () => {
    const names = Array.from({ length: 3000 }, (_, at) => `x${at} += "b"\n`).join("");
    const hard = `${"a + ".repeat(10_000)}${"66,".repeat(10_000)}${"${a}".repeat(5_000)}${names}${"  AAAAAAAAAAAAAAAAAAAA\n".repeat(3000)}`;
    expect(scan(hard)).toEqual([]);
  });
});

describe("secrets that are known by their place or form", () => {
  test.each([
    ["curl", `curl -fsS -u deploy:${password} https://x.example/`, "command-password"],
    ["curl, the long way", `curl https://x.example/ --user "deploy:${password}"`, "command-password"],
    ["a Dockerfile", `FROM node\nENV API_TOKEN ${password}\n`, "environment-secret"],
    ["setx", `setx API_KEY ${password}`, "environment-secret"],
    [
      "an unsigned token",
      `"${url64('{"alg":"none","typ":"JWT"}')}.${url64('{"sub":"1234567890","admin":true}')}."`,
      "jwt",
    ],
    ["Cloudflare", `"cfut_${random.text(LETTERS, 40)}${hex(8)}"`, "cloudflare-token"],
    ["ElevenLabs", `"sk_${hex(48)}"`, "elevenlabs-key"],
  ])("%s", (_, text, rule) => {
    expect(scan(text)).toEqual([rule]);
  });

  test.each([
    'curl -u "$USER:$PASS" https://x.example',
    "curl -u user:password https://x.example",
    "ENV PATH_TOKEN /usr/local/bin/tool",
    "ENV AUTH_KEY_FILE /run/secrets/auth-key-file",
  ])("%j is none", (text) => {
    expect(scan(text)).toEqual([]);
  });
});
