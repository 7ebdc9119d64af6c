import type { Report } from "../../../src/domain/report.ts";
import { git } from "../../adapters/git/fixture.ts";
import { calls, type Call, type FakeModel } from "../../propose/model/fakes.ts";
import type { Place, Scenario } from "./fixture-run.ts";

/** For a machine that is busy with other things. */
export const LIMIT_MS = 240_000;
const MODEL = 'engine: model\nmodel: { provider: custom, base-url: "http://127.0.0.1:9/v1", name: m }\n';
const BUDGET = "budget: { tokens: 100000000 }\n";
/** Nothing of the repository is executed here. */
const SANDBOX = { level: "L3", run: () => Promise.reject(new Error("nothing was to be executed")) } as const;

export const policyOf = (tasks: string, more = ""): string =>
  `version: 1\ntasks: [${tasks}]\nrules: [{ paths: ["**"], tasks: [${tasks}], write: ["src/{name}.test.js"] }]\n${MODEL}${BUDGET}gates: { failing: off }\n${more}`;

/** Calls and lines of the attacker's. */
export const write = (file: string, text: string): Call => ({ name: "write", args: { path: file, text } });
export const read = (file: string): Call => ({ name: "read", args: { path: file } });
export const finish = (rationale = "Done."): Call => ({ name: "finish", args: { rationale, confidence: "high" } });
export const DECLINE = calls({ name: "decline", args: { reason: "enough" } });

export const UGLY = "export const a = 1; // UGLY\n";
export const FINE = "export const a = 1;\n";

/** The repository and a model; only `src/a.js` is worked on, and what is accepted is committed to the branch. */
export function compromised(model: FakeModel, parts: Partial<Scenario> = {}): Scenario {
  return {
    policy: policyOf("fix"),
    head: { "src/a.js": UGLY },
    model,
    sandbox: SANDBOX,
    ...parts,
    settings: { paths: ["src/a.js"], publish: "commit", ...parts.settings },
  };
}

/** Paths that differ between two states of the branch. */
export function published(root: string, before: string): readonly string[] {
  return git(root, ["diff", "--name-only", "-z", before, "feature"])
    .split("\0")
    .filter((name) => name !== "");
}

/** Runs once and tells what was published. */
export async function runOnce(place: Place): Promise<{ readonly report: Report; readonly paths: readonly string[] }> {
  const before = git(place.root, ["rev-parse", "feature"]).trim();
  const report = await place.run();
  return { report, paths: published(place.root, before) };
}

/** Everything that a model was sent. */
export const sent = ({ requests }: FakeModel): string => JSON.stringify(requests.map(({ messages }) => messages));
