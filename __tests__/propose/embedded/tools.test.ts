import { describe, expect, test } from "@jest/globals";
import type { CommandEnd } from "../../../src/domain/command.ts";
import type { Policy } from "../../../src/domain/policy.ts";
import type { Feedback } from "../../../src/domain/verdict.ts";
import type { Workspace } from "../../../src/ports.ts";
import { createEmbeddedEngine } from "../../../src/propose/embedded/engine.ts";
import { ask, repoPath, tempWorkspace, textOf } from "../temp-workspace.ts";

const TSCONFIG = JSON.stringify({
  compilerOptions: { target: "es2022", lib: ["es2022"], module: "nodenext", strict: true, types: [] },
  include: ["src"],
});
const PACKAGE = '{ "type": "module" }';
const BASE = { "package.json": PACKAGE, "tsconfig.json": TSCONFIG };
const ESLINT = [
  'import tseslint from "typescript-eslint";',
  "export default [{",
  '  files: ["**/*.ts", "**/*.js"],',
  "  languageOptions: { parser: tseslint.parser },",
  '  rules: { "no-var": "error", "prefer-const": "error", "no-unused-vars": "error" },',
  "}];",
].join("\n");
const LINT: Policy["commands"] = {
  lint: { run: "eslint --format json {files}", format: "eslint-json", fix: "eslint --fix {files}" },
};
const FORMAT: Policy["commands"] = {
  format: { run: "prettier --check {files}", format: "exit-code", fix: "prettier --write {files}" },
};
const PASSED = { status: "passed" } as const;
const FAILED = { status: "failed", diagnostics: [] } as const;
const remark = (code: string, line = 1) =>
  ({ source: "eslint", code, severity: "error", message: code, path: "src/main.ts", range: { line } }) as const;

describe("the repository's own tools", () => {
  test("mend what the compiler does not know, after it", async () => {
    await using workspace = tempWorkspace({
      ...BASE,
      "eslint.config.js": ESLINT,
      "src/main.ts": "var a = 'x'.lenght;\nexport { a };\n",
    });
    const proposal = await ask(createEmbeddedEngine(), {
      workspace,
      target: "src/main.ts",
      commands: LINT,
      diagnostics: [remark("no-var")],
    });
    expect(textOf(proposal)).toBe("const a = 'x'.length;\nexport { a };\n");
    expect(proposal).toMatchObject({ rationale: expect.stringContaining("The linter's own fixes (remarked: no-var)") });
    expect(await workspace.read(repoPath("src/main.ts"))).toContain("var a");
  });

  test("are tried alone, and left out, on later attempts", async () => {
    await using workspace = tempWorkspace({
      ...BASE,
      "eslint.config.js": ESLINT,
      "src/main.ts": "var a = 'x'.lenght;\nexport { a };\n",
    });
    const engine = createEmbeddedEngine();
    const texts: string[] = [];
    for (const attempt of [1, 2, 3]) {
      const feedback: Feedback = { from: "tests", message: "red", diagnostics: [] };
      const asked = { workspace, target: "src/main.ts", commands: LINT, diagnostics: [remark("no-var")], attempt };
      texts.push(textOf(await ask(engine, { ...asked, ...(attempt > 1 && { feedback }) })));
    }
    expect(texts).toEqual([
      "const a = 'x'.length;\nexport { a };\n",
      "const a = 'x'.lenght;\nexport { a };\n",
      "var a = 'x'.length;\nexport { a };\n",
    ]);
  });

  test("lets the compiler mend what the linter only remarks", async () => {
    await using workspace = tempWorkspace({
      ...BASE,
      "eslint.config.js": ESLINT,
      "src/a.ts": "export const a = 1;\nexport const b = 2;\n",
      "src/main.ts": "import { a, b } from './a.js';\nexport const c = a;\n",
    });
    const proposal = await ask(createEmbeddedEngine(), {
      workspace,
      target: "src/main.ts",
      commands: { ...LINT, types: { run: "tsc", format: "tsc" } },
      diagnostics: [remark("no-unused-vars")],
    });
    expect(textOf(proposal)).toBe("import { a } from './a.js';\nexport const c = a;\n");
  });

  test("of them a linter is not asked about a file that it has nothing to say about", async () => {
    await using workspace = tempWorkspace({ ...BASE, "src/main.ts": "export {};\n" });
    const commands: Policy["commands"] = { ...LINT, ...FORMAT, types: { run: "tsc", format: "tsc" } };
    const proposal = await ask(createEmbeddedEngine(), { workspace, target: "src/main.ts", commands });
    expect(proposal).toMatchObject({ type: "declined", reason: expect.stringContaining("the linter has no remark") });
    expect(workspace.lines).toEqual(["prettier --write src/main.ts"]);
  });

  test.each([
    ["passes", [], "export const a = 'x'.length;\n"],
    ["fails", ["eslint --fix src/main.ts"], "export const a = 'x'.length;\n"],
  ] as const)("the linter goes over the compiler's fix only where its gate does not pass it: it %s", async (...row) => {
    const [end, lines, text] = row;
    await using workspace = tempWorkspace({ ...BASE, "src/main.ts": "export const a = 'x'.lenght;\n" });
    const asked: unknown[] = [];
    const result = { gate: "lint", level: "required", durationMs: 1 } as const;
    const proposal = await ask(createEmbeddedEngine(), {
      workspace,
      target: "src/main.ts",
      commands: { ...LINT, ...FORMAT },
      formatted: false,
      check: (gate, files) => {
        asked.push([gate, files.map(({ after }) => after)]);
        return Promise.resolve({ ...result, ...(end === "passes" ? PASSED : FAILED) });
      },
    });
    expect(textOf(proposal)).toBe(text);
    expect(asked).toEqual([["lint", [text]]]);
    expect(workspace.lines).toEqual(lines);
  });

  test("format in any language, where there is nothing else to mend", async () => {
    await using workspace = tempWorkspace({ ...BASE, "style.css": "a{color:red}\n" });
    const engine = createEmbeddedEngine();
    const asked = { workspace, target: "style.css", commands: FORMAT };
    const proposal = await ask(engine, asked);
    expect(textOf(proposal)).toBe("a {\n  color: red;\n}\n");
    expect(proposal).toMatchObject({ rationale: "format\n\nFormatted with the repository's formatter." });
    const feedback: Feedback = { from: "tests", message: "red", diagnostics: [] };
    expect(await ask(engine, { ...asked, attempt: 2, feedback })).toMatchObject({
      type: "declined",
      reason: "there is no other repair of style.css to try",
    });
  });

  test("do not format a long file that was never formatted", async () => {
    const rules = Array.from({ length: 50 }, (_, index) => `a${index}{color:red}`);
    await using workspace = tempWorkspace({ ...BASE, "style.css": `${rules.join("\n")}\n` });
    const proposal = await ask(createEmbeddedEngine(), { workspace, target: "style.css", commands: FORMAT });
    expect(proposal).toMatchObject({
      type: "declined",
      reason: expect.stringMatching(/not TypeScript or JavaScript.*the formatter would rewrite 50 of 51 lines/u),
    });
  });

  test.each([
    [
      "formats a file that was formatted",
      'export const a = "x".lenght;\n',
      /^export const a = "x"\.length;\nexport const b = 1;?\n$/u,
    ],
    ["leaves another file as it is written", "export   const a = 'x'.lenght\n", /^export {3}const a = 'x'\.length\n$/u],
  ])("%s", async (_, text, expected) => {
    await using workspace = tempWorkspace({ ...BASE, "src/main.ts": text });
    const commands = {
      ...FORMAT,
      lint: { run: "", format: "exit-code", fix: "printf 'export const b=1' >> {files}" },
    } as const;
    const formatted = await ask(createEmbeddedEngine(), {
      workspace,
      target: "src/main.ts",
      commands: expected.source.includes("b =") ? commands : FORMAT,
    });
    expect(textOf(formatted)).toMatch(expected);
  });

  test("that break the syntax, or hide something, are left out", async () => {
    await using workspace = tempWorkspace({ ...BASE, "src/main.ts": "export const a = 'x'.lenght;\n" });
    for (const [fix, why] of [
      ["echo '}' >> {files}", "a tool broke the syntax"],
      ["echo '// eslint-disable-next-line' >> {files}", "a tool's fix would hide something (suppression comment)"],
      ["echo 'export const b: number = a.b;' >> {files}", "a tool's fix brings TS2339 in line 2"],
      ["rm {files}", "commands.lint.fix removed the file"],
      ["exit 2", "commands.lint.fix exited with 2"],
    ] as const) {
      const lint = { run: "", format: "exit-code", fix } as const;
      const proposal = await ask(createEmbeddedEngine(), { workspace, target: "src/main.ts", commands: { lint } });
      expect(textOf(proposal)).toBe("export const a = 'x'.length;\n");
      expect(proposal).toMatchObject({ rationale: expect.stringContaining(`Left out: ${why}.`) });
    }
  });
});

describe("a tool that does not come to an end", () => {
  test.each<[CommandEnd, string]>([
    [{ type: "signalled", signal: "SIGKILL" }, "was ended by SIGKILL"],
    [{ type: "timed-out", limitMs: 60_000 }, "took longer than 60 s (limits.commandSeconds)"],
    [{ type: "flooded", bytes: 10 }, "printed 10 bytes and was ended"],
    [{ type: "cancelled" }, "was cancelled"],
    [{ type: "not-started", reason: "no shell" }, "could not be started: no shell"],
  ])("is left out: %j", async (end, why) => {
    await using real = tempWorkspace({ ...BASE, "src/main.ts": "export {};\n" });
    const run: Workspace["run"] = () =>
      Promise.resolve({ end, stdout: "", stderr: "", durationMs: 0, isolation: "L0", scratch: new Map() });
    const lint = { run: "", format: "exit-code", fix: "fix {files}" } as const;
    const proposal = await ask(createEmbeddedEngine(), {
      workspace: { ...real, run },
      target: "src/main.ts",
      commands: { lint },
    });
    expect(proposal).toEqual({
      type: "declined",
      reason: expect.stringContaining(`Left out: commands.lint.fix ${why}`),
    });
  });
});

test("line ends and byte order mark survive a tool that drops them", async () => {
  const before = "\ufeffexport const a = 1;\r\nexport const b = 2;\r\n";
  await using workspace = tempWorkspace({ ...BASE, "src/main.ts": before });
  const lint = {
    run: "",
    format: "exit-code",
    fix: "printf 'export const a = 1;\\nexport const c = 2;\\n' > {files}",
  } as const;
  const proposal = await ask(createEmbeddedEngine(), { workspace, target: "src/main.ts", commands: { lint } });
  expect(textOf(proposal)).toBe("\ufeffexport const a = 1;\r\nexport const c = 2;\r\n");
});
