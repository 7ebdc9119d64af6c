import { describe, expect, test } from "@jest/globals";
import { Ajv } from "ajv";
import { parse } from "yaml";
import { policyJsonSchema } from "../../src/policy/json-schema.ts";
import { parsePolicy } from "../../src/policy/parse-policy.ts";

const validate = new Ajv({ allErrors: true }).compile(policyJsonSchema());

describe("the schema for editors agrees with the validation", () => {
  test.each([
    ["version: 1", true],
    ["version: 1\nrules: [{ paths: [a], gates: { coverage: { min-delta: -1 }, lint: off } }]", true],
    ["version: 1\ncommands: { lint: { run: x, format: tsc, fix: y } }\nlimits: { tasks: 3 }", true],
    ["version: 2", false],
    ["tasks: [fix]", false],
    ["version: 1\nfoo: 1", false],
    ["version: 1\ngates: { scope: off }", false],
    ["version: 1\ngates: { lint: { min-delta: 1 } }", false],
    ["version: 1\nlimits: { tasks: 0 }", false],
    ["version: 1\nlimits: { tasks: 1.5 }", false],
    ["version: 1\nrules: []", false],
    ["version: 1\nrules: [{ tasks: [fix] }]", false],
    ["version: 1\nsandbox: { minimum: L9 }", false],
  ])("%s", (text, valid) => {
    expect(validate(parse(text))).toBe(valid);
    expect(parsePolicy(text, "p.yml").ok).toBe(valid);
  });

  test("says what each key is for", () => {
    const schema = JSON.stringify(policyJsonSchema());
    expect(schema).toContain("Wall clock of the whole run, in minutes.");
    expect(policyJsonSchema()).toMatchObject({ type: "object", required: ["version"], additionalProperties: false });
  });
});
