import { expect, test } from "@jest/globals";
import { createProber } from "../../../src/probe/prober.ts";
import type { Step } from "../../../src/probe/types.ts";
import { lastOutcome, plan, repoPath } from "../plans.ts";
import { createProbeWorkspace } from "../probe-workspace.ts";

const PLACE = `
import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";
const __filename = fileURLToPath(import.meta.url);
const __dirname = dirname(__filename);
function place() { return basename(__dirname) + "/" + basename(__filename); }
export { place as default, place as "module.exports" };
`;

test("a module may declare its own __dirname, and is what require gives of it where it says so", async () => {
  await using workspace = await createProbeWorkspace({ "src/place.mjs": PLACE });
  await using prober = createProber({ workspace, signal: new AbortController().signal });
  const path = repoPath("src/place.mjs");
  const shape = await prober.describe(path);
  expect(shape).toMatchObject({ type: "loaded", self: { kind: "function", name: "place" } });
  const itself: Step = { type: "call", on: { base: "exports", path: [] }, args: [] };
  const [record] = await prober.run([plan(path, itself)]);
  expect(lastOutcome(record)).toMatchObject({ type: "returned", value: { value: "src/place.mjs" } });
}, 120_000);
