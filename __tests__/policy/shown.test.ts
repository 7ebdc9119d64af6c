import { describe, expect, test } from "@jest/globals";
import { shown } from "../../src/policy/shown.ts";

// What src/policy/shown.ts does today, recorded by Assay from calls that it ran. A test that fails after a change
// shows a difference, not necessarily a mistake: keep what is meant, and edit or delete the rest.

describe("shown", () => {
  test("returns 'some text' when text is 'some text' without longest", () => {
    expect(shown("some text")).toBe("some text");
  });

  test("returns 's…' when longest is 2", () => {
    expect(shown("some text", 2)).toBe("s…");
  });

  test("returns '\\\\u2029' when text is '\\u2029'", () => {
    expect(shown("\u2029")).toBe("\\u2029");
  });

  test("returns an empty string when text is empty", () => {
    expect(shown("", 0)).toBe("");
  });
});
