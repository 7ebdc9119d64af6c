/**
 * How well the static gates tell right from wrong, and what they and the sandbox cost. Every corpus is made here, from the providers'
 * published formats, from the packages that are installed, and by planting edits; the gates see it as candidates.
 */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { dependencyGate } from "../src/check/gates/dependency.ts";
import { licenseGate } from "../src/check/gates/license.ts";
import { secretsGate } from "../src/check/gates/secrets.ts";
import { tamperGate } from "../src/check/gates/tamper.ts";
import type { CopyIndex } from "../src/check/license/copy-index.ts";
import { buildCopyIndex } from "../src/check/license/copy-index.ts";
import { toContext } from "./gates/context.ts";
import type { CandidateFile } from "./gates/context.ts";
import { benignLines, installedFiles } from "./gates/installed.ts";
import type { InstalledFile } from "./gates/installed.ts";
import { functionsOf, reformatted, renamed } from "./gates/license-corpus.ts";
import type { PlantedFunction } from "./gates/license-corpus.ts";
import { createRandom } from "./gates/random.ts";
import type { Random } from "./gates/random.ts";
import { SECRET_ENCODINGS, SECRET_KINDS } from "./gates/secret-corpus.ts";
import { HONEST_EDITS } from "./gates/tamper-honest.ts";
import { WEAKENINGS } from "./gates/tamper-weakenings.ts";
import { median } from "./lib/measurement.ts";
import type { Measurement } from "./lib/measurement.ts";
import { run as runSandbox } from "./sandbox.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const BENIGN = 2000;
const PLANTED = 50;
const ORIGINAL = 200;
const GATES = [secretsGate, licenseGate, dependencyGate, tamperGate] as const;

/** How many of how many were reported. */
interface Count {
  reported: number;
  total: number;
}

const percent = ({ reported, total }: Count): number => (100 * reported) / total;

async function count(
  gate: (typeof GATES)[number],
  cases: Iterable<readonly CandidateFile[]>,
  index?: CopyIndex,
): Promise<Count> {
  const result: Count = { reported: 0, total: 0 };
  for (const files of cases) {
    const answer = await gate.check(toContext(files, index));
    if (answer.status !== "passed" && answer.status !== "failed") throw new Error(`${gate.name}: ${answer.status}`);
    result.total += 1;
    result.reported += answer.status === "failed" ? 1 : 0;
  }
  return result;
}

const asFile = (text: string): readonly CandidateFile[] => [
  { path: "src/added.ts", before: "// old\n", after: `// old\n${text}\n` },
];

/** Three secrets of each kind in each encoding. */
function* plantedSecrets(random: Random): Generator<readonly CandidateFile[]> {
  for (const kind of SECRET_KINDS) {
    for (const { write } of SECRET_ENCODINGS) {
      for (let copy = 0; copy < 3; copy += 1) yield asFile(write(kind, kind.make(random), random));
    }
  }
}

function pickFunctions(files: readonly InstalledFile[], random: Random, count: number): readonly PlantedFunction[] {
  const all = files.flatMap((file) => functionsOf(file, 8, 300));
  return Array.from({ length: count }, () => random.pick(all));
}

/** Functions of this repository, which nobody copied. */
async function ownFunctions(random: Random): Promise<readonly PlantedFunction[]> {
  const entries = await readdir(path.join(ROOT, "src"), { recursive: true, withFileTypes: true });
  const all: PlantedFunction[] = [];
  for (const entry of entries) {
    if (!entry.isFile() || !entry.name.endsWith(".ts")) continue;
    const file = path.join(entry.parentPath, entry.name);
    all.push(...functionsOf({ package: "own", path: file, text: await readFile(file, "utf8") }, 5, 150));
  }
  return Array.from({ length: Math.min(ORIGINAL, all.length) }, () => {
    const at = random.below(all.length);
    return all.splice(at, 1)[0] ?? { package: "own", path: "", text: "" };
  });
}

/** A candidate of 20 files of the size that source files have: this repository's own, each with a third of its lines new. */
async function ordinaryCandidate(): Promise<readonly CandidateFile[]> {
  const entries = await readdir(path.join(ROOT, "src"), { recursive: true, withFileTypes: true });
  const tests = await readdir(path.join(ROOT, "__tests__"), { recursive: true, withFileTypes: true });
  const files = [
    ...entries.filter((entry) => entry.name.endsWith(".ts")).slice(0, 15),
    ...tests.filter((entry) => entry.name.endsWith(".test.ts")).slice(0, 5),
  ];
  const candidate: CandidateFile[] = [];
  for (const entry of files) {
    const file = path.join(entry.parentPath, entry.name);
    const after = await readFile(file, "utf8");
    const before = after
      .split("\n")
      .filter((_, index) => index % 3 !== 0)
      .join("\n");
    candidate.push({ path: path.relative(ROOT, file).split(path.sep).join("/"), before, after });
  }
  return candidate;
}

/** Median milliseconds of all static gates on one candidate, each gate loaded already. */
async function staticMs(
  candidate: readonly CandidateFile[],
  index: CopyIndex,
): Promise<readonly (readonly [string, number])[]> {
  const times = new Map<string, number[]>(GATES.map(({ name }) => [name, []]));
  for (let round = 0; round < 12; round += 1) {
    for (const gate of GATES) {
      const start = performance.now();
      await gate.check(toContext(candidate, index));
      if (round > 1) times.get(gate.name)?.push(performance.now() - start);
    }
  }
  return [...times].map(([name, values]) => [name, median(values)]);
}

function row(name: string, { reported, total }: Count, goal: string): string {
  return `${name.padEnd(34)} ${String(reported).padStart(6)} of ${String(total).padStart(6)}  ${percent({ reported, total }).toFixed(2).padStart(7)} %  (goal ${goal})`;
}

/** Lines of the table and the keys of one group of figures. */
interface Part {
  readonly lines: readonly string[];
  readonly keys: Readonly<Record<string, number>>;
}

const MODULES = path.join(ROOT, "node_modules");

async function measureSecrets(random: Random): Promise<Part> {
  const planted = await count(secretsGate, plantedSecrets(random));
  const benign = await count(secretsGate, (await benignLines(MODULES, BENIGN, random)).map(asFile));
  const kinds = `${SECRET_KINDS.length} kinds in ${SECRET_ENCODINGS.length} encodings`;
  return {
    lines: [row(`secrets: ${kinds}`, planted, "≥ 95"), row("secrets: benign lines", benign, "≤ 0.5")],
    keys: { secrets_recall: percent(planted), secrets_false_positives: percent(benign) },
  };
}

async function measureTamper(): Promise<Part> {
  const weakened = await count(
    tamperGate,
    WEAKENINGS.map(({ files }) => files),
  );
  const honest = await count(
    tamperGate,
    HONEST_EDITS.map(({ files }) => files),
  );
  return {
    lines: [row("tamper: planted weakenings", weakened, "100"), row("tamper: honest edits", honest, "≤ 3")],
    keys: { tamper_recall: percent(weakened), tamper_false_positives: percent(honest) },
  };
}

async function measureLicense(
  random: Random,
  installed: readonly InstalledFile[],
  against: { readonly index: CopyIndex; readonly planted: number },
): Promise<Part> {
  const { index } = against;
  const planted = pickFunctions(installed, random, against.planted);
  const copies = (write: (text: string) => string): Promise<Count> =>
    count(
      licenseGate,
      planted.map(({ text }) => asFile(write(text))),
      index,
    );
  const verbatim = await copies((text) => text);
  const anew = await copies(reformatted);
  const names = await copies((text) => renamed(text, random));
  const own = await count(
    licenseGate,
    (await ownFunctions(random)).map(({ text }) => asFile(text)),
    index,
  );
  return {
    lines: [
      row("license: copied verbatim", verbatim, "≥ 95"),
      row("license: copied, reformatted", anew, "≥ 95"),
      row("license: copied, renamed", names, "≥ 80"),
      row("license: original functions", own, "≤ 1"),
    ],
    keys: {
      license_verbatim_recall: percent(verbatim),
      license_reformatted_recall: percent(anew),
      license_renamed_recall: percent(names),
      license_false_positives: percent(own),
    },
  };
}

async function measureTime(index: CopyIndex): Promise<Part> {
  const times = await staticMs(await ordinaryCandidate(), index);
  const total = times.reduce((sum, [, ms]) => sum + ms, 0);
  const shown = times.map(([name, ms]) => `${name} ${ms.toFixed(1)} ms`).join(", ");
  return {
    lines: ["", `static gates on a candidate of 20 files: ${shown}; together ${total.toFixed(1)} ms (goal < 50)`],
    keys: { static_gates_ms: total },
  };
}

/** What the sandbox adds to a launch: measured before the corpora are in memory, which every fork would have to copy. */
async function measureSandbox(): Promise<Part> {
  const { table, keys } = await runSandbox();
  const ms = keys["sandbox_ms"];
  if (typeof ms !== "number") throw new Error("the benchmark of the sandbox gave no sandbox_ms");
  return {
    lines: ["", table, `sandbox at level ${String(keys["level"])}: ${ms.toFixed(1)} ms added to a launch (goal < 40)`],
    keys: { sandbox_ms: ms },
  };
}

/** Another corpus of the same kind, and a larger one for licences, to see what a figure is worth. */
function readArguments(args: readonly string[]): { readonly seed: number; readonly planted: number } {
  const [seed = 20_240_601, planted = PLANTED] = args.map(Number);
  if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(planted) || planted < 1) {
    throw new Error("give no arguments, or a seed and the number of functions to plant, both whole numbers");
  }
  return { seed, planted };
}

/**
 * Precision and recall of the secrets, license and tamper gates, and the time that static gates and the sandbox take.
 * Arguments: `[SEED [PLANTED]]`.
 */
export async function run(args: readonly string[]): Promise<Measurement> {
  const { seed, planted } = readArguments(args);
  const random = createRandom(seed);
  const sandbox = await measureSandbox();
  const installed: InstalledFile[] = [];
  for await (const file of installedFiles(MODULES, /\.[cm]?js$/u, 60)) installed.push(file);
  const start = performance.now();
  const index = await buildCopyIndex(
    installed.map((file) => ({ ...file, path: `node_modules/${file.package}/${file.path}`, licence: "MIT" })),
  );
  const built = `index of ${installed.length} installed files: ${(performance.now() - start).toFixed(0)} ms, ${index.exact.length} + ${index.renamed.length} fingerprints`;
  const parts: readonly Part[] = [
    await measureSecrets(random),
    await measureLicense(random, installed, { index, planted }),
    await measureTamper(),
    await measureTime(index),
    sandbox,
  ];
  return {
    table: ["reported".padStart(48), ...parts.flatMap(({ lines }) => lines), built].join("\n"),
    keys: Object.fromEntries(parts.flatMap(({ keys }) => Object.entries(keys))),
  };
}
