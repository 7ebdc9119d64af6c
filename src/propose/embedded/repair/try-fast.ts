import type { HarnessMode } from "../../../code/repair/harness.ts";
import type { RepairCandidate } from "../../../code/repair/repair-candidate.ts";
import { isParsable } from "../../../code/syntax.ts";
import { listOf, parseJson } from "../../../domain/parse-json.ts";
import type { RepoPath } from "../../../domain/repo-path.ts";
import { toRecordedCall } from "./recorded-call.ts";
import type { FastReport, SearchedFile } from "./search.ts";
import type { ProposeRequest } from "../../../ports.ts";

/** Environment of the repository's tools, as the gates run them: nothing asks, nothing is painted, no snapshot is written. */
export const TOOL_ENV = { CI: "true", NO_COLOR: "1", npm_config_offline: "true", npm_config_yes: "false" } as const;
const OUTPUT_LIMIT = 256 * 1024;

/**
 * A line, and the same line once more for each other core as soon as a search in it asks for that: they share the
 * scratch directory, and what is left of them ends with the first.
 */
function toLanes(line: string, cores: number): string {
  if (cores < 2) return line;
  const wait = 'while [ ! -e "$ASSAY_REPAIR/more" ]; do sleep 0.2 || sleep 1; done';
  const others = Array.from({ length: cores - 1 }, (_, index) => `_join ${index + 2} >/dev/null 2>&1 </dev/null &`);
  return [`_run() {\n${line}\n}`, `_join() { ${wait}; export ASSAY_REPAIR_LANE="$1"; _run; }`, ...others, "_run"].join(
    "\n",
  );
}

/** Whether candidates for a file can be made at all. */
export function isRepairable(path: RepoPath): boolean {
  return isParsable(path) && !path.endsWith(".d.ts");
}

/**
 * Runs the failing command once, with every file replaced by the text that holds all its candidates, and reads what the
 * driver found in each process that loaded one. Empty where no runner took part. The workspace is clean afterwards.
 */
export async function runAllAtOnce(
  files: readonly SearchedFile[],
  { budgetMs, mode }: { readonly budgetMs: number; readonly mode: HarnessMode },
  { workspace, failing, signal, policy, cores = 1 }: ProposeRequest,
): Promise<readonly FastReport[]> {
  const { toHarness } = await import("../../../code/repair/harness.ts");
  const harnesses = files.map(({ path, text, candidates }, index) => ({
    path,
    before: text,
    ...toHarness(path, text, candidates, { file: index, mode }),
  }));
  const problems = await workspace.apply(harnesses.map(({ path, before, text }) => ({ path, before, after: text })));
  if (problems.length > 0) {
    await workspace.reset();
    return [];
  }
  const settings = `export ASSAY_REPAIR={scratch} ASSAY_REPAIR_MS=${Math.round(budgetMs)} ASSAY_REPAIR_LANES=${cores}`;
  const result = await workspace.run(
    {
      command: { type: "shell", line: `${settings}\n${toLanes(failing?.command ?? "false", cores)}` },
      timeoutMs: policy.limits.commandSeconds * 1000 + budgetMs * 3,
      outputLimit: OUTPUT_LIMIT,
      env: TOOL_ENV,
    },
    signal,
  );
  await workspace.reset();
  return [...result.scratch].flatMap(([name, text]) =>
    /(?:^|\/)found-[^/]*\.json$/u.test(name) ? toReport(text, harnesses) : [],
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** A report as the driver writes it, which ran beside foreign code: every part is looked at. */
export function toReport(
  text: string,
  harnesses: readonly { readonly lines: readonly number[] }[] = [],
): readonly FastReport[] {
  const json = parseJson(text);
  if (!json.ok || !isRecord(json.value)) return [];
  const { value } = json;
  const pairs = (entry: unknown): (readonly [number, number])[] =>
    listOf(entry).flatMap((pair) => {
      const [file, id] = listOf(pair);
      return typeof file === "number" && typeof id === "number" ? [[file, id] as const] : [];
    });
  return [
    {
      tests: listOf(value["tests"]).flatMap((entry) => {
        const [name, ok] = listOf(entry);
        return typeof name === "string" && typeof ok === "boolean" ? [{ name, ok }] : [];
      }),
      plausible: listOf(value["plausible"])
        .map(pairs)
        .filter((ids) => ids.length > 0),
      partial: listOf(value["partial"]).flatMap((entry) => {
        const [ids, mended] = listOf(entry);
        const places = listOf(mended).filter((place) => typeof place === "number");
        return places.length > 0 && pairs(ids).length > 0 ? [{ ids: pairs(ids), mended: places }] : [];
      }),
      left: value["left"] === true,
      escaped: value["escaped"] === true,
      units: toPair(value["units"]),
      reached: listOf(value["spectrum"]).flatMap((entry) => {
        const [file, places] = listOf(entry);
        return typeof file === "number" ? toReached(file, listOf(places), harnesses[file]?.lines ?? []) : [];
      }),
      tried: typeof value["tried"] === "number" ? value["tried"] : 0,
      ms: typeof value["ms"] === "number" ? value["ms"] : 0,
      problem: typeof value["problem"] === "string" ? value["problem"] : "",
      calls: listOf(value["args"]).flatMap((entry) => {
        const [file, calls] = listOf(entry);
        return typeof file === "number" ? listOf(calls).flatMap((call) => toRecordedCall(file, call) ?? []) : [];
      }),
    },
  ];
}

function toPair(value: unknown): readonly [number, number] {
  const [failed, passed] = listOf(value);
  return [typeof failed === "number" ? failed : 0, typeof passed === "number" ? passed : 0];
}

function toReached(file: number, places: readonly unknown[], lines: readonly number[]): FastReport["reached"] {
  return places.flatMap((entry) => {
    const [place, failed, passed] = listOf(entry);
    const line = typeof place === "number" ? lines[place] : undefined;
    return line === undefined || typeof failed !== "number" || typeof passed !== "number"
      ? []
      : [{ file, line, failed, passed }];
  });
}

/** The candidates of an id list, or undefined where one is unknown. */
export function candidatesOf(
  ids: readonly (readonly [number, number])[],
  files: readonly SearchedFile[],
): readonly { readonly file: SearchedFile; readonly candidate: RepairCandidate }[] | undefined {
  const found = ids.map(([index, id]) => {
    const file = files[index];
    const candidate = file?.candidates.find((one) => one.id === id);
    return file === undefined || candidate === undefined ? undefined : { file, candidate };
  });
  return found.every((one) => one !== undefined) ? found : undefined;
}
