import { ENGINE_CHOICES } from "./domain/engine-name.ts";
import type { Problem } from "./domain/errors.ts";
import { PUBLISH_MODES } from "./domain/policy.ts";
import { GITHUB_LIMITS } from "./domain/github-limits.ts";
import { FAIL_LEVELS, PHASES, readsBundles, type Settings } from "./domain/settings.ts";
import { TASK_ID, TASK_KINDS } from "./domain/task.ts";
import type { Parsed, RawSettings } from "./settings/raw.ts";
import { createReader, type Reader } from "./settings/reader.ts";
import type { SettingKey } from "./settings/setting-spec.ts";
import { SETTINGS } from "./settings/table.ts";

/** What the shell measured. */
export interface Surroundings {
  /** True in CI: a policy that is not committed is not read there. */
  readonly ci: boolean;
  /** Whether colour is wanted where no setting says otherwise. */
  readonly color: boolean;
}

function globProblems(place: string, globs: readonly string[]): readonly Problem[] {
  return globs
    .filter((glob) => /^!?(?:\/|[a-z]:)/iu.test(glob) || glob.split("/").includes(".."))
    .map((glob) => ({
      place,
      message: `${JSON.stringify(glob)} leaves the repository`,
      remedy: "Write the glob relative to the repository's root, for example src/**/*.ts.",
    }));
}

function revisionProblems(raw: RawSettings, settings: Pick<Settings, "base" | "head">): readonly Problem[] {
  return (["base", "head"] as const).flatMap((key) => {
    const value = settings[key];
    if (value === undefined || !/^-|\s/u.test(value)) return [];
    const place = raw.get(key)?.place ?? key;
    return [{ place, message: `${JSON.stringify(value)} is not a revision`, remedy: "Name a branch, tag or commit." }];
  });
}

function defaultOf(key: SettingKey): string {
  return SETTINGS.find((spec) => spec.key === key)?.default ?? "";
}

/** What the raw values say together: what one phase needs of the others. */
function phaseProblems(raw: RawSettings, settings: Settings): readonly Problem[] {
  return [...bundleProblems(raw, settings), ...shardProblems(raw, settings), ...undoProblems(raw, settings)];
}

/** A mistake in one of these would leave out work without a word. */
function shardProblems(raw: RawSettings, { only = [], manifestSha256 = [] }: Settings): readonly Problem[] {
  const digest = /^[0-9a-f]{64}$/u;
  return [
    ...only
      .filter((word) => !TASK_ID.test(word))
      .map((word) => ({
        place: raw.get("only")?.place ?? "only",
        message: `${JSON.stringify(word)} is not the id of a task`,
        remedy: "Write ids as assay plan shows them, for example fix-0123456789.",
      })),
    ...manifestSha256
      .filter((word) => !digest.test(word))
      .map((word) => ({
        place: raw.get("manifestSha256")?.place ?? "manifest-sha256",
        message: `${JSON.stringify(word)} is no SHA-256`,
        remedy: "Hand on the output manifest-sha256 of the phase propose.",
      })),
  ];
}

function bundleProblems(raw: RawSettings, { phase, bundle }: Settings): readonly Problem[] {
  const reads = readsBundles({ phase });
  if (reads && bundle === undefined) {
    const place = raw.get("phase")?.place ?? `assay ${phase}`;
    const message = phase === "publish" ? "publishing needs a bundle" : "there are no bundles to verify";
    return [{ place, message, remedy: "Name its directory: bundle (--bundle DIR)." }];
  }
  if (reads || bundle === undefined) return [];
  const place = raw.get("bundle")?.place ?? "bundle";
  return [
    {
      place,
      message: "only the phases verify and publish read a bundle",
      remedy: "Set phase to publish, or leave it out.",
    },
  ];
}

function undoProblems(raw: RawSettings, { phase, undo }: Settings): readonly Problem[] {
  if (phase === "undo" && undo === undefined) {
    const place = raw.get("phase")?.place ?? "assay undo";
    const remedy = "Name runs or commits: assay undo RUN|COMMIT…, or the input undo.";
    return [{ place, message: "there is nothing to take back", remedy }];
  }
  if (phase === "undo" || undo === undefined) return [];
  const place = raw.get("undo")?.place ?? "undo";
  return [{ place, message: "only the phase undo takes anything back", remedy: "Set phase to undo, or leave it out." }];
}

/** A text says what to build, not where. */
function specProblems(raw: RawSettings, { spec, paths }: Settings): readonly Problem[] {
  const [path, ...others] = paths;
  if (spec === undefined || (path !== undefined && others.length === 0 && !/[*?![\]]/u.test(path))) return [];
  const place = raw.get("spec")?.place ?? "spec";
  const remedy = "Name it: paths (--paths), for example --paths src/refund.ts.";
  return [{ place, message: "needs the one module that is to be written", remedy }];
}

function scopeProblems(raw: RawSettings, { all, hotspots }: Settings): readonly Problem[] {
  if (!all || hotspots !== true) return [];
  const place = raw.get("hotspots")?.place ?? "hotspots";
  return [
    { place, message: "hotspots are chosen among all files, so all has no part in it", remedy: "Give one of both." },
  ];
}

/** What failed tells what is worked on, once it has been run: nothing else can, and a plan runs nothing. */
function repairProblems(raw: RawSettings, settings: Settings): readonly Problem[] {
  const { failedRun, phase, all, hotspots, only, spec } = settings;
  if (failedRun !== true) return [];
  const place = raw.get("failedRun")?.place ?? "failed-run";
  const others = { all: all || undefined, hotspots, only, spec };
  const [other] = Object.entries(others).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (other !== undefined) {
    return [{ place, message: `what is worked on comes from what failed, and not from ${other}`, remedy: "Give one." }];
  }
  if (["all", "fix-ci", "propose", "publish"].includes(phase)) return [];
  const remedy = "Give it in the phases propose and publish.";
  return [{ place, message: `the phase ${phase} has no part in a repair of CI`, remedy }];
}

/** What is worked on. */
function readScope(
  reader: Reader,
): Pick<
  Settings,
  | "tasks"
  | "engine"
  | "base"
  | "head"
  | "all"
  | "paths"
  | "hotspots"
  | "failing"
  | "failedRun"
  | "spec"
  | "only"
  | "shards"
> {
  const tasks = reader.choices("tasks", TASK_KINDS);
  const engine = reader.choice("engine", ENGINE_CHOICES);
  const base = reader.text("base");
  const head = reader.text("head");
  const failing = reader.text("failing");
  const spec = reader.text("spec");
  const only = reader.list("only");
  const shards = reader.count("shards", GITHUB_LIMITS.matrixJobs);
  return {
    ...(tasks && { tasks }),
    ...(engine && { engine }),
    ...(base !== undefined && { base }),
    ...(head !== undefined && { head }),
    all: reader.flag("all") ?? false,
    ...(reader.flag("hotspots") === true && { hotspots: true }),
    paths: reader.list("paths"),
    ...(failing !== undefined && { failing }),
    ...(reader.flag("failedRun") === true && { failedRun: true }),
    ...(spec !== undefined && { spec }),
    ...(only.length > 0 && { only }),
    ...(shards !== undefined && { shards }),
  };
}

/** What becomes of it. */
function readEnd(
  reader: Reader,
): Pick<
  Settings,
  | "publish"
  | "phase"
  | "bundle"
  | "undo"
  | "manifestSha256"
  | "matrix"
  | "verdict"
  | "token"
  | "leg"
  | "out"
  | "report"
  | "sarif"
  | "failLevel"
> {
  const publish = reader.choice("publish", PUBLISH_MODES);
  const manifestSha256 = reader.list("manifestSha256");
  const matrix = reader.text("matrix");
  const verdict = reader.text("verdict");
  const token = reader.text("token");
  const leg = reader.text("leg");
  const bundle = reader.text("bundle");
  const undo = reader.list("undo");
  const out = reader.text("out");
  const report = reader.text("report");
  const sarif = reader.text("sarif");
  return {
    ...(publish && { publish }),
    phase: reader.choice("phase", PHASES) ?? "all",
    ...(bundle !== undefined && { bundle }),
    ...(undo.length > 0 && { undo }),
    ...(manifestSha256.length > 0 && { manifestSha256 }),
    ...(matrix !== undefined && { matrix }),
    ...(verdict !== undefined && { verdict }),
    ...(token !== undefined && { token }),
    ...(leg !== undefined && { leg }),
    ...(out !== undefined && { out }),
    ...(report !== undefined && { report }),
    ...(sarif !== undefined && { sarif }),
    failLevel: reader.choice("failLevel", FAIL_LEVELS) ?? "none",
  };
}

/** What becomes of the conversation with the model. */
function readModelPlaces(reader: Reader): Pick<Settings, "transcript" | "replay"> {
  const transcript = reader.text("transcript");
  const replay = reader.text("replay");
  return { ...(transcript !== undefined && { transcript }), ...(replay !== undefined && { replay }) };
}

/**
 * Raw values become settings, or all problems at once. Never throws. Empty texts count as absent, the way GitHub hands
 * over inputs that were not given.
 */
export function toSettings(raw: RawSettings, surroundings: Surroundings): Parsed<Settings> {
  const reader = createReader(raw);
  const settings: Settings = {
    repo: reader.text("repo") ?? defaultOf("repo"),
    policy: reader.text("policy") ?? defaultOf("policy"),
    ...readScope(reader),
    ...readEnd(reader),
    ...readModelPlaces(reader),
    json: reader.flag("json") ?? false,
    dryRun: reader.flag("dryRun") ?? false,
    verbose: reader.flag("verbose") ?? false,
    color: reader.flag("color") ?? surroundings.color,
    ci: surroundings.ci,
  };
  const problems = [
    ...reader.problems,
    ...globProblems(raw.get("paths")?.place ?? "paths", settings.paths),
    ...revisionProblems(raw, settings),
    ...phaseProblems(raw, settings),
    ...specProblems(raw, settings),
    ...scopeProblems(raw, settings),
    ...repairProblems(raw, settings),
  ];
  return problems.length === 0 ? { ok: true, value: settings } : { ok: false, problems };
}
