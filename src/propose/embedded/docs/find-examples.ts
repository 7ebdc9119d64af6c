import type { Declaration } from "../../../code/docs/declaration.ts";
import type { ProposeRequest } from "../../../ports.ts";
import { createProber } from "../../../probe/prober.ts";
import { runExamples, type ExampleRun } from "../../../probe/run-examples.ts";
import { chooseExamples, type Offers } from "./choose-examples.ts";
import type { DocStyle } from "./doc-style.ts";
import type { DocsWriterOptions } from "./docs-writer.ts";

/** Examples by declaration, and what is to be said about those that are missing. */
export interface FoundExamples {
  readonly examples: ReadonlyMap<string, readonly string[]>;
  readonly notes: readonly string[];
}

/** Share of the search's time that goes into finding calls. */
const SHARE = 0.4;

interface Page {
  readonly text: string;
  readonly style: DocStyle;
  /** Declarations that want one. */
  readonly lacking: readonly Declaration[];
}

/** Calls that were executed, for the declarations that have no comment; those that do not hold when they are run again are left out. */
export async function findExamples(
  request: ProposeRequest,
  page: Page,
  options: DocsWriterOptions,
): Promise<FoundExamples> {
  const prober = createProber({ workspace: request.workspace, signal: request.signal });
  const offers = await offersFrom(request, page, options, prober);
  await prober[Symbol.asyncDispose]();
  if (typeof offers === "string") return { examples: new Map(), notes: [offers] };
  return { examples: await confirm(request, offers), notes: [] };
}

async function offersFrom(
  { task, workspace }: ProposeRequest,
  { text, style, lacking }: Page,
  { monotonic, searchMs }: DocsWriterOptions,
  prober: ReturnType<typeof createProber>,
): Promise<Offers | string> {
  const { readModuleInputs } = await import("../../../code/inputs/module-inputs.ts");
  const { wholeName } = await import("../../../code/docs/example-program.ts");
  const started = monotonic();
  const shape = await prober.describe(task.target);
  if (shape.type === "failed") return `No examples: the module cannot be loaded by itself (${shape.reason}).`;
  return chooseExamples({
    prober,
    module: task.target,
    shape,
    inputs: readModuleInputs(workspace.root, task.target),
    points: await prober.points(task.target),
    wanted: new Set(lacking.map(({ name }) => name)),
    style,
    whole: wholeName(task.target, text),
    expired: () => monotonic() - started > searchMs * SHARE,
  });
}

/** An example that is read a second time: what then comes out differently depends on what was called before. */
function twice(lines: readonly string[]): readonly string[] {
  const [, name] = /^const ([\w$]+) = /u.exec(lines[0] ?? "") ?? [];
  if (name === undefined) return [...lines, ...lines];
  const again = new RegExp(`(?<![.\\w$])${name.replaceAll("$", "\\$")}(?![\\w$])`, "gu");
  return [...lines, ...lines.map((line) => line.replaceAll(again, () => `${name}Again`))];
}

/** Runs what was chosen as it will be read, and once more behind itself; of each declaration the first that holds. */
async function confirm(request: ProposeRequest, offers: Offers): Promise<ReadonlyMap<string, readonly string[]>> {
  const all = [...offers].flatMap(([name, examples]) => examples.map((lines) => ({ name, lines })));
  const runs = await runExamples(
    request,
    request.task.target,
    all.flatMap(({ lines }) => [lines.join("\n"), twice(lines).join("\n")]),
  );
  const found = new Map<string, readonly string[]>();
  for (const [index, { name, lines }] of all.entries()) {
    const holds = runs.slice(index * 2, index * 2 + 2).every(isTrue);
    if (holds && !found.has(name)) found.set(name, lines);
  }
  return found;
}

function isTrue(run: ExampleRun): boolean {
  return run.type === "ran" && run.remarks.length > 0 && run.remarks.every(({ ok }) => ok);
}
