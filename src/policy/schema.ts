import * as z from "zod/mini";
import { ISOLATION_LEVELS } from "../domain/command.ts";
import { ENGINE_CHOICES } from "../domain/engine-name.ts";
import type { GateLevel, GateName } from "../domain/gate.ts";
import { COVERAGE_FORMATS, DIAGNOSTIC_FORMATS, PUBLISH_MODES, TEST_FORMATS } from "../domain/policy.ts";
import type { FormatName } from "../domain/policy.ts";
import { TASK_KINDS } from "../domain/task.ts";
import { commandProblem, linePatternProblem } from "./command-line.ts";
import { approvalSchema } from "./approval.ts";
import { ciSchema } from "./ci.ts";
import { coverageGateSchema, sourceRootsSchema } from "./coverage-schema.ts";
import { docsSchema } from "./docs.ts";
import { refactorSchema } from "./refactor.ts";
import { repairSchema } from "./repair.ts";
import { pullRequestSchema } from "./pull-request.ts";
import { capsSchema, scheduleSchema } from "./schedule.ts";
import type { PatternProblem } from "./glob.ts";
import { globListSchema, globSchema } from "./glob-schema.ts";
import { budgetSchema, contextSchema, modelSchema } from "./model-schema.ts";
import { checkedBy, described } from "./schema-parts.ts";
import { spdxProblem } from "./spdx.ts";
import { templateProblem } from "./write-template.ts";

/** Gates that guard against harm: they may be advisory, never off. */
const NEVER_OFF: readonly GateName[] = ["scope", "size", "secrets", "tamper"];

const LEVELS = ["required", "advisory", "off"] as const satisfies readonly GateLevel[];

/** Least and greatest value of each limit; all are whole numbers. */
const LIMIT_BOUNDS = {
  tasks: [1, 10_000],
  attempts: [1, 20],
  files: [1, 1_000],
  lines: [1, 100_000],
  deletions: [0, 100_000],
  minutes: [1, 7_200],
  // The repository reads no larger text.
  "file-bytes": [1, 4_194_304],
  "command-seconds": [1, 21_600],
} as const;

type LimitKey = keyof typeof LIMIT_BOUNDS;

const LIMIT_DESCRIPTIONS: Readonly<Record<LimitKey, string>> = {
  tasks: "Most tasks of one run; the rest is skipped and listed.",
  attempts: "Most attempts at one task.",
  files: "Most files that one candidate may change.",
  lines: "Most added plus removed lines of one candidate.",
  deletions: "Most removed lines of one candidate.",
  minutes: "Wall clock of the whole run, in minutes.",
  "file-bytes": "Largest file that is worked on, in bytes.",
  "command-seconds": "Longest time that one command may take, in seconds.",
};

/** A pattern is read by the format `pattern`, and that format reads nothing without one. */
function checkPattern() {
  return z.check<{ readonly format?: FormatName; readonly pattern?: string }>(({ value, issues }) => {
    const { format, pattern } = value;
    if (format === "pattern" && pattern === undefined) {
      const params = { remedy: 'Add `pattern`, for example `pattern: "%f:%l:%c: %m"`' };
      issues.push({ code: "custom", input: format, path: ["format"], message: "has no pattern beside it", params });
    }
    if (pattern !== undefined && format !== undefined && format !== "pattern") {
      const params = { remedy: "Write `format: pattern`, or remove it" };
      issues.push({ code: "custom", input: pattern, path: ["pattern"], message: `is not read by ${format}`, params });
    }
  });
}

function commandParts(formats: readonly FormatName[]) {
  const line = z.string().check(z.maxLength(4_096), checkedBy(commandProblem));
  const fix = z.string().check(z.maxLength(4_096), checkedBy(commandProblem));
  const pattern = z.string().check(z.maxLength(1_024), checkedBy(linePatternProblem));
  return {
    run: described("Shell line; {files}, {tests}, {report} and {coverage} are replaced.", line),
    format: z.exactOptional(described("How the output is read; see docs/formats.md.", z.enum(formats))),
    fix: z.exactOptional(described("Shell line that mends {files} in place.", fix)),
    pattern: z.exactOptional(described("How one line of output reads, as in %f:%l:%c: %m.", pattern)),
  };
}

function commandSchema(what: string, formats: readonly FormatName[]) {
  return z.exactOptional(described(what, z.strictObject(commandParts(formats)).check(checkPattern())));
}

function coverageCommandSchema() {
  const parts = { ...commandParts(COVERAGE_FORMATS), "source-roots": z.exactOptional(sourceRootsSchema()) };
  const schema = z.strictObject(parts).check(checkPattern());
  return z.exactOptional(described("The test runner with coverage, as a report in {coverage}.", schema));
}

function commandsSchema() {
  const diagnostics = [...DIAGNOSTIC_FORMATS, "exit-code"] as const;
  const schema = z.strictObject({
    lint: commandSchema("The linter.", diagnostics),
    types: commandSchema("The type checker.", diagnostics),
    test: commandSchema("The test runner.", [...TEST_FORMATS, "exit-code"]),
    coverage: coverageCommandSchema(),
    format: commandSchema("The formatter's check.", diagnostics),
  });
  return described("The repository's own tools; each is detected when absent.", schema);
}

function levelSchema(gate: GateName) {
  const [required, advisory] = LEVELS;
  const levels = NEVER_OFF.includes(gate) ? z.enum([required, advisory]) : z.enum(LEVELS);
  return described("required: must pass. advisory: is told, does not stop. off: does not run.", levels);
}

function gateSchema(gate: GateName) {
  return z.exactOptional(z.union([levelSchema(gate), z.strictObject({ level: z.exactOptional(levelSchema(gate)) })]));
}

function mutationSchema() {
  const score = z.number().check(z.minimum(0), z.maximum(100));
  const seconds = z.int().check(z.minimum(1), z.maximum(3_600));
  const setting = z.strictObject({
    level: z.exactOptional(levelSchema("mutation")),
    "min-score": z.exactOptional(described("Percentage of the target's mutants that new tests have to notice.", score)),
    seconds: z.exactOptional(
      described("How long mutants of one target are tried; those left then are not counted.", seconds),
    ),
  });
  return z.exactOptional(z.union([levelSchema("mutation"), setting]));
}

function gatesSchema() {
  const schema = z.strictObject({
    scope: gateSchema("scope"),
    size: gateSchema("size"),
    secrets: gateSchema("secrets"),
    license: gateSchema("license"),
    dependency: gateSchema("dependency"),
    tamper: gateSchema("tamper"),
    syntax: gateSchema("syntax"),
    "docs-only": gateSchema("docs-only"),
    lint: gateSchema("lint"),
    types: gateSchema("types"),
    tests: gateSchema("tests"),
    coverage: z.exactOptional(z.union([levelSchema("coverage"), coverageGateSchema(levelSchema("coverage"))])),
    stability: z.exactOptional(
      z.union([
        levelSchema("stability"),
        z.strictObject({
          level: z.exactOptional(levelSchema("stability")),
          runs: z.exactOptional(
            described("How often new tests are run, in random order.", z.int().check(z.minimum(1), z.maximum(100))),
          ),
        }),
      ]),
    ),
    mutation: mutationSchema(),
    equivalence: z.exactOptional(
      z.union([
        levelSchema("equivalence"),
        z.strictObject({
          level: z.exactOptional(levelSchema("equivalence")),
          "min-coverage": z.exactOptional(
            described(
              "Percentage of the changed code that calls which can be compared have to reach.",
              z.number().check(z.minimum(0), z.maximum(100)),
            ),
          ),
          seconds: z.exactOptional(
            described("How long inputs are looked for.", z.int().check(z.minimum(1), z.maximum(3_600))),
          ),
        }),
      ]),
    ),
    failing: gateSchema("failing"),
  });
  return described("Level of each gate, or a mapping with its level and thresholds.", schema);
}

function tasksSchema(description: string) {
  return described(description, z.array(z.enum(TASK_KINDS)));
}

function ruleSchema() {
  const template = z.string().check(z.maxLength(1_024), checkedBy(templateProblem));
  return z.strictObject({
    paths: described("Globs from the root, in order; a glob with `!` takes out again.", globListSchema()),
    tasks: z.exactOptional(tasksSchema("Kinds of tasks for these paths; absent: those of the policy.")),
    write: z.exactOptional(
      described(
        "Paths that a task may write besides its target; {dir}, {name} and {ext} are the target's, {package} is the folder of its source root, {subdir} its folder below that root.",
        z.array(template).check(z.maxLength(16)),
      ),
    ),
    gates: z.exactOptional(gatesSchema()),
    publish: z.exactOptional(described("How changes of these paths are published.", z.enum(PUBLISH_MODES))),
  });
}

function limitSchema(name: LimitKey) {
  const [least, most] = LIMIT_BOUNDS[name];
  return z.exactOptional(described(LIMIT_DESCRIPTIONS[name], z.int().check(z.minimum(least), z.maximum(most))));
}

function limitsSchema() {
  const schema = z.strictObject({
    tasks: limitSchema("tasks"),
    attempts: limitSchema("attempts"),
    files: limitSchema("files"),
    lines: limitSchema("lines"),
    deletions: limitSchema("deletions"),
    minutes: limitSchema("minutes"),
    "file-bytes": limitSchema("file-bytes"),
    "command-seconds": limitSchema("command-seconds"),
  });
  return described("What a run and a candidate may use at most.", schema);
}

function licenseSchema() {
  const expressions = (description: string) =>
    described(description, z.array(z.string().check(checkedBy(spdxProblem))).check(z.maxLength(1_024)));
  const header = z.string().check(z.minLength(1), z.maxLength(4_096));
  const schema = z.strictObject({
    allow: z.exactOptional(expressions("SPDX expressions that an added dependency may have.")),
    deny: z.exactOptional(expressions("SPDX expressions that an added dependency must not have.")),
    header: z.exactOptional(described("Text that has to stand at the head of each new file.", header)),
  });
  return described("Licenses of what is added.", schema);
}

/** What is wrong with the form of a fingerprint of the secrets gate; undefined where it is well formed. */
function fingerprintProblem(text: string): PatternProblem | undefined {
  if (/^sha256-[0-9a-f]{16}$/u.test(text)) return undefined;
  const remedy = "Write one as the secrets gate shows it: `sha256-` and 16 hex digits";
  return { message: "is no fingerprint", remedy };
}

function secretsSchema() {
  const fingerprints = z.array(z.string().check(checkedBy(fingerprintProblem))).check(z.maxLength(1_024));
  const allow = described("Fingerprints of texts that look like secrets and are none.", fingerprints);
  return described("Secrets in added text.", z.strictObject({ allow: z.exactOptional(allow) }));
}

/** The schema of the policy file, built anew at each call: nothing happens when this file is loaded. */
export function policySchema() {
  const minimum = described("Weakest isolation of executed commands that is accepted.", z.enum(ISOLATION_LEVELS));
  return z.strictObject({
    version: described("Version of this format.", z.literal(1)),
    engine: z.exactOptional(described("Who makes proposals.", z.enum(ENGINE_CHOICES))),
    tasks: z.exactOptional(described("Kinds of tasks.", z.array(z.enum(TASK_KINDS)).check(z.minLength(1)))),
    commands: z.exactOptional(commandsSchema()),
    rules: z.exactOptional(
      described(
        "What may be done where; the first rule that matches a path wins.",
        z.array(ruleSchema()).check(z.minLength(1), z.maxLength(512)),
      ),
    ),
    protected: z.exactOptional(
      described(
        "Globs of paths that are never written; added to a built-in set that cannot be switched off.",
        z.array(globSchema("refused")).check(z.maxLength(512)),
      ),
    ),
    gates: z.exactOptional(gatesSchema()),
    limits: z.exactOptional(limitsSchema()),
    license: z.exactOptional(licenseSchema()),
    secrets: z.exactOptional(secretsSchema()),
    sandbox: z.exactOptional(
      described("How executed commands are fenced in.", z.strictObject({ minimum: z.exactOptional(minimum) })),
    ),
    publish: z.exactOptional(described("What happens to accepted changes.", z.enum(PUBLISH_MODES))),
    "pull-request": z.exactOptional(pullRequestSchema()),
    approval: z.exactOptional(approvalSchema()),
    ci: z.exactOptional(ciSchema()),
    schedule: z.exactOptional(scheduleSchema()),
    caps: z.exactOptional(capsSchema()),
    docs: z.exactOptional(docsSchema()),
    repair: z.exactOptional(repairSchema()),
    refactor: z.exactOptional(refactorSchema()),
    model: z.exactOptional(modelSchema()),
    budget: z.exactOptional(budgetSchema()),
    context: z.exactOptional(contextSchema()),
  });
}

/** The policy file's data once it is valid. */
export type PolicyFile = z.infer<ReturnType<typeof policySchema>>;
