import { describe, expect, test } from "@jest/globals";
import { renderHelp } from "../../src/settings/help.ts";
import { nearest } from "../../src/settings/nearest.ts";
import { COMMAND_NAMES } from "../../src/settings/commands.ts";
import { SETTINGS } from "../../src/settings/table.ts";

describe("help", () => {
  test("fits a screen and names every command and every option that has a line", () => {
    const lines = renderHelp().trimEnd().split("\n");
    expect(lines.length).toBeLessThanOrEqual(40);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
    const text = lines.join("\n");
    for (const command of COMMAND_NAMES) expect(text).toMatch(new RegExp(`^  ${command} `, "mu"));
    for (const { flag, brief } of SETTINGS) if (flag !== undefined) expect(text.includes(flag)).toBe(brief !== "");
    const unsaid = SETTINGS.filter(({ flag, brief }) => flag !== undefined && brief === "");
    // Told by the help of their command: what one job of a matrix hands to the next.
    expect(unsaid.map(({ flag }) => flag)).toEqual(["--shards", "--only", "--bundle", "--matrix", "--verdict"]);
  });

  test.each(COMMAND_NAMES)("of %s has its options only, and whole sentences", (command) => {
    const text = renderHelp(command);
    for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
    for (const { flag, commands, description } of SETTINGS) {
      if (flag === undefined) continue;
      expect(new RegExp(`^  ${flag}\\b`, "mu").test(text)).toBe(commands.includes(command));
      const [first = ""] = description.replaceAll("`", "").split(" ");
      if (commands.includes(command)) expect(text).toContain(first);
    }
  });
});

describe("the nearest word", () => {
  test.each([
    ["rum", ["run", "plan"], "run"],
    ["RUN", ["run", "plan"], "run"],
    ["valdate", ["validate", "publish"], "validate"],
    ["embed", ["auto", "embedded"], "embedded"],
    ["zzzzz", ["run", "plan"], undefined],
    ["", ["run"], undefined],
    ["x".repeat(10_000), ["run"], undefined],
  ])("%.20s", (word, candidates, expected) => {
    expect(nearest(word, candidates)).toBe(expected);
  });
});
