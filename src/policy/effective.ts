import type { IsolationLevel, ToolCommand } from "../domain/command.ts";
import type { EngineChoice } from "../domain/engine-name.ts";
import { GATE_NAMES } from "../domain/gate.ts";
import type { GateName } from "../domain/gate.ts";
import { COMMAND_NAMES } from "../domain/policy.ts";
import type {
  CommandName,
  EffectivePolicy,
  GateSetting,
  LicensePolicy,
  Limits,
  Origin,
  Policy,
  PublishMode,
  Rule,
} from "../domain/policy.ts";
import type { TaskKind } from "../domain/task.ts";
import { formatOf } from "./command-line.ts";
import { DEFAULT_LICENSES, DEFAULT_LIMITS, DEFAULT_TASKS, toDefaultGates } from "./defaults.ts";
import type { Detected } from "./detect/detect-tools.ts";
import { resolveModelKeys } from "./model-effective.ts";
import type { DocumentCommand, DocumentGates, PolicyDocument } from "./policy-document.ts";
import { resolveApproval } from "./approval.ts";
import { resolveCi } from "./ci.ts";
import { resolveDocs } from "./docs.ts";
import { resolveRefactor } from "./refactor.ts";
import { resolveRepair } from "./repair.ts";
import { resolvePullRequest } from "./pull-request.ts";
import { THRESHOLDS } from "./thresholds.ts";
import { resolveSchedule } from "./schedule.ts";

/** What the settings say in place of the policy. */
export interface PolicyOverrides {
  readonly tasks?: readonly TaskKind[];
  readonly engine?: EngineChoice;
  readonly publish?: PublishMode;
}

/** What the effective policy is made of. */
export interface PolicyParts {
  /** Absent where there is no policy file. */
  readonly document?: PolicyDocument;
  readonly detected: Detected;
  readonly overrides: PolicyOverrides;
  readonly source: EffectivePolicy["source"];
  /** SHA-256 of the policy text, hex. */
  readonly sha256: string;
}

type Gates = Readonly<Record<GateName, GateSetting>>;

/** Notes the origin of each value on the way. */
interface Resolution extends PolicyParts {
  readonly origins: Map<string, Origin>;
}

const BY_DEFAULT: Origin = { type: "default" };

function policyOrigin({ document }: Resolution, key: string): Origin {
  return { type: "policy", line: document?.lines.get(key) ?? 1 };
}

function fromDetection(from: string | undefined): Origin {
  return from === undefined ? BY_DEFAULT : { type: "detected", from };
}

/** The first value that exists: the setting's, the policy's, the default; and notes which it was. */
function resolve<Value>(
  resolution: Resolution,
  key: string,
  values: { readonly setting?: Value | undefined; readonly policy: Value | undefined; readonly fallback: Value },
): Value {
  const { setting, policy, fallback } = values;
  if (setting !== undefined) {
    resolution.origins.set(key, { type: "setting", name: key });
    return setting;
  }
  resolution.origins.set(key, policy === undefined ? BY_DEFAULT : policyOrigin(resolution, key));
  return policy ?? fallback;
}

/** How a command of the policy is read: as it says itself, or as its flags say. */
function resolveReading(
  resolution: Resolution,
  name: CommandName,
  { run, format, pattern, sourceRoots }: DocumentCommand,
): Pick<ToolCommand, "format" | "pattern" | "sourceRoots"> {
  const note = (part: string): void => {
    const key = `commands.${name}.${part}`;
    resolution.origins.set(key, policyOrigin(resolution, key));
  };
  if (sourceRoots !== undefined) note("source-roots");
  if (pattern !== undefined) note("pattern");
  return {
    ...(pattern === undefined ? { format: format ?? formatOf(name, run) } : { format: "pattern", pattern }),
    ...(sourceRoots === undefined ? {} : { sourceRoots }),
  };
}

function resolveCommand(resolution: Resolution, name: CommandName): ToolCommand | undefined {
  const own = resolution.document?.commands?.[name];
  const found = resolution.detected.commands[name];
  const { origins } = resolution;
  const key = `commands.${name}`;
  const detectedFix = found?.command.fix;
  if (own === undefined) {
    if (found === undefined) return undefined;
    for (const part of Object.keys(found.command)) origins.set(`${key}.${part}`, fromDetection(found.from));
    return found.command;
  }
  origins.set(`${key}.run`, policyOrigin(resolution, `${key}.run`));
  origins.set(
    `${key}.format`,
    own.format === undefined ? fromDetection(`${key}.run`) : policyOrigin(resolution, `${key}.format`),
  );
  const fix = own.fix ?? detectedFix;
  if (own.fix !== undefined) origins.set(`${key}.fix`, policyOrigin(resolution, `${key}.fix`));
  else if (found !== undefined && detectedFix !== undefined) origins.set(`${key}.fix`, fromDetection(found.from));
  return { run: own.run, ...(fix === undefined ? {} : { fix }), ...resolveReading(resolution, name, own) };
}

function resolveCommands(resolution: Resolution): Policy["commands"] {
  const commands: Partial<Record<CommandName, ToolCommand>> = {};
  for (const name of COMMAND_NAMES) {
    const command = resolveCommand(resolution, name);
    if (command !== undefined) commands[name] = command;
  }
  return commands;
}

/** One gate's setting over another's; notes the origins of what the upper one says below `key`. */
function overlay(resolution: Resolution, key: string, lower: GateSetting, upper: Partial<GateSetting>): GateSetting {
  const { origins, document } = resolution;
  const note = (part: string): void => {
    // `lint: off` has no line of its own for the level.
    const line = document?.lines.get(`${key}.${part}`) ?? document?.lines.get(key) ?? 1;
    origins.set(`${key}.${part}`, { type: "policy", line });
  };
  if (upper.level !== undefined) note("level");
  for (const [name, spelled] of THRESHOLDS) if (upper[name] !== undefined) note(spelled);
  return { ...lower, ...upper };
}

function resolveGates(resolution: Resolution): Gates {
  const gates: Record<GateName, GateSetting> = { ...toDefaultGates() };
  for (const name of GATE_NAMES) {
    const key = `gates.${name}`;
    resolution.origins.set(`${key}.level`, BY_DEFAULT);
    gates[name] = overlay(resolution, key, gates[name], resolution.document?.gates?.[name] ?? {});
  }
  return gates;
}

function ruleGates(resolution: Resolution, key: string, gates: Gates, own: DocumentGates): Rule["gates"] {
  const settings: Partial<Record<GateName, GateSetting>> = {};
  for (const name of GATE_NAMES) {
    const setting = own[name];
    if (setting === undefined) continue;
    settings[name] = overlay(resolution, `${key}.gates.${name}`, gates[name], setting);
  }
  return settings;
}

/**
 * A rule's own publication under a setting: the setting decides how changes are published, but a rule's `none` stays,
 * so that no command line publishes what the policy keeps back.
 */
function rulePublish(own: PublishMode | undefined, setting: PublishMode | undefined): PublishMode | undefined {
  return setting === undefined || own === "none" ? own : undefined;
}

function resolveRules(resolution: Resolution, tasks: readonly TaskKind[], gates: Gates): readonly Rule[] {
  const { document, detected, origins, overrides } = resolution;
  const layout = fromDetection(detected.tests.from);
  if (document?.rules === undefined) {
    origins.set("rules.0.paths", fromDetection(detected.sources.from));
    origins.set("rules.0.tasks", origins.get("tasks") ?? BY_DEFAULT);
    origins.set("rules.0.write", layout);
    return [{ paths: detected.sources.globs, tasks, write: detected.tests.templates, gates: {} }];
  }
  return document.rules.map((own, index) => {
    const key = `rules.${index}`;
    const note = (part: string, otherwise: Origin, value: unknown): void => {
      origins.set(`${key}.${part}`, value === undefined ? otherwise : policyOrigin(resolution, `${key}.${part}`));
    };
    note("paths", BY_DEFAULT, own.paths);
    note("tasks", origins.get("tasks") ?? BY_DEFAULT, own.tasks);
    note("write", layout, own.write);
    const publish = rulePublish(own.publish, overrides.publish);
    if (publish !== undefined) note("publish", BY_DEFAULT, publish);
    return {
      paths: own.paths,
      tasks: own.tasks ?? tasks,
      write: own.write ?? detected.tests.templates,
      gates: ruleGates(resolution, key, gates, own.gates ?? {}),
      ...(publish === undefined ? {} : { publish }),
    };
  });
}

function resolveLimits(resolution: Resolution): Limits {
  const own = resolution.document?.limits;
  const limit = (key: string, name: keyof Limits): number =>
    resolve(resolution, `limits.${key}`, { policy: own?.[name], fallback: DEFAULT_LIMITS[name] });
  return {
    tasks: limit("tasks", "tasks"),
    attempts: limit("attempts", "attempts"),
    files: limit("files", "files"),
    lines: limit("lines", "lines"),
    deletions: limit("deletions", "deletions"),
    minutes: limit("minutes", "minutes"),
    fileBytes: limit("file-bytes", "fileBytes"),
    commandSeconds: limit("command-seconds", "commandSeconds"),
  };
}

function resolveLicense(resolution: Resolution): LicensePolicy {
  const { document, detected, origins } = resolution;
  const own = document?.license;
  const allow = resolve(resolution, "license.allow", { policy: own?.allow, fallback: DEFAULT_LICENSES });
  const deny = resolve(resolution, "license.deny", { policy: own?.deny, fallback: [] });
  if (own?.header !== undefined) origins.set("license.header", policyOrigin(resolution, "license.header"));
  const header = own?.header === undefined ? {} : { header: own.header };
  const repository = detected.license?.spdx;
  if (own?.allow !== undefined || repository === undefined || allow.includes(repository))
    return { allow, deny, ...header };
  // What the repository itself is under is acceptable to it.
  origins.set("license.allow", fromDetection(detected.license?.from));
  return { allow: [...allow, repository], deny, ...header };
}

/** What detection has to say, but of purposes that the policy itself names a command for. */
function notesFor({ detected, document }: PolicyParts): readonly string[] {
  return detected.notes
    .filter(({ about }) => about.length === 0 || about.some((name) => document?.commands?.[name] === undefined))
    .map(({ text }) => text);
}

/**
 * The policy that a run goes by: settings over the file, the file over detection, detection over defaults. Each value's
 * origin stands under its dotted key as the file spells it: `limits.file-bytes`, `rules.0.paths`, `gates.coverage.level`.
 */
export function toEffectivePolicy(parts: PolicyParts): EffectivePolicy {
  const origins = new Map<string, Origin>([["version", BY_DEFAULT]]);
  const resolution: Resolution = { ...parts, origins };
  const { document, overrides } = parts;
  if (document !== undefined) origins.set("version", policyOrigin(resolution, "version"));
  const engine = resolve<EngineChoice>(resolution, "engine", {
    setting: overrides.engine,
    policy: document?.engine,
    fallback: "auto",
  });
  const named = resolve(resolution, "tasks", {
    setting: overrides.tasks,
    policy: document?.tasks,
    fallback: DEFAULT_TASKS,
  });
  const tasks = [...new Set(named)];
  const gates = resolveGates(resolution);
  const minimum = resolve<IsolationLevel>(resolution, "sandbox.minimum", {
    policy: document?.sandbox?.minimum,
    fallback: "L0",
  });
  const note = (key: string, inFile = key): void => {
    origins.set(key, policyOrigin(resolution, inFile));
  };
  const policy: Policy = {
    version: 1,
    engine,
    tasks,
    commands: resolveCommands(resolution),
    rules: resolveRules(resolution, tasks, gates),
    protected: resolve(resolution, "protected", { policy: document?.protected, fallback: [] }),
    gates,
    limits: resolveLimits(resolution),
    license: resolveLicense(resolution),
    secrets: { allow: resolve(resolution, "secrets.allow", { policy: document?.secrets?.allow, fallback: [] }) },
    sandbox: { minimum },
    publish: resolve(resolution, "publish", {
      setting: overrides.publish,
      policy: document?.publish,
      fallback: document === undefined ? "none" : "patch",
    }),
    ...resolveApproval(document, note),
    ...resolveCi(document, note),
    ...resolveDocs(document, note),
    ...resolveRepair(document, note),
    ...resolveRefactor(document, note),
    ...resolveSchedule(document, note),
    ...resolvePullRequest(document, note),
    ...resolveModelKeys(document, (key, values) => resolve(resolution, key, values), note),
  };
  return { policy, origins, source: parts.source, sha256: parts.sha256, notes: notesFor(parts) };
}
