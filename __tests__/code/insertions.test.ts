import { expect, test } from "@jest/globals";
import { createInsertions, type Insertions } from "../../src/code/insertions.ts";

test.each<readonly [string, (insertions: Insertions) => void, string]>([
  ["nothing", () => undefined, "some text"],
  [
    "behind a letter",
    (insertions) => {
      insertions.after(1, "some text");
    },
    "ssome textome text",
  ],
  [
    "in the place of another",
    (insertions) => {
      insertions.replace(0, 3, "some text");
    },
    "some texte text",
  ],
  [
    "in front of a letter inside of a pair",
    (insertions) => {
      insertions.before(2, "some text");
      insertions.around(1, 3, "open", "close");
    },
    "sopenosome textmclosee text",
  ],
])("text that is put %s", (_, put, expected) => {
  const insertions = createInsertions();
  put(insertions);
  expect(insertions.apply("some text")).toBe(expected);
});
