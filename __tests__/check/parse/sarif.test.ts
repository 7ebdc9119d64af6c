import { describe, expect, test } from "@jest/globals";
import { parseSarif } from "../../../src/check/parse/sarif.ts";
import { ROOT, said } from "./recorded.ts";

const RUN = { tool: { driver: { name: "x", rules: [{ id: "r", defaultConfiguration: { level: "error" } }] } } };
const sarif = (run: object): string => JSON.stringify({ version: "2.1.0", runs: [{ ...RUN, ...run }] });
const place = (uri: string, more = {}): object => ({
  locations: [{ physicalLocation: { artifactLocation: { uri, ...more }, region: { startLine: 2 } } }],
});

describe("SARIF", () => {
  test.each<readonly [string, object, readonly string[]]>([
    ["the level of the rule", { results: [{ ruleId: "r", message: { text: "m" } }] }, ["error - r m"]],
    ["the rule by its index", { results: [{ ruleIndex: 0, message: { text: "m" } }] }, ["error - r m"]],
    ["a warning where nothing says more", { results: [{ message: { text: "m" } }] }, ["warning - - m"]],
    ["what passed", { results: [{ kind: "pass", message: { text: "m" } }] }, []],
    ["what is suppressed", { results: [{ suppressions: [{ kind: "inSource" }], message: { text: "m" } }] }, []],
    [
      "a suppression that was turned down",
      { results: [{ suppressions: [{ kind: "inSource", status: "rejected" }], message: { text: "m" } }] },
      ["warning - - m"],
    ],
    ["what is gone", { results: [{ baselineState: "absent", message: { text: "m" } }] }, []],
    [
      "a path in percent signs, below a base",
      {
        originalUriBaseIds: { SRC: { uri: "file:///workspace/lib/" } },
        results: [{ message: { text: "m" }, ...place("a%20%C3%A4-%FF.c", { uriBaseId: "SRC" }) }],
      },
      ["warning lib/a ä-%FF.c:2: - m"],
    ],
    [
      "a path by the index of its artifact",
      {
        artifacts: [{ location: { uri: "src/b.c" } }],
        results: [
          {
            message: { text: "m" },
            locations: [{ physicalLocation: { artifactLocation: { index: 0 }, region: { startLine: 1 } } }],
          },
        ],
      },
      ["warning src/b.c:1: - m"],
    ],
    [
      "what kept the tool from reading a file",
      {
        results: [],
        invocations: [
          {
            executionSuccessful: false,
            toolConfigurationNotifications: [
              { level: "error", message: { text: "parse error" }, descriptor: { id: "fatal" }, ...place("src/a.js") },
              { level: "note", message: { text: "by the way" } },
            ],
          },
        ],
      },
      ["error src/a.js:2: fatal parse error"],
    ],
  ])("%s", async (_, run, expected) => {
    expect(await said(parseSarif, sarif(run))).toEqual(expected);
  });
});

describe("what is not SARIF is a reason, not an empty answer", () => {
  test.each<readonly [string, string, RegExp]>([
    ["SARIF 1", '{"version":"1.0.0","runs":[]}', /no SARIF 2\.1\.0/u],
    ["SARIF without results", sarif({}), /no results/u],
    ["SARIF without a tool", '{"version":"2.1.0","runs":[{"results":[]}]}', /names no tool/u],
    ["SARIF, a run of nothing", '{"version":"2.1.0","runs":[1]}', /no object/u],
    ["SARIF, a result of nothing", sarif({ results: [1] }), /no object/u],
    ["SARIF, a result without text", sarif({ results: [{ message: {} }] }), /no message text/u],
    ["SARIF, a failed run", sarif({ results: [], invocations: [{ executionSuccessful: false }] }), /run failed/u],
    [
      "SARIF, a notification without text",
      sarif({ results: [], invocations: [{ toolExecutionNotifications: [{ level: "error" }] }] }),
      /notification/u,
    ],
    ["SARIF that is none", "oops", /not JSON/u],
  ])("%s", (_, text, reason) => {
    expect(parseSarif(text, ROOT)).toMatchObject({ ok: false, reason: expect.stringMatching(reason) });
  });
});
