import type { ModuleShape } from "../types.ts";
import type { Archive } from "./archive.ts";
import type { EntryPoint } from "./entry-points.ts";
import type { Scenario, Setting } from "./plans.ts";

/** Switches that are tried, and calls of each entry point that are tried with one. */
const [MOST_SETTINGS, MOST_CALLS] = [4, 3];

/**
 * Switches of a module: booleans on what it exports as one thing, where a test can set them (`exports.debug = true` in a
 * module of several exports would be set on a name of the test's own).
 */
export function settingsOf({ self, exports }: Extract<ModuleShape, { type: "loaded" }>): readonly Setting[] {
  if (self === undefined) return [];
  return exports
    .flatMap((one): readonly Setting[] => {
      const value = one.kind === "constant" && one.value.type === "primitive" ? one.value.value : undefined;
      const isPlain = /^[A-Za-z$][\w$]*$/u.test(one.member);
      return typeof value === "boolean" && isPlain ? [{ path: [one.member], value: !value }] : [];
    })
    .slice(0, MOST_SETTINGS);
}

/** Some of the known calls with each switch set the other way. */
export function withSettings(
  archive: Archive,
  entries: readonly EntryPoint[],
  settings: readonly Setting[],
): readonly Scenario[] {
  return settings.flatMap((setting) =>
    entries.flatMap((entry) =>
      (archive.trials.get(entry) ?? [])
        .slice(-MOST_CALLS)
        .map(({ scenario }): Scenario => ({ ...scenario, settings: [setting] })),
    ),
  );
}
