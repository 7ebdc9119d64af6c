import { expect, test } from "@jest/globals";
import { spdxProblem } from "../../src/policy/spdx.ts";

test.each([
  ["MIT", true],
  ["GPL-2.0-or-later WITH Classpath-exception-2.0", true],
  ["(MIT OR (Apache-2.0 AND BSD-3-Clause))", true],
  ["GPL-2.0+", true],
  ["LicenseRef-own", true],
  ["DocumentRef-a:LicenseRef-b", true],
  ["", false],
  ["MIT OR", false],
  ["OR MIT", false],
  ["OR", false],
  ["MIT Apache-2.0", false],
  ["MIT or Apache-2.0", false],
  ["(MIT", false],
  ["MIT)", false],
  ["()", false],
  ["MIT, ISC", false],
])("%j is a license expression: %s", (expression, valid) => {
  expect(spdxProblem(expression) === undefined).toBe(valid);
});
