import type { Trial } from "../../../probe/explore/plans.ts";
import { sampleFiles, worksOnFiles } from "../../../probe/explore/working-files.ts";
import type { ProposeRequest } from "../../../ports.ts";
import { fitting, linesOfTests } from "./fit-limits.ts";
import { formatNewFile } from "./format-new-file.ts";
import type { Page } from "./page.ts";
import { renderFile, type FileRequest, type RenderedFile } from "./render-file.ts";

/** What tests are written of. */
export interface Writable {
  readonly page: Page;
  /** Text of the target, and names of properties that it reads of parsed JSON. */
  readonly text: string;
  readonly parsed: readonly string[];
  readonly trials: readonly Trial[];
  /** How much each trial shows. */
  readonly worth: ReadonlyMap<Trial, number>;
}

/** A rendered file with the text that the repository's own formatter made of it. */
export interface Written extends RenderedFile {
  readonly formatted: string;
  /** How many more tests there are than there is room for. */
  readonly dropped: number;
}

async function writeTests(
  request: ProposeRequest,
  { page, text, parsed }: Writable,
  trials: readonly Trial[],
): Promise<Written | string> {
  const { target } = request.task;
  const files = worksOnFiles(text) ? sampleFiles(parsed) : "none";
  const wanted: FileRequest = { ...page, target, trials, files };
  const { extendFile } = await import("./extend-file.ts");
  const file = page.existing === undefined ? renderFile(wanted) : extendFile(wanted, { text: page.existing });
  if (file === undefined) return `${page.testPath} shows already what could be added for ${target}`;
  if (file.cases.length === 0) return `no call of ${target} is left that a test can assert`;
  return { ...file, dropped: 0, formatted: await formatNewFile(request, page.testPath, file.text, page.existing) };
}

/** Times that tests are chosen for a limit: constants and imports go with them, and a formatter makes other lines of them. */
const FITTINGS = 4;
/** A file that leaves no more than this part of its lines unused is full. */
const SPARE = 0.05;

/** The tests that show most within the policy's limit of lines; a text: why there are none. */
export async function writeWithin(
  request: ProposeRequest,
  writable: Writable,
  most = request.policy.limits.lines,
): Promise<Written | string> {
  const { countChanges } = await import("../../../code/line-diff.ts");
  const { page, trials, worth } = writable;
  const linesOf = ({ formatted }: Written): number => {
    const { added, removed } = countChanges(page.existing ?? "", formatted);
    return added + removed;
  };
  const whole = await writeTests(request, writable, trials);
  if (typeof whole === "string" || linesOf(whole) <= most) return whole;
  let room = most - Math.max(0, linesOf(whole) - linesOfTests(whole.cases));
  let best: Written | undefined;
  for (let round = 0; round < FITTINGS; round += 1) {
    const kept = fitting(whole.cases, worth, Math.max(room, most / FITTINGS));
    const chosen = trials.filter((trial) => kept.has(trial));
    const written = kept.size === 0 ? "nothing fits" : await writeTests(request, writable, chosen);
    if (typeof written === "string") break;
    const spare = most - linesOf(written);
    if (spare >= 0 && written.cases.length > (best?.cases.length ?? 0)) best = written;
    if (spare >= 0 && spare <= most * SPARE) break;
    room += spare;
  }
  return best === undefined ? whole : { ...best, dropped: whole.cases.length - best.cases.length };
}
