import { describe, expect, test } from "@jest/globals";
import { choiceRemedy, nearest } from "../../src/policy/nearest.ts";

// What src/policy/nearest.ts does today, recorded by Assay from calls that it ran. A test that fails after a change
// shows a difference, not necessarily a mistake: keep what is meant, and edit or delete the rest.

describe("nearest", () => {
  test("returns ', ' when word is 'a '", () => {
    expect(nearest("a ", [", "])).toBe(", ");
  });

  test("returns undefined when word is 'some text'", () => {
    expect(nearest("some text", ["2024-02-29"])).toBeUndefined();
  });

  test("returns ', ' when word is ' '", () => {
    expect(nearest(" ", [", ", "` "])).toBe(", ");
  });

  test("returns 'a\\nb' when word is 'a'", () => {
    expect(nearest("a", ["a\nb"])).toBe("a\nb");
  });

  test("returns undefined when word is ', '", () => {
    expect(nearest(", ", [" "])).toBeUndefined();
  });

  test("returns '` ' when word is '` '", () => {
    expect(nearest("` ", [", ", "2024-02-29", "` "])).toBe("` ");
  });
});

describe("choiceRemedy", () => {
  test("returns 'Write one of `2024-02-29`' when candidates is ['2024-02-29']", () => {
    expect(choiceRemedy("some text", ["2024-02-29"])).toBe("Write one of `2024-02-29`");
  });

  test("returns 'Did you mean `, `? Valid: `, `' when word is 'a '", () => {
    expect(choiceRemedy("a ", [", "])).toBe("Did you mean `, `? Valid: `, `");
  });

  test("returns a text when candidates has 2 items", () => {
    expect(choiceRemedy("some text", ["2024-02-29", "2024-02-29"])).toBe("Write one of `2024-02-29`, `2024-02-29`");
  });
});
