import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { z } from "zod";
import { PROJECT } from "../../scripts/sample.ts";

const names = z.record(z.string(), z.string()).default({});
const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      integrity: z.string().optional(),
      resolved: z.string().optional(),
      optionalDependencies: names,
    }),
  ),
});

const lock = lockSchema.parse(JSON.parse(await readFile(path.join(PROJECT, "package-lock.json"), "utf8"))).packages;

/** Whether a package finds another one in the tree of the lockfile, from its own place upwards. */
function finds(place: string, name: string): boolean {
  const parts = place === "" ? [] : place.split("/node_modules/");
  for (let count = parts.length; count >= 0; count -= 1) {
    const parent = parts.slice(0, count).join("/node_modules/");
    if (lock[`${parent === "" ? "" : `${parent}/`}node_modules/${name}`] !== undefined) return true;
  }
  return false;
}

test("every package is pinned by its bytes, wherever it comes from", () => {
  for (const [place, entry] of Object.entries(lock)) {
    if (place === "") continue;
    expect({ place, integrity: entry.integrity, resolved: entry.resolved }).toEqual({
      place,
      integrity: expect.stringMatching(/^sha512-/u),
      resolved: undefined,
    });
  }
});

test("packages for other platforms are in it: npm ci refuses a lockfile that lacks them", () => {
  const missing = Object.entries(lock).flatMap(([place, entry]) =>
    Object.keys(entry.optionalDependencies)
      .filter((name) => !finds(place, name))
      .map((name) => `${place} → ${name}`),
  );
  expect(missing).toEqual([]);
});
