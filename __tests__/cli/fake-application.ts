import type { Application, Diagnosis, Use } from "../../src/cli/application.ts";
import type { Problem } from "../../src/domain/errors.ts";
import type { EffectivePolicy } from "../../src/domain/policy.ts";
import { GATE_NAMES } from "../../src/domain/gate.ts";
import { makeReport } from "../report/reports.ts";

export const PROBLEM: Problem = { place: ".github/assay.yml:1:1", message: "unknown key x", remedy: "Remove it." };

const gates = Object.fromEntries(GATE_NAMES.map((name) => [name, { level: "required" as const }]));

const EFFECTIVE: EffectivePolicy = {
  policy: {
    version: 1,
    engine: "auto",
    tasks: ["fix"],
    commands: {},
    rules: [],
    protected: [],
    gates: gates as EffectivePolicy["policy"]["gates"],
    limits: {
      tasks: 1,
      attempts: 1,
      files: 1,
      lines: 1,
      deletions: 1,
      minutes: 1,
      fileBytes: 1,
      commandSeconds: 1,
    },
    license: { allow: [], deny: [] },
    sandbox: { minimum: "L0" },
    publish: "none",
  },
  origins: new Map([
    ["tasks", { type: "policy", line: 2 }],
    ["engine", { type: "default" }],
  ]),
  source: "base-commit",
  sha256: "d".repeat(64),
};

/** A machine with something to mend. */
export const DIAGNOSIS: Diagnosis = {
  node: "24.0.0",
  isolation: "L2",
  mechanisms: [
    {
      name: "namespaces",
      level: "L2",
      findings: [
        { probe: "network", held: "yes", detail: "no address answered" },
        { probe: "nesting", held: "no", detail: "a namespace inside was made" },
        { probe: "forks", held: "not-measured", detail: "needs a limit" },
      ],
    },
  ],
  remedies: ["Install bubblewrap."],
  tools: [{ command: "lint", run: "eslint .", from: "package.json" }],
  notes: [],
};

/** An application that answers at once; what it was asked is kept. */
export function createFakeApplication(overrides: Partial<Application> = {}): { application: Application; uses: Use[] } {
  const uses: Use[] = [];
  const report = makeReport();
  const answer =
    <T>(value: T) =>
    (use: Use): Promise<T> => {
      uses.push(use);
      return Promise.resolve(value);
    };
  const application: Application = {
    run: answer({ report, bundle: "/tmp/bundle", manifestSha256: "9".repeat(64), reportFile: "/tmp/report.json" }),
    publish: answer({
      publication: report.publication,
      counts: { tasks: 3, accepted: 1, rejected: 1, declined: 1, skipped: 5 },
    }),
    verify: answer({
      report,
      verdict: { schema: "assay/verdict@1" as const, bundles: [], kept: ["fix-0000000000"], dropped: [], tree: "" },
    }),
    undo: answer(report.publication),
    plan: answer({
      version: "0.1.0",
      subject: report.subject,
      policy: EFFECTIVE,
      plan: report.plan,
      matrix: { include: [{ shard: 1, only: "fix-0000000000" }] },
    }),
    validate: answer({ place: ".github/assay.yml", source: "base-commit" as const, problems: [] }),
    policy: answer({ effective: EFFECTIVE, text: "version: 1\n" }),
    init: answer({ files: [{ path: ".github/assay.yml", text: "version: 1\n" }], end: "dry-run" as const }),
    doctor: answer(DIAGNOSIS),
    ...overrides,
  };
  return { application, uses };
}
