import { expect, test } from "@jest/globals";
import { withPoints } from "../../../src/code/inputs/with-points.ts";
import { readModuleInputs } from "../../../src/code/inputs/module-inputs.ts";
import { toEntryPoints } from "../../../src/probe/explore/entry-points.ts";
import { explore } from "../../../src/probe/explore/explore.ts";
import { toIngredients } from "../../../src/probe/explore/ingredients.ts";
import { createRandom } from "../../../src/probe/explore/random.ts";
import { createProber } from "../../../src/probe/prober.ts";
import { repoPath } from "../../propose/temp-workspace.ts";
import { createProbeWorkspace } from "../probe-workspace.ts";

/** A library's object with many functions, of which one calls back. */
const LIBRARY = `
exports.create = (listener) => ({
  send: (text) => listener(text),
  ${Array.from({ length: 30 }, (_, index) => `other${index}: (value) => [value, ${index}],`).join("\n  ")}
});
exports.wrap = (work) => (...args) => work(...args);
`;
const TARGET = `
const library = require("./library.js");
module.exports = function open() {
  const items = [];
  return {
    put(item) {
      items.push(item);
    },
    take() {
      return items.length === 0 ? "nothing" : items.shift();
    },
    count: function () { return items.length; }.bind(null),
    double: library.wrap((value) => { return value > 4 ? "much" : "little"; }),
    channel: () => library.create((text) => { return text === "" ? "empty" : "full"; }),
  };
};
`;

test("what a library's objects offer is tried only where it leads back into the module", async () => {
  await using workspace = await createProbeWorkspace({ "library.js": LIBRARY, "open.js": TARGET });
  await using prober = createProber({ workspace, signal: new AbortController().signal });
  const module = repoPath("open.js");
  const shape = await prober.describe(module);
  if (shape.type !== "loaded") throw new Error(shape.reason);
  const points = await prober.points(module);
  const inputs = withPoints(readModuleInputs(workspace.root, module), points);
  const entries = toEntryPoints(shape, inputs, "open");
  const explored = await explore({
    ...{ prober, module, entries, inputs, typed: inputs.typed, options: {} },
    points: points.filter(({ id }) => !shape.reached.includes(id)),
    ingredientsOf: toIngredients(entries, inputs, []),
    random: createRandom(1),
    expired: () => false,
    mostEffort: 3_000,
  });
  const names = ["open", "open().put", "open().take", "open().count", "open().double", "open().channel"];
  expect(explored.entries.map(({ name }) => name)).toEqual([...names, "open().channel().send"]);
  expect([...explored.trials.keys()].map(({ name }) => name).toSorted()).toEqual(
    explored.entries.map(({ name }) => name).toSorted(),
  );
  // Both sides of each condition: nothing of what calls may cost was lost on the thirty others.
  expect(points.filter(({ id }) => !explored.reached.has(id) && !shape.reached.includes(id))).toEqual([]);
});
