import { expect, test } from "@jest/globals";
import { renderProgram } from "../../scripts/probe-child.ts";
import { CHILD_PROGRAM } from "../../src/probe/child-text.ts";

test("the program's text is made from its source: node scripts/probe-child.ts", async () => {
  expect(CHILD_PROGRAM === (await renderProgram())).toBe(true);
});
