import { describe, expect, test } from "@jest/globals";
import type { Feedback } from "../../../src/domain/verdict.ts";
import { createEmbeddedEngine } from "../../../src/propose/embedded/engine.ts";
import { ask, tempWorkspace, textOf } from "../temp-workspace.ts";

const BASE = {
  "package.json": '{ "type": "module" }',
  "tsconfig.json": JSON.stringify({
    compilerOptions: { target: "es2022", lib: ["es2022"], module: "nodenext", strict: true, types: [] },
    include: ["src"],
  }),
};
/** Where coverage is measured, a gate can see whether a test has run a guess. */
const COVERED = { coverage: { run: "true", format: "lcov" } } as const;

describe("a guess", () => {
  const files = {
    ...BASE,
    "src/main.ts": [
      "interface Rule {\n  readonly minCents: number;\n  readonly maxCents: number;\n}",
      "export function cap(cost: number, rule: Rule): number {",
      "  return cost > rule.mxnCents ? rule.mxnCents : cost;",
      "}",
      "export const size = 'x'.lenght;",
      "",
    ].join("\n"),
  };
  const asked = { target: "src/main.ts", commands: COVERED } as const;
  const names = (text: string): readonly string[] => [...text.matchAll(/rule\.(\w+)/gu)].map(([, name]) => name ?? "");

  test("is called one, names what else would fit, and never mixes two readings of a name", async () => {
    await using workspace = tempWorkspace(files);
    const engine = createEmbeddedEngine();
    const seen: string[] = [];
    for (const attempt of [1, 2, 3, 4, 5]) {
      const feedback: Feedback = { from: "tests", message: "red", diagnostics: [] };
      const proposal = await ask(engine, { ...asked, workspace, attempt, ...(attempt > 1 && { feedback }) });
      if (proposal.type !== "proposed") break;
      const found = names(textOf(proposal));
      expect(new Set(found).size).toBe(1);
      expect(found.length).toBe(2);
      seen.push(found[0] ?? "");
      if (attempt === 1) {
        expect(proposal).toMatchObject({
          confidence: "guess",
          rationale: expect.stringContaining(
            "A guess in line 6: for mxnCents, change spelling to 'minCents'; maxCents",
          ),
        });
      }
    }
    expect(seen.slice(0, 2).toSorted()).toEqual(["maxCents", "minCents"]);
  });

  test("that no test has run is given up for what is certain, then named", async () => {
    await using workspace = tempWorkspace(files);
    const engine = createEmbeddedEngine();
    await ask(engine, { ...asked, workspace });
    const feedback: Feedback = {
      from: "failing",
      message: "",
      diagnostics: [{ source: "failing", code: "unproved-guess", severity: "error", message: "no test" }],
    };
    const second = await ask(engine, { ...asked, workspace, attempt: 2, feedback });
    expect(second).toMatchObject({
      confidence: "certain",
      rationale: expect.stringContaining("Not guessed: mxnCents in line 6 could be minCents or maxCents."),
    });
    expect(textOf(second)).toContain("'x'.length");
    expect(names(textOf(second))).toEqual(["mxnCents", "mxnCents"]);
    expect(await ask(engine, { ...asked, workspace, attempt: 3, feedback })).toEqual({
      type: "declined",
      reason: expect.stringContaining("mxnCents in line 6 could be minCents or maxCents; no test runs that line"),
    });
  });

  test("is not made where nothing measures coverage", async () => {
    await using workspace = tempWorkspace({
      ...files,
      "src/main.ts": files["src/main.ts"].replace("lenght", "length"),
    });
    expect(await ask(createEmbeddedEngine(), { workspace, target: "src/main.ts" })).toEqual({
      type: "declined",
      reason: expect.stringContaining(
        "mxnCents in line 6 could be minCents or maxCents; the policy has no commands.coverage",
      ),
    });
  });

  test("is none where only one of the near names has the right type", async () => {
    await using workspace = tempWorkspace({
      ...BASE,
      "src/main.ts":
        "interface A {\n  readonly names: string;\n  readonly named: number;\n}\nexport const f = (a: A): number => a.namd;\n",
    });
    const proposal = await ask(createEmbeddedEngine(), { workspace, target: "src/main.ts" });
    expect(textOf(proposal)).toContain("=> a.named;");
    expect(proposal).toMatchObject({ confidence: "certain" });
  });

  test("is none where an index file hands on the same thing", async () => {
    await using workspace = tempWorkspace({
      ...BASE,
      "src/lib/price.ts": "export const price = 1;\n",
      "src/lib/index.ts": "export { price } from './price.js';\n",
      "src/main.ts": "export const a = price;\n",
    });
    expect(await ask(createEmbeddedEngine(), { workspace, target: "src/main.ts" })).toMatchObject({
      type: "proposed",
      confidence: "certain",
    });
  });
});
