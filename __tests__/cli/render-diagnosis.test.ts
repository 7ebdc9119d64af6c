import { expect, test } from "@jest/globals";
import { renderDiagnosis } from "../../src/cli/render-diagnosis.ts";
import { createStyle } from "../../src/report/style.ts";
import { DIAGNOSIS } from "./fake-application.ts";

test("says the level, what held and what broke, what would help, and the tools", () => {
  expect(renderDiagnosis(DIAGNOSIS, createStyle("plain"))).toBe(
    `Sandbox  L2, measured on Node 24.0.0
  namespaces: L2
    network: held, no address answered
    nesting: broke, a namespace inside was made
    forks: not measured, needs a limit
What would raise the level
  Install bubblewrap.
Detected tools
  lint: eslint . (package.json)
`,
  );
});

test("says so where there is nothing to say", () => {
  const text = renderDiagnosis(
    { ...DIAGNOSIS, remedies: [], tools: [], notes: ["no repository"] },
    createStyle("plain"),
  );
  expect(text).toContain("  nothing: this is the highest\n");
  expect(text).toContain("Detected tools\n  none\n");
  expect(text).toContain("Notes\n  no repository\n");
});
