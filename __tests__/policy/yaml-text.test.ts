import { describe, expect, test } from "@jest/globals";
import { renderList, renderScalar } from "../../src/policy/yaml-text.ts";

// What src/policy/yaml-text.ts does today, recorded by Assay from calls that it ran. A test that fails after a change
// shows a difference, not necessarily a mistake: keep what is meant, and edit or delete the rest.

describe("renderScalar", () => {
  test("returns '\"some text\"' when value is 'some text'", () => {
    expect(renderScalar("some text")).toBe('"some text"');
  });

  test("returns 'a' when value is 'a'", () => {
    expect(renderScalar("a")).toBe("a");
  });

  test("returns '\"\\\\u007f\"' when value is '\\u007f'", () => {
    expect(renderScalar("\u007f")).toBe('"\\u007f"');
  });

  test("returns '0' when value is 0", () => {
    expect(renderScalar(0)).toBe("0");
  });

  test("returns 'number' when value is 'number'", () => {
    expect(renderScalar("number")).toBe("number");
  });

  test("returns 'off' when value is 'off'", () => {
    expect(renderScalar("off")).toBe("off");
  });

  test("returns 'A..' when value is 'A..'", () => {
    expect(renderScalar("A..")).toBe("A..");
  });
});

describe("renderList", () => {
  test("returns '[\"some text\"]' when values has 1 item", () => {
    expect(renderList(["some text"])).toBe('["some text"]');
  });

  test('returns \'["some text", "some text"]\' when values has 2 items', () => {
    expect(renderList(["some text", "some text"])).toBe('["some text", "some text"]');
  });
});
