import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { z } from "zod";
import { renderActionYaml, renderInputsTable, replaceBetween } from "../../scripts/metadata/render.ts";
import { OUTPUTS } from "../../src/settings/outputs.ts";
import { SETTINGS } from "../../src/settings/table.ts";

const ROOT = path.resolve(import.meta.dirname, "..", "..");
const input = z.strictObject({
  description: z.string().min(1),
  required: z.literal(false),
  default: z.string().optional(),
});
const actionSchema = z.object({
  inputs: z.record(z.string(), input),
  outputs: z.record(z.string(), z.strictObject({ description: z.string().min(1) })),
  runs: z.strictObject({ using: z.literal("node24"), main: z.literal("dist/action/index.js") }),
});

describe("one truth", () => {
  test("action.yml, README.md, docs, schemas and version are in step", () => {
    const run = () =>
      execFileSync(process.execPath, ["scripts/metadata.ts"], { cwd: ROOT, encoding: "utf8", stdio: "pipe" });
    expect(run).not.toThrow();
  });

  test("action.yml has every input with its default, and every output", () => {
    const action = actionSchema.parse(parse(renderActionYaml()));
    const expected = SETTINGS.flatMap((spec) => (spec.input === undefined ? [] : [[spec.input, spec.default]]));
    expect(Object.entries(action.inputs).map(([name, value]) => [name, value.default])).toEqual(expected);
    expect(Object.keys(action.outputs)).toEqual(OUTPUTS.map(({ name }) => name));
    expect(readFileSync(path.join(ROOT, "action.yml"), "utf8")).toBe(renderActionYaml());
  });

  test("the table goes between its marks, and only there", () => {
    const document = "a\n<!-- inputs -->\nold\n<!-- /inputs -->\nb\n";
    const text = replaceBetween(document, "inputs", "new");
    expect(text).toBe("a\n<!-- inputs -->\n\nnew\n\n<!-- /inputs -->\nb\n");
    expect(replaceBetween(text, "inputs", "new")).toBe(text);
    expect(() => replaceBetween("no marks", "inputs", "new")).toThrow("put these two lines");
    for (const { input: name } of SETTINGS)
      if (name !== undefined) expect(renderInputsTable()).toContain(`\`${name}\``);
  });
});
