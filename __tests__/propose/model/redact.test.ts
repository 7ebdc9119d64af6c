import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { createRedactor } from "../../../src/propose/model/redact.ts";
import { createSecretFinder } from "../../../src/run/find-secrets.ts";

const SECRET = "V9x-Qm27Lz_pR4tW8sKd";
const redact = createRedactor(createSecretFinder({ DEPLOY_TOKEN: SECRET, HOME: "/root", PATH: "/usr/bin" }));
const base64 = Buffer.from(SECRET).toString("base64");

describe("values of the environment do not go out", () => {
  test.each([
    ["as they are", SECRET],
    ["base64", base64],
    ["base64 inside more", Buffer.from(`user:${SECRET}:end`).toString("base64")],
    ["hex", Buffer.from(SECRET).toString("hex")],
    ["percent-encoded", encodeURIComponent(SECRET)],
    ["reversed", Array.from(SECRET).reverse().join("")],
    ["split", `"${SECRET.slice(0, 9)}" + "${SECRET.slice(9)}"`],
    [
      "escaped",
      Array.from(SECRET)
        .map((one) => `\\x${one.charCodeAt(0).toString(16)}`)
        .join(""),
    ],
  ])("%s", async (_, spelled) => {
    const text = await redact(`const before = 1;\nconst token = ${spelled};\n`);
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain(spelled);
    expect(text).toMatch(/‹secret:1›|withheld/u);
  });
});

test("the same secret has the same number in every text, and other text stays", async () => {
  expect(await redact(`a ${SECRET} b`)).toBe("a ‹secret:1› b");
  expect(await redact(SECRET)).toBe("‹secret:1›");
  expect(await redact("export const a = 1;")).toBe("export const a = 1;");
});

test("known token formats are found without the environment", async () => {
  const token = `ghp_aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3z12`;
  expect(await redact(`const t = "${token}";`)).not.toContain(token);
});

describe("a private key goes out with none of its lines", () => {
  const key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const pem = key.export({ type: "pkcs8", format: "pem" }).toString();
  const lines = pem.trim().split("\n");
  const body = lines.slice(1, -1);
  const putty = ["PuTTY-User-Key-File-3: ssh-rsa", "Private-Lines: 2", ...body, `Private-MAC: ${"0f".repeat(32)}`];

  test.each([
    ["as a file", pem],
    ["with the numbers that the model is shown", lines.map((line, n) => `${n + 9}|${line}`).join("\n")],
    ["as data", lines.map((line) => `|${line}`).join("\r\n")],
    ["as one literal", `const key = ${JSON.stringify(pem)};`],
    ["as joined literals", lines.map((line) => `  "${line}\\n"`).join(" +\n")],
    ["without its last line", lines.slice(0, -1).join("\n")],
    ["for PuTTY", putty.join("\n")],
    ["encoded as a whole", `KEY=${Buffer.from(pem).toString("base64")}`],
  ])("%s", async (_, text) => {
    const shown = await redact(`export const before = 1;\n${text}\nexport const after = 2;\n`);
    const encoded = body.map((line) => Buffer.from(line).toString("base64").slice(4, 40));
    expect([...body, ...encoded].filter((piece) => shown.includes(piece))).toEqual([]);
    expect(shown).toMatch(/^export const before = 1;\n[\s\S]*‹secret:\d+›[\s\S]*\nexport const after = 2;\n$/u);
  });

  test("it has one number, however it is shown, so that an edit beside it is told from one that takes it away", async () => {
    const numbered = await redact(lines.map((line, n) => `${n + 1}|${line}`).join("\n"));
    expect(numbered).toBe(`1|${(await redact(pem)).trim()}`);
  });

  test("code that only speaks of keys is shown", async () => {
    const code = 'if (text.startsWith("-----BEGIN PRIVATE KEY-----")) return "a key";\n// PRIVATE KEY\n';
    expect(await redact(code)).toBe(code);
  });
});

test("a secret that is split over numbered lines takes the text with it", async () => {
  const text = `7|const token = "${SECRET.slice(0, 9)}" +\n8|  "${SECRET.slice(9)}";`;
  const shown = await redact(text);
  expect(shown).not.toContain(SECRET.slice(0, 9));
});

test("what stands there plainly does not hide that it stands there in pieces, too", async () => {
  const shown = await redact(`// ${SECRET}\nconst token = "${SECRET.slice(0, 9)}" + "${SECRET.slice(9)}";\n`);
  expect(shown).not.toContain(SECRET.slice(0, 9));
});
