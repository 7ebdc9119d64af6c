import type { Diagnostic } from "../../domain/diagnostic.ts";
import type { FileChange } from "../../domain/change.ts";
import type { GateAnswer } from "../../domain/gate.ts";
import { addedLines } from "../added-lines.ts";
import type { AddedLine } from "../added-lines.ts";
import type { Gate, StaticContext } from "../gate.ts";
import { toConfidential } from "../secrets/environment.ts";
import type { ConfidentialValue } from "../secrets/environment.ts";
import { toFingerprint, toMask } from "../secrets/fingerprint.ts";
import { SECRET_RULES } from "../secrets/rules.ts";
import { scanForValues, scanViews } from "../secrets/scan.ts";
import type { Found } from "../secrets/scan.ts";
import { createSecretlint } from "../secrets/secretlint.ts";
import type { Secretlint } from "../secrets/secretlint.ts";
import { toViews } from "../secrets/views.ts";

/** Line number (1-based, in the file) of an offset in the joined added lines. */
function lineAt(added: readonly AddedLine[], offset: number): number {
  let rest = offset;
  for (const line of added) {
    if (rest <= line.text.length) return line.number;
    rest -= line.text.length + 1;
  }
  return added.at(-1)?.number ?? 1;
}

async function toDiagnostic(
  file: FileChange,
  line: number,
  found: Found,
): Promise<Diagnostic & { fingerprint: string }> {
  const fingerprint = await toFingerprint(found.value);
  const how = found.encoding === "plain" ? "" : `, ${found.encoding}`;
  return {
    source: "secrets",
    code: found.rule,
    severity: "error",
    message:
      `${found.title} in added text: ${toMask(found.value)}${how}, fingerprint ${fingerprint}. ` +
      `Take it out and read it from the environment; if it is no secret, add the fingerprint to secrets.allow.`,
    path: file.path,
    range: { line },
    fingerprint,
  };
}

/** All secrets of a text: what secretlint has found that our rules do not find at the same place comes last. */
function scanAdded(text: string, values: readonly ConfidentialValue[], theirs: readonly Found[]): readonly Found[] {
  const views = toViews(text);
  const own = [...scanForValues(views, values), ...scanViews(views, SECRET_RULES)];
  const other = theirs.filter(
    (one) => !own.some(({ value }) => value.includes(one.value) || one.value.includes(value)),
  );
  return [...own, ...other];
}

async function checkFiles(context: StaticContext, secretlint: Secretlint): Promise<GateAnswer> {
  const allowed = new Set(context.policy.secrets?.allow);
  const diagnostics: Diagnostic[] = [];
  let lines = 0;
  let excused = 0;
  const values = toConfidential(context.environment ?? {});
  const files = context.subject.files
    .map((file) => ({ file, added: addedLines(file) }))
    .filter(({ added }) => added.length > 0);
  const texts = files.map(({ added }) => added.map(({ text }) => text).join("\n"));
  const theirs = texts.length === 0 ? [] : await secretlint(texts);
  for (const [at, { file, added }] of files.entries()) {
    lines += added.length;
    for (const found of scanAdded(texts[at] ?? "", values, theirs[at] ?? [])) {
      const { fingerprint, ...diagnostic } = await toDiagnostic(file, lineAt(added, found.offset), found);
      if (allowed.has(fingerprint)) excused += 1;
      else diagnostics.push(diagnostic);
    }
  }
  const figures = { addedLines: lines, rules: SECRET_RULES.length, found: diagnostics.length, allowed: excused };
  return diagnostics.length === 0 ? { status: "passed", figures } : { status: "failed", diagnostics, figures };
}

/**
 * No secret in added lines: known token formats, secretlint's recommended rules, and the values of the job's own
 * environment, also where they are encoded or split. Diagnostics never hold the secret.
 */
export const secretsGate = {
  name: "secrets",
  cost: "static",
  check: async (context: StaticContext) => checkFiles(context, await createSecretlint()),
} as const satisfies Gate;
