import type { Suspicion as ToldSuspicion } from "../../../domain/proposal.ts";
import type { RepoPath } from "../../../domain/repo-path.ts";
import type { EntryPoint } from "../../../probe/explore/entry-points.ts";
import { endOf, type Trial } from "../../../probe/explore/plans.ts";
import { renderValue, type LiteralStyle } from "../../../probe/explore/render-literal.ts";
import type { Suspicion, Synthesis } from "./synthesize.ts";

const STYLE: LiteralStyle = { quote: '"', exported: (path) => path.join("."), callback: () => "() => …" };
const MOST_SUSPICIONS = 8;
const LONGEST = 160;

/** The call that shows a suspicion: `pieces([{ … }])`. */
function renderCall({ trial }: Suspicion): string {
  const { call, makers, before } = trial.scenario;
  const list = (args: readonly Parameters<typeof renderValue>[0][]): string =>
    args.map((arg) => renderValue(arg, STYLE) ?? "…").join(", ");
  const { point } = call;
  const named = (one: EntryPoint): string =>
    one.receiver === undefined ? `${one.type === "constructor" ? "new " : ""}${one.name}` : (one.member ?? "");
  const owner = makers.map((one) => `${named(one.point)}(${list(one.args)}).`).join("");
  const earlier = before.map((one) => `${one.point.member ?? ""}(${list(one.args)}); `).join("");
  const name = named(point);
  const text = `${owner}${earlier}${name}${point.type === "getter" ? "" : `(${list(call.args)})`}`;
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** A suspicion as one line with its reproduction: `pieces([{ … }]) gives NaN for ordinary arguments`. */
export function renderSuspicion(suspicion: Suspicion): string {
  const { what, line } = suspicion;
  return `${renderCall(suspicion)} ${what}${line === undefined ? "" : ` (line ${line})`}`;
}

/** Suspicions for the report, each at its place in the text of the target. */
export function toToldSuspicions(
  target: RepoPath,
  text: string,
  { suspicions }: Pick<Synthesis, "suspicions">,
): readonly ToldSuspicion[] {
  return suspicions.map((suspicion) => {
    const start = suspicion.trial.scenario.call.point.range?.start ?? 0;
    const line = suspicion.line ?? text.slice(0, start).split("\n").length;
    return { path: target, line, call: renderCall(suspicion), what: suspicion.what };
  });
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "100 %" : `${Math.floor((100 * part) / whole)} %`;
}

/** Which trials became tests. */
export interface Kept {
  readonly kept: readonly Trial[];
  /** How many more there were than lines that the policy allows. */
  readonly dropped: number;
  readonly mostLines: number;
}

/** What the tests are and how they came about, for the commit and the report. */
export function renderRationale(target: RepoPath, synthesis: Synthesis, { kept, dropped, mostLines }: Kept): string {
  const { suspicions, reached, points, killed, mutants, calls, trials } = synthesis;
  const tests = kept.length;
  const thrown = kept.filter((trial) => endOf(trial)?.outcome.type === "threw").length;
  const errors = thrown > 0 ? `, ${thrown} of them its errors` : "";
  const whole = `the smallest set of ${calls} calls tried that still reaches ${percent(reached, points)} of its statements, branches and functions and notices ${killed} of ${mutants} small changes to it`;
  const left = `what is left of ${trials.length} after those that a gate refused were taken out`;
  const most = `of ${calls} calls tried those that show most`;
  const lines = [
    `${tests} tests record what ${target} does today${errors}: ${tests + dropped < trials.length ? left : dropped > 0 ? most : whole}.`,
    "They show present behaviour, which is not proof that it is right.",
  ];
  if (dropped > 0)
    lines.push(
      `${dropped} more that show less are left out: with them more than ${mostLines} lines would change (limits.lines).`,
    );
  if (suspicions.length > 0) {
    lines.push(
      `Not asserted, because it looks like a mistake: ${suspicions.slice(0, MOST_SUSPICIONS).map(renderSuspicion).join("; ")}${suspicions.length > MOST_SUSPICIONS ? `; and ${suspicions.length - MOST_SUSPICIONS} more` : ""}.`,
    );
  }
  return lines.join(" ");
}
