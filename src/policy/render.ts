import { GATE_NAMES } from "../domain/gate.ts";
import { COMMAND_NAMES } from "../domain/policy.ts";
import type { EffectivePolicy, GateSetting, Origin, Rule } from "../domain/policy.ts";
import { modelKeyLines, type Line } from "./model-lines.ts";
import { builtInProtected } from "./protected.ts";
import { THRESHOLDS } from "./thresholds.ts";
import { approvalLines } from "./approval.ts";
import { ciLines } from "./ci.ts";
import { docsLines } from "./docs.ts";
import { refactorLines } from "./refactor.ts";
import { repairLines } from "./repair.ts";
import { pullRequestLines } from "./pull-request.ts";
import { scheduleLines } from "./schedule.ts";
import { renderList, renderScalar } from "./yaml-text.ts";

/** A file name may hold a line break; in a comment it would end the comment. */
function toOneLine(text: string): string {
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/gu, "�");
}

/** An origin in words, on one line. */
export function renderOrigin(origin: Origin): string {
  switch (origin.type) {
    case "default":
      return "default";
    case "detected":
      return `detected from ${toOneLine(origin.from)}`;
    case "policy":
      return `policy line ${origin.line}`;
    case "setting":
      return `setting ${origin.name}`;
  }
}

/** What detection has to say, as a comment of one line: it may name files. */
export function renderNote(note: string): string {
  return `# Note: ${toOneLine(note)}`;
}

const SOURCES: Readonly<Record<EffectivePolicy["source"], string>> = {
  "base-commit": "read from the base commit",
  "working-tree": "read from the working tree, because it is not committed yet",
  none: "there is no policy file",
};

/** A list: on one line where it is short, else one entry a line. */
function listLines(indent: string, name: string, key: string, values: readonly string[]): readonly Line[] {
  const short = `${indent}${name}: ${renderList(values)}`;
  if (short.length <= 100) return [{ text: short, key }];
  return [
    { text: `${indent}${name}:`, key },
    ...values.map((value) => ({ text: `${indent}  - ${renderScalar(value)}` })),
  ];
}

function gateLines(indent: string, key: string, setting: GateSetting): readonly Line[] {
  const value = (name: string, content: string | number | undefined): readonly Line[] =>
    content === undefined ? [] : [{ text: `${indent}${name}: ${renderScalar(content)}`, key: `${key}.${name}` }];
  return [...value("level", setting.level), ...THRESHOLDS.flatMap(([name, spelled]) => value(spelled, setting[name]))];
}

function gatesLines(indent: string, key: string, gates: Rule["gates"]): readonly Line[] {
  return GATE_NAMES.flatMap((name) => {
    const setting = gates[name];
    if (setting === undefined) return [];
    return [{ text: `${indent}${name}:` }, ...gateLines(`${indent}  `, `${key}.${name}`, setting)];
  });
}

function commandLines({ policy }: EffectivePolicy): readonly Line[] {
  const lines = COMMAND_NAMES.flatMap((name): readonly Line[] => {
    const command = policy.commands[name];
    if (command === undefined) return [{ text: `  # ${name}: none found, and none in the policy` }];
    const parts = (["run", "format", "fix", "pattern"] as const).flatMap((part): readonly Line[] => {
      const value = command[part];
      if (value === undefined) return [];
      return [{ text: `    ${part}: ${renderScalar(value)}`, key: `commands.${name}.${part}` }];
    });
    const { sourceRoots } = command;
    const roots =
      sourceRoots === undefined ? [] : listLines("    ", "source-roots", `commands.${name}.source-roots`, sourceRoots);
    return [{ text: `  ${name}:` }, ...parts, ...roots];
  });
  // A mapping without any entry would be an empty value.
  const head = Object.keys(policy.commands).length === 0 ? "commands: {}" : "commands:";
  return [{ text: head }, ...lines];
}

function ruleLines(rule: Rule, index: number): readonly Line[] {
  const key = `rules.${index}`;
  const hasGates = Object.keys(rule.gates).length > 0;
  const { publish } = rule;
  const lines = [
    ...listLines("    ", "paths", `${key}.paths`, rule.paths),
    ...listLines("    ", "tasks", `${key}.tasks`, rule.tasks),
    ...listLines("    ", "write", `${key}.write`, rule.write),
    ...(hasGates ? [{ text: "    gates:" }, ...gatesLines("      ", `${key}.gates`, rule.gates)] : []),
    ...(publish === undefined ? [] : [{ text: `    publish: ${publish}`, key: `${key}.publish` }]),
  ];
  return lines.map((line, at) => (at === 0 ? { ...line, text: `  - ${line.text.trimStart()}` } : line));
}

function limitLines({ policy }: EffectivePolicy): readonly Line[] {
  const { fileBytes, commandSeconds, ...rest } = policy.limits;
  const limits = { ...rest, "file-bytes": fileBytes, "command-seconds": commandSeconds };
  return Object.entries(limits).map(([name, value]) => ({ text: `  ${name}: ${value}`, key: `limits.${name}` }));
}

function licenseLines({ policy }: EffectivePolicy): readonly Line[] {
  const { allow, deny, header } = policy.license;
  return [
    ...listLines("  ", "allow", "license.allow", allow),
    ...listLines("  ", "deny", "license.deny", deny),
    ...(header === undefined ? [] : [{ text: `  header: ${renderScalar(header)}`, key: "license.header" }]),
  ];
}

/**
 * The effective policy as YAML, with the origin of each value as a comment. The text is itself a valid policy that
 * says the same.
 */
export function renderPolicy(effective: EffectivePolicy): string {
  const { policy, origins } = effective;
  const lines: readonly Line[] = [
    { text: `# Effective policy: ${SOURCES[effective.source]}.` },
    { text: `# SHA-256 of its text: ${effective.sha256}` },
    { text: "version: 1", key: "version" },
    { text: `engine: ${policy.engine}`, key: "engine" },
    ...listLines("", "tasks", "tasks", policy.tasks),
    ...(effective.notes ?? []).map((note) => ({ text: renderNote(note) })),
    ...commandLines(effective),
    { text: "rules:" },
    ...policy.rules.flatMap(ruleLines),
    { text: `# A built-in set of ${builtInProtected().length} globs is protected in any case.` },
    ...listLines("", "protected", "protected", policy.protected),
    { text: "gates:" },
    ...gatesLines("  ", "gates", policy.gates),
    { text: "limits:" },
    ...limitLines(effective),
    { text: "license:" },
    ...licenseLines(effective),
    { text: "secrets:" },
    ...listLines("  ", "allow", "secrets.allow", policy.secrets?.allow ?? []),
    { text: "sandbox:" },
    { text: `  minimum: ${policy.sandbox.minimum}`, key: "sandbox.minimum" },
    { text: `publish: ${policy.publish}`, key: "publish" },
    ...pullRequestLines(policy),
    ...scheduleLines(policy),
    ...approvalLines(policy),
    ...ciLines(policy),
    ...docsLines(policy),
    ...repairLines(policy),
    ...refactorLines(policy),
    ...modelKeyLines(policy),
  ];
  const rendered = lines.map(({ text, key }) => {
    const origin = key === undefined ? undefined : origins.get(key);
    return origin === undefined ? text : `${text}  # ${renderOrigin(origin)}`;
  });
  return `${rendered.join("\n")}\n`;
}
