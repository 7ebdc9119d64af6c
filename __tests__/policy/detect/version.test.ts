import { describe, expect, test } from "@jest/globals";
import { versionOf } from "../../../src/policy/detect/version.ts";

// What src/policy/detect/version.ts does today, recorded by Assay from calls that it ran. A test that fails after a change
// shows a difference, not necessarily a mistake: keep what is meant, and edit or delete the rest.

describe("versionOf", () => {
  test("returns an empty array when range is 'range'", () => {
    expect(versionOf("range")).toEqual([]);
  });

  test("returns [77] when range is '77'", () => {
    expect(versionOf("77")).toEqual([77]);
  });

  test("returns [77, 77] when range is '~77.77'", () => {
    expect(versionOf("~77.77")).toEqual([77, 77]);
  });

  test("returns an empty array when range is '>Z77.77'", () => {
    expect(versionOf(">Z77.77")).toEqual([]);
  });
});
