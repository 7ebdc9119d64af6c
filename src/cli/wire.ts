/** Puts the run together with the adapters: the one place where both are known. */
import { createHash, randomUUID } from "node:crypto";
import { availableParallelism, homedir } from "node:os";
import path from "node:path";
import { createFileStore } from "../adapters/files/file-store.ts";
import { createLocalStateStore } from "../adapters/git/state-ref.ts";
import { createRepository } from "../adapters/git/repository.ts";
import { createInstalledFiles } from "../adapters/installed/installed-files.ts";
import { createLocalUndoer } from "../adapters/local/local-publisher.ts";
import type { IsolationLevel } from "../domain/command.ts";
import { createTokenCounter } from "../adapters/tokenizer/tokenizer.ts";
import { ConfigError, renderProblem } from "../domain/errors.ts";
import type { Publication } from "../domain/publication.ts";
import type { Report } from "../domain/report.ts";
import { detectTools } from "../policy/detect/detect-tools.ts";
import { initFiles } from "../policy/init.ts";
import { parsePolicy } from "../policy/parse-policy.ts";
import { renderPolicy } from "../policy/render.ts";
import type { Clock, Repository } from "../ports.ts";
import { createEmbeddedEngine } from "../propose/embedded/engine.ts";
import { MANIFEST_FILE } from "../publish/to-bundle.ts";
import { renderJson, toReportJson, type PlanDocument } from "../report/to-report-json.ts";
import type { RunDependencies } from "../run/dependencies.ts";
import { loadPolicy, readFacts, readPolicyText } from "../run/load-policy.ts";
import { toSubjectRequest } from "../run/subject-request.ts";
import { runPlan } from "../run/run-plan.ts";
import type { Environment } from "../settings/inputs.ts";
import { VERSION } from "../version.ts";
import type {
  Application,
  Diagnosis,
  InitAnswer,
  PublishAnswer,
  RunAnswer,
  Use,
  Validation,
  VerifyAnswer,
} from "./application.ts";
import { createPublisher } from "./create-publisher.ts";
import { checkBundleDirectory, clearBundleDirectory } from "./bundle-directory.ts";
import { checkWritablePlace } from "./writable-place.ts";
import { toGitHubParts } from "./github-parts.ts";
import { openModel, sleep } from "./open-model.ts";
import { toRunOrigin } from "./to-run-origin.ts";
import { readAsked } from "./read-asked.ts";
import { writeInit } from "./write-init.ts";

/** Where a bundle goes when nothing is said. */
const BUNDLE_DIRECTORY = "assay-bundle";
/** More lanes than this only wait for each other's disk. */
const MAX_LANES = 4;

const CLOCK: Clock = {
  monotonic: () => performance.now(),
  now: () => new Date(),
};

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** The weakest fence that the policy of the base commit allows. */
async function readMinimum(repository: Repository, { settings }: Use): Promise<IsolationLevel> {
  const subject = await repository.subject(toSubjectRequest(settings));
  return (await loadPolicy(repository, settings, subject, digest)).policy.sandbox.minimum;
}

/** What holds nothing, since nothing is to be run: publishing needs no fence, and has none that could be forgotten. */
const NOTHING_RUNS = {
  level: "L0",
  run: () => Promise.reject(new Error("the phase publish executes nothing, but a command was to be run")),
} as const;

function openRepository(use: Use, env: Environment, told = new Set<string>()): Promise<Repository> {
  const opened: Promise<Repository> = createRepository({
    directory: use.settings.repo,
    env,
    // Measuring a sandbox launches Node: only where commands are going to run.
    sandbox: async (known) => {
      if (use.settings.phase === "publish") return NOTHING_RUNS;
      const repository = await opened;
      const minimum = known ?? (await readMinimum(repository, use));
      const { createSandbox } = await import("../adapters/sandbox/sandbox.ts");
      return createSandbox({ env, minimum, hidden: [repository.root] });
    },
    onNote: (message) => {
      if (!told.has(message)) use.events.emit({ type: "note", message });
      told.add(message);
    },
  });
  return opened;
}

/** Where things are kept between runs: the user's own cache directory (XDG base directory specification). */
function toCacheDirectory(env: Environment): string {
  const configured = env["XDG_CACHE_HOME"] ?? "";
  return path.join(path.isAbsolute(configured) ? configured : path.join(homedir(), ".cache"), "assay");
}

async function gather(use: Use, env: Environment): Promise<RunDependencies> {
  const told = new Set<string>();
  const earlier = use.github ?? use.earlier;
  const repository = await openRepository(use, env, told);
  const origin = toRunOrigin(env);
  const files = createFileStore(randomUUID);
  const lanes = Math.min(MAX_LANES, availableParallelism());
  return {
    repository,
    engines: [createEmbeddedEngine({ monotonic: () => CLOCK.monotonic(), lanes })],
    openModel: (policy) => openModel(policy, env, use.events),
    tokenCounter: createTokenCounter,
    sleep,
    random: Math.random,
    publisherFor: (mode) => createPublisher(mode, use, repository.root, env),
    ...(use.github !== undefined && toGitHubParts(use.github, use.settings)),
    ...(origin && { origin }),
    history: async () =>
      (await import("../adapters/git/history.ts")).createHistory({ directory: repository.root, env }),
    complexityOf: async (file, text) => (await import("../code/complexity.ts")).complexityOf(file, text),
    state: earlier?.state ?? createLocalStateStore({ directory: repository.root, env, isThrowAway: use.settings.ci }),
    ...(use.earlier && { endedPulls: use.earlier.endedPulls, failedJobs: use.earlier.failedJobs }),
    ...(use.failedRun && { failedRun: use.failedRun }),
    files,
    installed: createInstalledFiles({ root: repository.root, cache: toCacheDirectory(env), env }),
    environment: env,
    ...(use.settings.spec !== undefined && { asked: await readAsked(use.settings.spec) }),
    events: use.events,
    clock: CLOCK,
    version: VERSION,
    digest,
    lanes,
    signal: use.signal,
    notes: () => [...told],
  };
}

/** What will be written at the end has a place to go to. */
async function checkPlaces({ settings: { report, sarif, out } }: Use): Promise<void> {
  if (report !== undefined) await checkWritablePlace({ place: "report (--report)", path: report, kind: "file" });
  if (sarif !== undefined) await checkWritablePlace({ place: "sarif (--sarif)", path: sarif, kind: "file" });
  if (out !== undefined) await checkWritablePlace({ place: "out (--out)", path: out, kind: "directory" });
}

async function writeReport({ settings }: Use, { files }: RunDependencies, report: Report): Promise<string | undefined> {
  if (settings.report === undefined) return undefined;
  const { dir, base } = path.parse(path.resolve(settings.report));
  const directory = await files.writeAll(dir, new Map([[base, renderJson(toReportJson(report))]]));
  return path.join(directory, base);
}

async function writeSarif({ settings }: Use, { files }: RunDependencies, report: Report): Promise<void> {
  if (settings.sarif === undefined) return;
  const { dir, base } = path.parse(path.resolve(settings.sarif));
  const { toSarif } = await import("../publish/to-sarif.ts");
  await files.writeAll(dir, new Map([[base, renderJson(toSarif(report))]]));
}

async function run(use: Use, env: Environment): Promise<RunAnswer> {
  const { settings } = use;
  await checkPlaces(use);
  const dependencies = await gather(use, env);
  if (settings.phase !== "propose") {
    const { report } = await (await import("../run.ts")).runAll(settings, dependencies);
    const reportFile = await writeReport(use, dependencies, report);
    await writeSarif(use, dependencies, report);
    return { report, ...(reportFile !== undefined && { reportFile }) };
  }
  const out = path.resolve(settings.out ?? BUNDLE_DIRECTORY);
  await checkBundleDirectory(out);
  const { report, bundle } = await (await import("../run.ts")).runPropose(settings, dependencies);
  const reportFile = await writeReport(use, dependencies, report);
  await writeSarif(use, dependencies, report);
  const answer = { report, ...(reportFile !== undefined && { reportFile }) };
  if (settings.dryRun || bundle.size === 0) return answer;
  await clearBundleDirectory(out);
  const directory = await dependencies.files.writeAll(out, bundle);
  return { ...answer, bundle: directory, manifestSha256: digest(bundle.get(MANIFEST_FILE) ?? "") };
}

async function publish(use: Use, env: Environment): Promise<PublishAnswer> {
  const dependencies = await gather(use, env);
  const files = await dependencies.files.readAll(use.settings.bundle ?? "");
  return (await import("../run.ts")).runPublish(use.settings, dependencies, files);
}

async function verify(use: Use, env: Environment): Promise<VerifyAnswer> {
  await checkPlaces(use);
  const dependencies = await gather(use, env);
  const files = await dependencies.files.readAll(use.settings.bundle ?? "");
  const { report, verdict } = await (await import("../run.ts")).runVerify(use.settings, dependencies, files);
  const reportFile = await writeReport(use, dependencies, report);
  return { report, verdict, ...(reportFile !== undefined && { reportFile }) };
}

async function undo(use: Use, env: Environment): Promise<Publication> {
  const { settings, events, github } = use;
  const [{ runUndo }, { createHistory }] = await Promise.all([
    import("../run/undo.ts"),
    import("../adapters/git/history.ts"),
  ]);
  const repository = await openRepository(use, env);
  const directory = repository.root;
  return runUndo(settings, {
    repository,
    history: await createHistory({ directory, env }),
    undoer: github === undefined ? createLocalUndoer({ directory, env }) : github.undoer(directory),
    events,
    clock: CLOCK,
    ...(github !== undefined && { runAddress: github.scene.run.url }),
  });
}

async function plan(use: Use, env: Environment): Promise<PlanDocument> {
  return runPlan(use.settings, await gather(use, env));
}

/** The policy of the working tree, as its author has it before the eyes; with a base, the one of that commit. */
async function validate(use: Use, env: Environment): Promise<Validation> {
  const { settings } = use;
  const repository = await openRepository(use, env);
  const local = settings.base === undefined ? await repository.readWorkingTree(settings.policy) : undefined;
  const found =
    local === undefined
      ? await readPolicyText(repository, settings, await repository.subject(baseOf(use)))
      : ({ text: local, source: "working-tree" } as const);
  const parsed = found.source === "none" ? undefined : parsePolicy(found.text, settings.policy);
  return { place: settings.policy, source: found.source, problems: parsed?.ok === false ? parsed.problems : [] };
}

function baseOf({ settings: { base } }: Use): { readonly base?: string } {
  return base === undefined ? {} : { base };
}

async function policy(use: Use, env: Environment): ReturnType<Application["policy"]> {
  const repository = await openRepository(use, env);
  const effective = await loadPolicy(repository, use.settings, await repository.subject(baseOf(use)), digest);
  return { effective, text: renderPolicy(effective) };
}

async function init(use: Use, env: Environment): Promise<InitAnswer> {
  const repository = await openRepository(use, env);
  const { head } = await repository.subject({ base: "HEAD", head: "HEAD" });
  const files = initFiles(detectTools(await readFacts(repository, head, "tests")));
  if (use.settings.dryRun) return { files, end: "dry-run" };
  await writeInit(repository.root, files);
  return { files, end: "written" };
}

/** Outside a repository there are no tools to detect, but the sandbox can be measured all the same. */
async function readTools(use: Use, env: Environment): Promise<Pick<Diagnosis, "tools" | "notes">> {
  try {
    const repository = await openRepository(use, env);
    const { head } = await repository.subject({ base: "HEAD", head: "HEAD" });
    const detected = detectTools(await readFacts(repository, head, "tools"));
    const tools = Object.entries(detected.commands).map(([command, found]) => ({
      command,
      run: found.command.run,
      from: found.from,
    }));
    return { tools, notes: detected.notes.map(({ text }) => text) };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { tools: [], notes: error.problems.map(renderProblem) };
  }
}

async function doctor(use: Use, env: Environment): Promise<Diagnosis> {
  const [{ diagnoseSandbox }, { renderMechanism }] = await Promise.all([
    import("../adapters/sandbox/sandbox.ts"),
    import("../adapters/sandbox/mechanism.ts"),
  ]);
  const [sandbox, found] = await Promise.all([diagnoseSandbox({ env }), readTools(use, env)]);
  return {
    node: process.versions.node,
    isolation: sandbox.level,
    mechanisms: sandbox.measured.map(({ mechanism, level, findings }) => ({
      name: renderMechanism(mechanism),
      level,
      findings,
    })),
    remedies: sandbox.remedies,
    ...found,
  };
}

/** Everything that the shells can have done, over the real world. */
export function createApplication(env: Environment): Application {
  return {
    run: (use) => run(use, env),
    publish: (use) => publish(use, env),
    verify: (use) => verify(use, env),
    undo: (use) => undo(use, env),
    plan: (use) => plan(use, env),
    validate: (use) => validate(use, env),
    policy: (use) => policy(use, env),
    init: (use) => init(use, env),
    doctor: (use) => doctor(use, env),
  };
}
