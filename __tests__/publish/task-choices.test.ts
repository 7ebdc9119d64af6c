import { expect, test } from "@jest/globals";
import { toTaskChoices } from "../../src/publish/task-choices.ts";

const CHOICE = { groups: 2, alternatives: [{ path: "a.ts", line: 3, description: "x", patch: "-b\n+c\n" }] };

test("the choices of accepted changes are read, by task", () => {
  const outcomes = [
    { type: "accepted", task: { id: "fix-1" }, choice: CHOICE },
    { type: "accepted", task: { id: "fix-2" } },
    { type: "rejected", task: { id: "fix-3" }, choice: CHOICE },
  ];
  expect(toTaskChoices(JSON.stringify({ outcomes }))).toEqual(new Map([["fix-1", CHOICE]]));
});

test.each(["", "{", "{}", '{"outcomes":[{"type":"accepted","task":{"id":"a"},"choice":{"groups":"many"}}]}'])(
  "what cannot be read has none: %j",
  (text) => {
    expect(toTaskChoices(text).size).toBe(0);
  },
);
