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
