import { quotePath } from "../expand-line.ts";

/** Test runners whose command line is known well enough to run one file in another way. */
export type KnownRunner = "jest" | "vitest" | "mocha" | "node";

/** What is to be different from the policy's own run. */
export interface RunVariant {
  /** Random order; absent: the order of the file. */
  readonly seed?: number;
  /** Only the tests of this full name. */
  readonly only?: string;
  /** Environment in front of the line. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The runner that a line names; undefined for others. */
export function knownRunner(line: string): KnownRunner | undefined {
  if (/\bvitest\b/u.test(line)) return "vitest";
  if (/\bjest(?:\.js)?\b/u.test(line)) return "jest";
  if (/\bmocha\b/u.test(line)) return "mocha";
  return /\b(?:node|tsx)\b.*--test\b/u.test(line) ? "node" : undefined;
}

/** Coverage costs time and is measured elsewhere. */
const COVERAGE_FLAGS =
  / --(?:coverage\S*|experimental-test-coverage|test-reporter=lcov --test-reporter-destination=\{coverage\})(?=\s|$)/gu;
const WRAPPER = /\b(?:npx )?(?:c8|nyc)\b.*?(?=\b(?:npx )?mocha\b)/u;

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/gu, String.raw`\$&`);
}

function flags(runner: KnownRunner, { seed, only }: RunVariant): readonly string[] {
  const named = only === undefined ? undefined : quotePath(`^${escaped(only)}$`);
  switch (runner) {
    case "jest":
      return [
        ...(seed === undefined ? [] : ["--randomize", `--seed=${seed}`]),
        ...(named === undefined ? [] : [`--testNamePattern=${named}`]),
      ];
    case "vitest":
      return [
        ...(seed === undefined ? [] : ["--sequence.shuffle", `--sequence.seed=${seed}`]),
        ...(named === undefined ? [] : [`--testNamePattern=${named}`]),
      ];
    case "mocha":
      return named === undefined ? [] : [`--grep=${named}`];
    case "node":
      return [];
  }
}

/** The policy's test line for one run of some test files: they take the place of `{tests}`, or stand at the end. */
export function variantLine(line: string, runner: KnownRunner, variant: RunVariant, paths: readonly string[]): string {
  const bare = line.replace(WRAPPER, "").replaceAll(COVERAGE_FLAGS, "").replaceAll(/ +/gu, " ");
  const files = [...(runner === "jest" ? ["--runTestsByPath"] : []), ...paths.map(quotePath)].join(" ");
  const added = [bare.trim(), ...flags(runner, variant)].join(" ");
  const complete = added.includes("{tests}") ? added.replace("{tests}", () => files) : `${added} ${files}`;
  const env = Object.entries(variant.env ?? {}).map(([name, value]) => `${name}=${value}`);
  return [...env, complete].join(" ");
}
