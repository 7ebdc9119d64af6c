import { COMMAND_NAMES } from "../domain/policy.ts";
import { DEFAULT_LICENSES, DEFAULT_LIMITS, DEFAULT_TASKS } from "./defaults.ts";
import type { Detected } from "./detect/detect-tools.ts";
import { renderNote, renderOrigin } from "./render.ts";
import { renderList, renderScalar } from "./yaml-text.ts";

/** A file that `assay init` writes: repository path and text. */
export interface InitFile {
  readonly path: string;
  readonly text: string;
}

/** Released commits of the actions that the workflow uses, as public workflows pin them. */
const CHECKOUT = "actions/checkout@df4cb1c069e1874edd31b4311f1884172cec0e10 # v6.0.3";
const SETUP_NODE = "actions/setup-node@48b55a011bda9f5d6aeb4c2d9c7362e8dae4041e # v6.4.0";

function commandLines({ commands }: Detected): readonly string[] {
  const lines = COMMAND_NAMES.flatMap((name) => {
    const found = commands[name];
    if (found === undefined) return [`#   ${name}: { run: "…" }  # none found`];
    const { run, format, fix } = found.command;
    const parts = [`run: ${JSON.stringify(run)}`, `format: ${format}`];
    if (fix !== undefined) parts.push(`fix: ${JSON.stringify(fix)}`);
    return [`#   # ${renderOrigin({ type: "detected", from: found.from })}`, `#   ${name}: { ${parts.join(", ")} }`];
  });
  return [
    "# Found by itself in each run; remove the # to fix a command to what is written here.",
    "# commands:",
    ...lines,
  ];
}

function policyText(detected: Detected): string {
  const { tasks, attempts, files, lines, deletions, minutes } = DEFAULT_LIMITS;
  const own = detected.license?.spdx;
  const allow = own === undefined || DEFAULT_LICENSES.includes(own) ? DEFAULT_LICENSES : [...DEFAULT_LICENSES, own];
  return [
    "# What Assay may do in this repository. It is read from the base commit of a change, never from its head.",
    "version: 1",
    "",
    "# Kinds of tasks: tests, docs, fix, refactor, scaffold.",
    `tasks: ${renderList(DEFAULT_TASKS)}`,
    "",
    ...detected.notes.map(({ text }) => renderNote(text)),
    ...commandLines(detected),
    "",
    "# Where it may work. The first rule that matches a path wins; `!` takes out again.",
    "rules:",
    "  - paths:",
    ...detected.sources.globs.map((glob) => `      - ${renderScalar(glob)}`),
    "    # Where tests of a file go: {dir}, {name} and {ext} are that file's; {package} is the folder of its source root,",
    "    # {subdir} its folder below that root.",
    `    write: ${renderList(detected.tests.templates)}`,
    "",
    "# Never written, besides a built-in set: workflows, manifests, lockfiles, tool configuration, …",
    "protected: []",
    "",
    "# required, advisory or off; every gate is required where nothing is said.",
    "gates:",
    "  coverage: { min-delta: 0 }",
    "",
    "# files, lines and deletions are for one change; minutes for the whole run.",
    `limits: { tasks: ${tasks}, attempts: ${attempts}, files: ${files}, lines: ${lines}, deletions: ${deletions}, minutes: ${minutes} }`,
    "",
    "# Licenses that an added dependency may have.",
    "license:",
    `  allow: ${renderList(allow)}`,
    "",
    "# none, worktree, patch or commit.",
    "publish: patch",
    "",
  ].join("\n");
}

/** The runner's machines have Python, Go, Rust and Java; only Node's version is named. */
function setupLines({ packageManager: manager, language }: Detected): readonly string[] {
  const cached = manager?.name === "npm" && manager.from !== "package.json, without a lockfile";
  const node = [
    `      - uses: ${SETUP_NODE}`,
    "        with:",
    "          node-version: 24",
    ...(cached ? ["          cache: npm"] : []),
  ];
  return [
    ...(language === "javascript" ? node : []),
    ...(manager?.install ?? []).map((line) => `      - run: ${line}`),
  ];
}

function workflowText(detected: Detected): string {
  return [
    "name: assay",
    "",
    "on:",
    "  pull_request:",
    "",
    "# It only reads: what passes the gates is left as a patch. Publishing needs more, and says so.",
    "permissions:",
    "  contents: read",
    "",
    "concurrency:",
    "  group: assay-${{ github.ref }}",
    "  cancel-in-progress: true",
    "",
    "jobs:",
    "  assay:",
    "    runs-on: ubuntu-latest",
    `    timeout-minutes: ${DEFAULT_LIMITS.minutes + 10}`,
    "    steps:",
    `      - uses: ${CHECKOUT}`,
    "        with:",
    "          # The merge base has to be there.",
    "          fetch-depth: 0",
    "          persist-credentials: false",
    ...setupLines(detected),
    "      - uses: OWNER/assay@SHA # replace OWNER, and SHA by the full commit id of a release",
    "        with:",
    "          policy: .github/assay.yml",
    "",
  ].join("\n");
}

/** The policy and the workflow for a repository as it was found. */
export function initFiles(detected: Detected): readonly InitFile[] {
  return [
    { path: ".github/assay.yml", text: policyText(detected) },
    { path: ".github/workflows/assay.yml", text: workflowText(detected) },
  ];
}
