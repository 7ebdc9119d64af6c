import { expect, test } from "@jest/globals";
import { withoutStrictness } from "../../src/probe/without-strictness.ts";

test.each([
  ['function f() { "use strict"; return 1; }', 'function f() { "use sloppy"; return 1; }'],
  [
    "(function () {\n  // Why.\n  /* And\n   * how. */ 'use strict';\n})();",
    "(function () {\n  // Why.\n  /* And\n   * how. */ 'use sloppy';\n})();",
  ],
  ['"use strict";\nfunction f() { return "use strict"; }', '"use strict";\nfunction f() { return "use strict"; }'],
  ['/* { */ "use strict";', '/* { */ "use strict";'],
])("of %j the functions lose their own directives, and nothing moves", (text, expected) => {
  expect(withoutStrictness({ text }).text).toBe(expected);
});

test("many comments behind a brace are read once", () => {
  const text = `f({${"/* a **/ ".repeat(20_000)} b });`;
  expect(withoutStrictness({ text }).text).toBe(text);
});
