import { disarm } from "../domain/disarm.ts";
import { GITHUB_LIMITS } from "../domain/github-limits.ts";
import type { Outcome } from "../domain/outcome.ts";
import type { Report } from "../domain/report.ts";
import { clampBytes } from "./clamp.ts";
import { toLineChanges, type LineChange } from "./patch-lines.ts";

const MAX_RESULTS = GITHUB_LIMITS.sarifResults;
const MAX_MESSAGE = 4000;

/** A path as a URI relative to the repository's root. */
function toUri(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

function toLocation(path: string, line: number): object {
  return {
    physicalLocation: {
      artifactLocation: { uri: toUri(path), uriBaseId: "%SRCROOT%" },
      region: { startLine: Math.max(1, line) },
    },
  };
}

/** Lines `start` to before `end` give way to others; an empty range is a place before `start`. */
function toReplacement({ start, end, added }: LineChange): object {
  const text = added.map((line) => `${line}\n`).join("");
  return {
    deletedRegion: { startLine: start, startColumn: 1, endLine: end, endColumn: 1 },
    insertedContent: { text },
  };
}

function toFix(patch: string): readonly object[] {
  const byPath = new Map<string, LineChange[]>();
  for (const change of toLineChanges(patch)) {
    if (change.path !== "/dev/null") byPath.set(change.path, [...(byPath.get(change.path) ?? []), change]);
  }
  if (byPath.size === 0) return [];
  const artifactChanges = [...byPath].map(([path, changes]) => ({
    artifactLocation: { uri: toUri(path), uriBaseId: "%SRCROOT%" },
    replacements: changes.map(toReplacement),
  }));
  return [{ description: { text: "The change that passed every gate." }, artifactChanges }];
}

function textOf(raw: string, otherwise: string): string {
  const text = clampBytes(disarm(raw).trim(), MAX_MESSAGE);
  return text === "" ? otherwise : text;
}

function toResult(outcome: Outcome): readonly object[] {
  const { kind, target, id } = outcome.task;
  const partialFingerprints = { "assayTask/v1": id };
  switch (outcome.type) {
    case "accepted": {
      const [first] = toLineChanges(outcome.patch).filter(({ path }) => path === target);
      const text = textOf(outcome.candidate.rationale, `A change of ${target} passed every gate.`);
      const locations = [toLocation(target, first?.start ?? 1)];
      const ruleId = `assay/${kind}-accepted`;
      return [
        { ruleId, level: "note", message: { text }, locations, partialFingerprints, fixes: toFix(outcome.patch) },
      ];
    }
    case "rejected": {
      const gates = outcome.attempts.at(-1)?.gates ?? [];
      const said = gates.flatMap((gate) => (gate.status === "failed" ? gate.diagnostics : []));
      const line = said.find(({ path }) => path === target)?.range?.line ?? 1;
      const text = textOf(outcome.reason, `No change of ${target} passed the gates.`);
      const ruleId = `assay/${kind}-rejected`;
      return [
        { ruleId, level: "warning", message: { text }, locations: [toLocation(target, line)], partialFingerprints },
      ];
    }
    case "declined":
      return [];
  }
}

/** What says how many results are not in the file; nothing where all are. */
function tellCut(all: number): object {
  if (all <= MAX_RESULTS) return {};
  const text = `${all - MAX_RESULTS} of ${all} results are left out: GitHub shows ${MAX_RESULTS}. The report has all of them.`;
  return {
    invocations: [{ executionSuccessful: true, toolExecutionNotifications: [{ level: "warning", message: { text } }] }],
  };
}

/**
 * The report as SARIF 2.1.0 for code scanning: accepted changes with their fixes as notes, rejected tasks as warnings.
 * What is beyond GitHub's limit is cut, with a note.
 */
export function toSarif(report: Report): object {
  const results = report.outcomes.flatMap(toResult);
  const kinds = [...new Set(report.outcomes.map(({ task }) => task.kind))].sort();
  const rules = kinds.flatMap((kind) => [
    { id: `assay/${kind}-accepted`, shortDescription: { text: `A change (${kind}) passed every gate` } },
    { id: `assay/${kind}-rejected`, shortDescription: { text: `No change (${kind}) passed the gates` } },
  ]);
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "Assay", semanticVersion: report.tool.version, rules } },
        automationDetails: { id: "assay/" },
        versionControlProvenance: [{ revisionId: report.subject.head, repositoryUri: "urn:assay:repository" }],
        originalUriBaseIds: { "%SRCROOT%": { description: { text: "The repository's root" } } },
        ...tellCut(results.length),
        results: results.slice(0, MAX_RESULTS),
      },
    ],
  };
}
