import { expect, test } from "@jest/globals";
import { parseOutputs } from "../../scripts/run-action.ts";

test.each([
  ["a=1\nb=x=y\n", { a: "1", b: "x=y" }],
  ["a<<end\none\ntwo\nend\nb=2\n", { a: "one\ntwo", b: "2" }],
  ["a<<end\nend\n", { a: "" }],
  ["", {}],
])("outputs of %j", (text, expected) => {
  expect(Object.fromEntries(parseOutputs(text))).toEqual(expected);
});
