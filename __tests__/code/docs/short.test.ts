import { describe, expect, test } from "@jest/globals";
import { short } from "../../../src/code/docs/short.ts";

// What src/code/docs/short.ts does today, recorded by Assay from calls that it ran. A test that fails after a change
// shows a difference, not necessarily a mistake: keep what is meant, and edit or delete the rest.

describe("short", () => {
  test("returns a text when text is a long text", () => {
    const result = short("some textsome textsome textsome textsome textsome textsome textsome text");
    expect(result).toBe("some textsome textsome textsome texts…");
  });

  test("returns 'some text' when text is 'some text'", () => {
    expect(short("some text")).toBe("some text");
  });
});
