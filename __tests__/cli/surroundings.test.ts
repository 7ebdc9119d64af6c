import { describe, expect, test } from "@jest/globals";
import { isCi, toSurroundings, wantsColor } from "../../src/cli/surroundings.ts";

describe("CI", () => {
  test.each([
    [{}, false],
    [{ CI: "" }, false],
    [{ CI: "false" }, false],
    [{ CI: "0" }, false],
    [{ CI: "true" }, true],
    [{ CI: "1" }, true],
    [{ CI: "woodpecker" }, true],
    [{ JENKINS_URL: "https://ci.example" }, true],
    [{ TF_BUILD: "True" }, true],
  ])("%j", (env, ci) => {
    expect(isCi(env)).toBe(ci);
  });
});

describe("colour", () => {
  test.each([
    [{}, "terminal", true],
    [{}, "pipe", false],
    [{ NO_COLOR: "1" }, "terminal", false],
    [{ NO_COLOR: "" }, "terminal", true],
    [{ TERM: "dumb" }, "terminal", false],
    [{ FORCE_COLOR: "1" }, "pipe", true],
    [{ FORCE_COLOR: "" }, "pipe", true],
    [{ FORCE_COLOR: "0" }, "terminal", false],
    [{ FORCE_COLOR: "1", NO_COLOR: "1" }, "pipe", true],
  ] as const)("%j on a %s", (env, output, color) => {
    expect(wantsColor(env, output)).toBe(color);
    expect(toSurroundings(env, output).color).toBe(color);
  });
});
