import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { openModelShop } from "./support/model-shop.ts";
import { startScriptedModel, type ScriptedCall, type ScriptedReply } from "./support/scripted-model.ts";

const SPEC = `# Refunds

\`refund(price, days)\` says what a customer gets back: all within 14 days, half within 30, then nothing.
`;

function code(body: string): string {
  return `import type { Cents } from "./money";\n\n/** What a customer gets back of a price after so many days. */\nexport function refund(price: Cents, days: number): Cents {\n${body}}\n`;
}

const WRONG = code("  return days <= 14 ? price : 0;\n");
const RIGHT = code("  if (days <= 14) return price;\n  return days <= 30 ? Math.round(price / 2) : 0;\n");

function specTests(module: string): string {
  return `import { expect, test } from "@jest/globals";
import { refund } from "../src/${module}";

test.each([
  [14, 1000],
  [15, 500],
  [30, 500],
  [31, 0],
])("after %d days %d of 1000", (days, expected) => {
  expect(refund(1000, days)).toBe(expected);
});
`;
}

const write = (file: string, text: string): ScriptedCall => ({ name: "write", args: { path: file, text } });
const finish: ScriptedCall = { name: "finish", args: { rationale: "As asked.", confidence: "high", look_at: [] } };

/** Writes the code before the tests, is told, writes both, fails a gate, mends it. */
function script(
  module: string,
  messages: readonly { readonly role: string; readonly content: string }[],
): ScriptedReply {
  const [file, tests] = [`src/${module}.ts`, `tests/${module}.test.ts`];
  const plan = { name: "plan", args: { steps: ["tests", "code"], files: [file, tests], risks: [], verify: "tests" } };
  if (messages.some(({ content }) => content.startsWith("Not accepted")))
    return { calls: [write(file, RIGHT), finish] };
  if (messages.some(({ content }) => content.includes("first, in"))) {
    return { calls: [write(tests, specTests(module)), write(file, WRONG), finish] };
  }
  return { calls: [plan, write(file, WRONG)] };
}

const POLICY = (own: string, url: string): string =>
  `${own
    .replace(/^tasks:.*$/mu, "tasks: [scaffold]")
    .replace(
      /^rules:[\s\S]*?(?=^protected)/mu,
      'rules:\n  - { paths: ["specs/*.md", "src/voucher.ts"], tasks: [scaffold], write: ["src/{name}.ts", "tests/{name}.test.ts"] }\n',
    )}model: { provider: custom, base-url: "${url}", name: scripted }\n`;

test.each([
  { title: "a specification in the repository", module: "refund", target: "specs/refund.md", asked: [] },
  {
    title: "an issue's text",
    module: "voucher",
    target: "src/voucher.ts",
    asked: ["--spec", "issue.md", "--paths", "src/voucher.ts"],
  },
])(
  "$title becomes tests first and a module then, through the gates",
  async ({ module, target, asked }) => {
    await using model = await startScriptedModel(({ messages }) => script(module, messages));
    await using shop = await openModelShop((own) => POLICY(own, model.url), {
      ...(asked.length === 0 ? { "specs/refund.md": SPEC } : {}),
    });
    await writeFile(path.join(shop.sample.root, "issue.md"), SPEC);
    const scope = asked.length === 0 ? ["--all"] : asked;
    const { report, stderr, code: exit } = await shop.run(["run", "--engine", "model", "--publish", "none", ...scope]);
    expect({ exit, stderr: exit === 0 ? "" : stderr }).toEqual({ exit: 0, stderr: "" });
    const [outcome, ...others] = report?.outcomes ?? [];
    expect(others).toEqual([]);
    expect(outcome).toMatchObject({
      type: "accepted",
      task: { kind: "scaffold", target },
      edits: [
        { path: `src/${module}.ts`, status: "added" },
        { path: `tests/${module}.test.ts`, status: "added" },
      ],
    });
    expect(outcome?.attempts.map(({ reason }) => reason?.slice(0, 17))).toEqual(["gate tests failed", undefined]);
    expect(model.requests[0]?.messages.find(({ role }) => role === "user")?.content).toContain(
      "|`refund(price, days)` says what a customer gets back",
    );
  },
  240_000,
);
