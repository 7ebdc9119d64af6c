import { ENGINE_CHOICES } from "../domain/engine-name.ts";
import { PUBLISH_MODES } from "../domain/policy.ts";
import { FAIL_LEVELS, PHASES } from "../domain/settings.ts";
import { TASK_KINDS } from "../domain/task.ts";
import { COMMAND_NAMES, type Command } from "./commands.ts";
import { HANDED_ON } from "./handed-on.ts";
import type { SettingSpec } from "./setting-spec.ts";

const RUNS: readonly Command[] = ["run", "plan", "propose"];
const WORKS: readonly Command[] = ["run", "propose"];
const WRITES: readonly Command[] = ["run", "propose", "publish"];
const READS: readonly Command[] = ["verify", "publish"];

export const SETTINGS: readonly SettingSpec[] = [
  {
    key: "repo",
    flag: "--repo",
    input: "repo",
    type: { type: "text", placeholder: "DIR" },
    default: ".",
    brief: "the repository",
    description: "Directory of the repository to work on.",
    commands: COMMAND_NAMES,
  },
  {
    key: "policy",
    flag: "--policy",
    input: "policy",
    type: { type: "text", placeholder: "FILE" },
    default: ".github/assay.yml",
    brief: "policy, of the base commit",
    description:
      "Path of the policy file inside the repository. It is read from the base commit, so that a pull request cannot bring its own rules.",
    commands: [...RUNS, ...READS, "validate", "policy"],
  },
  {
    key: "tasks",
    flag: "--tasks",
    input: "tasks",
    type: { type: "choices", values: TASK_KINDS },
    brief: "only these kinds",
    description: "Kinds of task to plan, separated by commas. Absent: those of the policy.",
    commands: [...RUNS, "policy"],
  },
  {
    key: "engine",
    flag: "--engine",
    input: "engine",
    type: { type: "choice", values: ENGINE_CHOICES },
    brief: "who makes the proposals",
    description:
      "Who makes the proposals: `embedded` needs no network and no key, `model` asks a language model, `auto` picks per task. Absent: what the policy says.",
    commands: [...RUNS, "policy"],
  },
  {
    key: "base",
    flag: "--base",
    input: "base",
    type: { type: "text", placeholder: "REF" },
    brief: "compare with this revision",
    description:
      "Revision to compare with. Absent: the base of the pull request or the state before the push; in a terminal the default branch.",
    commands: [...RUNS, ...READS, "validate", "policy"],
  },
  {
    key: "head",
    flag: "--head",
    input: "head",
    type: { type: "text", placeholder: "REF" },
    brief: "the revision to work on",
    description: "Revision to work on. Absent: the head of the pull request or push; in a terminal HEAD.",
    commands: [...RUNS, ...READS],
  },
  {
    key: "all",
    flag: "--all",
    input: "all",
    type: { type: "flag" },
    default: "false",
    brief: "every file that a rule matches, changed or not",
    description: "Plan every file that a rule of the policy matches, not only changed ones.",
    commands: RUNS,
  },
  {
    key: "hotspots",
    flag: "--hotspots",
    input: "hotspots",
    type: { type: "flag" },
    brief: "the files that need it most, changed or not",
    description:
      "Plan the files with the highest hotspot score (churn × complexity × missing coverage), as many as `schedule.targets` of the policy says, and none that was tried before. Absent: true on the event `schedule`, else false.",
    commands: RUNS,
  },
  {
    key: "paths",
    flag: "--paths",
    input: "paths",
    type: { type: "list", placeholder: "GLOB…" },
    brief: "only targets that match",
    description: "Globs, separated by commas or line ends: plan only targets that match one of them.",
    commands: RUNS,
  },
  {
    key: "failing",
    flag: "--failing",
    input: "failing",
    type: { type: "text", placeholder: "COMMAND" },
    brief: "a red check that has to become green",
    description:
      "A command that fails now and has to succeed after the fixes. Absent in the phase `fix-ci`: the logs of the failed jobs tell which command of the policy it is.",
    commands: RUNS,
  },
  {
    key: "failedRun",
    input: "failed-run",
    type: { type: "flag" },
    brief: "",
    description:
      "Work on what failed in CI in two jobs: `propose` reads the logs (`actions: read`) and makes the repair with a token that can only read, `publish` publishes it, or comments why there is none. Give it in both. The phase `fix-ci` is the same in one job.",
    commands: [],
  },
  {
    key: "spec",
    flag: "--spec",
    input: "spec",
    type: { type: "text", placeholder: "FILE" },
    brief: "what is to be built, in words",
    description:
      "A file with what is to be built: a specification or an issue's text. The run is about nothing else; `paths` names the one module to write, and a rule of the policy has to allow scaffold for it.",
    commands: RUNS,
  },
  {
    key: "publish",
    flag: "--publish",
    input: "publish",
    type: { type: "choice", values: PUBLISH_MODES },
    brief: "what becomes of accepted edits",
    description:
      "What becomes of accepted edits: `none`, `worktree` (into the working tree, where the files are clean), `patch` (files in `out`), `commit` (on the branch of head), `pull-request` or `suggestions` (both in the action only). Absent: what the policy says.",
    commands: [...WRITES, "verify", "policy"],
  },
  {
    key: "phase",
    input: "phase",
    type: { type: "choice", values: PHASES },
    default: "all",
    brief: "",
    description:
      "Which part to run: `plan` executes nothing, `propose` ends with a bundle, `verify` runs the changes of several bundles together, `publish` verifies a bundle and publishes it, `undo` takes earlier runs back, `fix-ci` repairs what failed in a workflow run (of itself on the event `workflow_run`), `all` is everything in one go.",
    commands: [],
  },
  {
    key: "undo",
    input: "undo",
    type: { type: "list", placeholder: "RUN|COMMIT…" },
    brief: "",
    description:
      "What the phase `undo` takes back in one commit: runs (their address, or the number in it) or commits of Assay's, separated by commas or line ends.",
    commands: [],
  },
  ...HANDED_ON,
  {
    key: "token",
    input: "token",
    type: { type: "text", placeholder: "TOKEN" },
    default: "${{ github.token }}",
    brief: "",
    description:
      "Token for GitHub's API: shows a check run and publishes. What is pushed with the job's own token starts no workflows; give an App's where it has to. Empty: GitHub is not called.",
    commands: [],
  },
  {
    key: "leg",
    input: "leg",
    type: { type: "text", placeholder: "JSON" },
    default: "${{ toJSON(matrix) }}",
    brief: "",
    description:
      "Tells the legs of a matrix from each other: each has a check run of its own and counts by itself. Leave it as it is.",
    commands: [],
  },
  {
    key: "out",
    flag: "--out",
    input: "out",
    type: { type: "text", placeholder: "DIR" },
    brief: "where bundle and patches are written",
    description:
      "Directory for the bundle of `propose` or the files of `patch`. Absent: `assay-bundle` or `assay-patches`, in the action inside the runner's temporary directory.",
    commands: WRITES,
  },
  {
    key: "report",
    flag: "--report",
    input: "report",
    type: { type: "text", placeholder: "FILE" },
    brief: "also write the report as JSON",
    description: "File that the report is written to as JSON (`schema/report.schema.json`).",
    commands: [...WRITES, "verify"],
  },
  {
    key: "transcript",
    flag: "--transcript",
    input: "transcript",
    type: { type: "text", placeholder: "DIR" },
    brief: "save each exchange with the model there",
    description:
      "Directory that every request to the model and its reply are saved in, one JSON file each, secrets taken out. Nothing else shows prompts or replies.",
    commands: WORKS,
  },
  {
    key: "replay",
    flag: "--replay",
    input: "replay",
    type: { type: "text", placeholder: "DIR" },
    brief: "answer from a transcript, without network",
    description:
      "Directory of a transcript that answers in the model's place: no network, no key, and the same proposals as when it was recorded.",
    commands: WORKS,
  },
  {
    key: "sarif",
    flag: "--sarif",
    input: "sarif",
    type: { type: "text", placeholder: "FILE" },
    brief: "also write SARIF for code scanning",
    description: "File that accepted changes, with their fixes, and rejected tasks are written to as SARIF 2.1.0.",
    commands: WORKS,
  },
  {
    key: "failLevel",
    flag: "--fail-level",
    input: "fail-level",
    type: { type: "choice", values: FAIL_LEVELS },
    default: "none",
    brief: "which end of a run exits with code 1",
    description:
      "Which end of a run counts as a finding and fails the step: `none`, `rejected` (a task was rejected or publishing was refused) or `any` (any task had work to do).",
    commands: [...WRITES, "verify"],
  },
  {
    key: "json",
    flag: "--json",
    type: { type: "flag" },
    default: "false",
    brief: "one JSON document on standard output",
    description: "Print the result as one JSON document on standard output.",
    commands: [...RUNS, ...READS, "undo", "validate", "policy", "doctor"],
  },
  {
    key: "dryRun",
    flag: "--dry-run",
    input: "dry-run",
    type: { type: "flag" },
    default: "false",
    brief: "publish nothing, write nothing",
    description: "Do everything but the write at the end, and say what it would have been.",
    commands: [...WORKS, "publish", "undo", "init"],
  },
  {
    key: "verbose",
    flag: "--verbose",
    input: "verbose",
    type: { type: "flag" },
    default: "false",
    brief: "tell every command that is run",
    description: "Tell every command that is run, with its duration.",
    commands: [...RUNS, ...READS, "undo"],
  },
  {
    key: "color",
    flag: "--no-color",
    type: { type: "flag" },
    brief: "plain text (also: NO_COLOR, FORCE_COLOR)",
    description: "Print plain text. `NO_COLOR` and `FORCE_COLOR` are obeyed; colour is used on a terminal only.",
    commands: COMMAND_NAMES,
  },
];
