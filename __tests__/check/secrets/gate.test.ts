import { describe, expect, test } from "@jest/globals";
import { createRandom } from "../../../bench/gates/random.ts";
import { secretsGate } from "../../../src/check/gates/secrets.ts";
import { toConfidential, toSpellings } from "../../../src/check/secrets/environment.ts";
import { toFingerprint, toMask } from "../../../src/check/secrets/fingerprint.ts";
import { createSecretlint } from "../../../src/check/secrets/secretlint.ts";
import { staticContext } from "../static-context.ts";

const random = createRandom(3);
const token = `dop_v1_${random.text("0123456789abcdef", 64)}`;
const value = `Tr0ub4dor-${random.text("abcdefghij0123456789/+", 22)}`;

describe("the gate", () => {
  test("passes where nothing secret was added", async () => {
    const context = staticContext([{ path: "src/a.ts", before: "a\n", after: "a\nb\n" }]);
    const answer = await secretsGate.check(context);
    expect(answer).toMatchObject({ status: "passed", figures: { addedLines: 1, found: 0, allowed: 0 } });
  });

  test("fails with place and fingerprint, and never shows the secret", async () => {
    const context = staticContext([{ path: "src/a.ts", before: "one\n", after: `one\ntwo\nconst t = "${token}";\n` }]);
    const answer = await secretsGate.check(context);
    expect(answer.status).toBe("failed");
    const told = JSON.stringify(answer);
    expect(told).not.toContain(token.slice(0, 12));
    expect(told).not.toContain(token.slice(-12));
    expect(answer).toMatchObject({
      diagnostics: [{ code: "digitalocean-token", path: "src/a.ts", range: { line: 3 } }],
    });
    expect(told).toContain(await toFingerprint(token));
  });

  test("what stood there before is not added", async () => {
    const text = `const t = "${token}";\n`;
    const context = staticContext([{ path: "src/a.ts", before: text, after: `// moved\n${text}` }]);
    expect((await secretsGate.check(context)).status).toBe("passed");
  });

  test("a fingerprint in the policy excuses its value alone", async () => {
    const other = `dop_v1_${random.text("0123456789abcdef", 64)}`;
    const files = [{ path: "src/a.ts", after: `"${token}"\n"${other}"\n` }];
    const answer = await secretsGate.check(staticContext(files, { secrets: { allow: [await toFingerprint(token)] } }));
    expect(answer).toMatchObject({ status: "failed", figures: { found: 1, allowed: 1 } });
  });

  test("a deleted file adds nothing", async () => {
    const answer = await secretsGate.check(staticContext([{ path: "a.js", before: `"${token}"` }]));
    expect(answer.status).toBe("passed");
  });
});

describe("values of the environment", () => {
  const environment = {
    DEPLOY_TOKEN: value,
    HOME: "/home/runner",
    CI: "true",
    API_KEY_FILE: "/run/secrets/api-key",
    SHORT_TOKEN: "abc",
  };
  const bytes = Buffer.from(value);

  test("only those with a telling name and enough text", () => {
    expect(toConfidential(environment)).toEqual([{ name: "DEPLOY_TOKEN", value }]);
  });

  test.each([
    ["plain", value],
    ["base64", bytes.toString("base64")],
    ["base64url", bytes.toString("base64url")],
    ["base64 after one byte", Buffer.from(`x${value}`).toString("base64")],
    ["base64 after two bytes", Buffer.from(`xy${value}z`).toString("base64")],
    ["hex", bytes.toString("hex")],
    ["upper-case hex", bytes.toString("hex").toUpperCase()],
    ["percent-encoded", encodeURIComponent(value)],
    [
      "every byte percent-encoded",
      Array.from(bytes)
        .map((byte) => `%${byte.toString(16).padStart(2, "0")}`)
        .join(""),
    ],
    ["reversed", Array.from(value).reverse().join("")],
    ["split", `${value.slice(0, 9)}" + "${value.slice(9)}`],
  ])("is found %s", async (_, written) => {
    const context = staticContext([{ path: "docs/a.md", after: `text "${written}" text\n` }], {}, { environment });
    const answer = await secretsGate.check(context);
    expect(answer.status).toBe("failed");
    expect(JSON.stringify(answer)).toContain("environment variable DEPLOY_TOKEN");
    expect(JSON.stringify(answer)).not.toContain(value);
  });

  test("spellings escape quotes as JSON does", () => {
    expect(toSpellings('pass"word\\1')).toContain('pass\\"word\\\\1');
  });
});

describe("secretlint", () => {
  test("finds what its preset knows, and leaves documented stand-ins", async () => {
    const secretlint = await createSecretlint();
    const slack = `xoxb-${random.text("123456789", 12)}-${random.text("123456789", 12)}-${random.text("abcdefGHIJ23", 24)}`;
    const found = { rule: "secretlint-slack", value: slack, offset: 2 };
    const texts = ["b", `a\n${slack}\n`, "ghs_InstallallationOrActionToken00000000", slack, ""];
    expect(await secretlint(texts)).toMatchObject([[], [found], [], [{ ...found, offset: 0 }], []]);
  });

  test("no comment of the candidate makes it look away", async () => {
    const secretlint = await createSecretlint();
    const slack = `xoxb-${random.text("123456789", 12)}-${random.text("123456789", 12)}-${random.text("abcdefGHIJ23", 24)}`;
    const [found] = await secretlint([`// secretlint-disable\nconst t = "${slack}";\n`]);
    expect(found).toMatchObject([{ value: slack }]);
  });
});

test("a fingerprint is a text that YAML leaves alone", async () => {
  expect(await toFingerprint("abc")).toBe("sha256-ba7816bf8f01cfea");
});

describe("what is shown", () => {
  test.each([
    ["abcdefghijklmnopqrstuvwxyz", '"abcd…" (26 characters)'],
    ["abcdefgh", '"a…" (8 characters)'],
    ["abc", '"…" (3 characters)'],
    ["a\nbcdefghijklmnopqrst", '"a?bc…" (21 characters)'],
  ])("%j", (text, mask) => {
    expect(toMask(text)).toBe(mask);
  });
});

describe("where secrets stand", () => {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  const secret = random.text(letters, 32);
  const password = random.text(letters, 20);
  test.each([
    ["Snyk", `"snyk_uat.${random.text(letters, 8)}.${random.text(letters, 60)}"`],
    ["Vercel", `"vcp_${random.text(letters, 56)}"`],
    ["Tailscale", `"tskey-auth-${random.text(letters, 17)}-${random.text(letters, 32)}"`],
    ["Resend", `"re_${random.text(letters, 8)}_${random.text(letters, 24)}"`],
    ["PostHog", `"phx_${random.text(letters, 43)}"`],
    ["a runner of GitLab", `"glrtr-${random.text(letters, 20)}"`],
    ["an assignment in a text", `run("ALGOLIA_ADMIN_KEY=${secret}")`],
    ["YAML", `  password: ${password}`],
    ["properties", `spring.datasource.password=${password}`],
    ["XML", `<password>${password}</password>`],
    ["netrc", `machine x.io login me password ${password}`],
    ["an option", `deploy --password=${password} --force`],
    ["a fallback", `const token = process.env.T ?? "${secret}";`],
    ["a comparison", `if (token === "${secret}") {}`],
    ["a template", `\`${token.slice(0, 20)}\${""}${token.slice(20)}\``],
    ["concat", `"${token.slice(0, 20)}".concat("${token.slice(20)}")`],
  ])("%s", async (_, line) => {
    expect((await secretsGate.check(staticContext([{ path: "src/a.txt", after: `${line}\n` }]))).status).toBe("failed");
  });

  test.each([
    "  password: correct-horse-battery-staple",
    "token: ${{ secrets.GITHUB_TOKEN }}",
    "  key: components.button.primary.label",
    "<token>authorization_code_grant</token>",
    'if (token === "authorization_code_grant") {}',
    "cache-key: build-linux-node24-v2-main",
  ])("%s is none", async (line) => {
    expect((await secretsGate.check(staticContext([{ path: "src/a.txt", after: `${line}\n` }]))).status).toBe("passed");
  });

  test.each(["INPUT_API-KEY", "GH_PAT", "SESSION_COOKIE", "SIGNING_PEM", "SERVICE_JWT"])(
    "the value of %s is confidential",
    (name) => {
      expect(toConfidential({ [name]: value })).toEqual([{ name, value }]);
    },
  );

  test("spellings of a form and of HTML", () => {
    expect(toSpellings('a b&"c<d')).toEqual(expect.arrayContaining(["a+b%26%22c%3Cd", "a b&amp;&quot;c&lt;d"]));
  });
});
