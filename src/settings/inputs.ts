import type { Problem } from "../domain/errors.ts";
import type { Settings } from "../domain/settings.ts";
import { nearest } from "./nearest.ts";
import type { Parsed, RawSetting } from "./raw.ts";
import type { SettingKey } from "./setting-spec.ts";
import { SETTINGS } from "./table.ts";
import { toSettings, type Surroundings } from "../settings.ts";

/** Environment variables as a value. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The variable in which the runner hands over an input: upper case, blanks become `_`, hyphens stay. */
export function inputVariable(input: string): string {
  return `INPUT_${input.replaceAll(" ", "_").toUpperCase()}`;
}

function unknownInputs(env: Environment): readonly Problem[] {
  const inputs = SETTINGS.flatMap(({ input }) => (input === undefined ? [] : [input]));
  const known = new Set(inputs.map(inputVariable));
  const unknown = Object.keys(env).filter((name) => name.startsWith("INPUT_") && !known.has(name));
  return unknown.sort().map((name) => {
    const input = name.slice("INPUT_".length).toLowerCase();
    const near = nearest(input, inputs);
    const remedy = near === undefined ? `Inputs: ${inputs.join(", ")}.` : `Did you mean ${near}?`;
    return { place: `input ${input}`, message: "unknown input", remedy };
  });
}

/**
 * The runner's `INPUT_*` variables become settings, or all problems at once. Never throws. Where an input is empty, what
 * the event says (`defaults`) counts.
 */
export function parseInputs(
  env: Environment,
  surroundings: Surroundings,
  defaults: Readonly<Partial<Record<SettingKey, string>>> = {},
): Parsed<Settings> {
  const raw = new Map<SettingKey, RawSetting>();
  for (const { key, input } of SETTINGS) {
    if (input === undefined) continue;
    const given = env[inputVariable(input)]?.trim() ?? "";
    const value = given === "" ? defaults[key] : given;
    if (value !== undefined) raw.set(key, { place: `input ${input}`, values: [value] });
  }
  const settings = toSettings(raw, surroundings);
  const problems = [...unknownInputs(env), ...(settings.ok ? [] : settings.problems)];
  return problems.length > 0 ? { ok: false, problems } : settings;
}
