import type { FilePatch, Search } from "./search.ts";

/** Why a patch that makes the tests green may be no repair all the same. */
export type Label =
  | "only deletes"
  | "makes a condition constant"
  | "swallows an error"
  | "adds a special case"
  | "special-cases a literal of the test";

const LITERAL = /"[^"]+"|'[^']+'|`[^`]+`|(?<![\w.])\d+(?:\.\d+)?/gu;
/** Literals that are no sign of anything. */
const USUAL = new Set(["0", "1", "2", "10", "100"]);
/** `if (x == null) return …`, `if (x.length === 0) return …`: a guard against what is missing, which people do write. */
const NATURAL_GUARD = /^if \((?:!?[\w$]+|[\w$]+ [!=]= null|[\w$]+\.length === 0)\) /u;

/** Literals that a patch brings in although the file does not have them, and a call of the failing tests does. */
function isLiteralOfTest({ file, candidates }: FilePatch, calls: Search["calls"]): boolean {
  const added = candidates.flatMap(({ parts }) => parts.flatMap(({ text }) => text.match(LITERAL) ?? []));
  const strange = added.filter((literal) => !USUAL.has(literal) && !file.text.includes(literal));
  const given = JSON.stringify(calls.map(({ args }) => args));
  return strange.some((literal) => given.includes(`"value":${literal.replaceAll(/^['`]|['`]$/gu, '"')}`));
}

/** Everything that is suspicious about a patch; empty where nothing is. */
export async function labelsOf(patch: FilePatch, calls: Search["calls"]): Promise<readonly Label[]> {
  const { smellsOf } = await import("../../../code/repair/smells.ts");
  const { file, after, candidates } = patch;
  const [before, now] = [smellsOf(file.path, file.text), smellsOf(file.path, after)];
  const labels: Label[] = [];
  // A spelling comes from the tests by its nature.
  const isSpelling = candidates.some(({ template }) => template === "typo");
  if (isSpelling || isLiteralOfTest(patch, calls)) labels.push("special-cases a literal of the test");
  if (candidates.every(({ template }) => template === "statement-removal")) labels.push("only deletes");
  if (now.constantConditions > before.constantConditions) labels.push("makes a condition constant");
  if (now.catches > before.catches || now.throws < before.throws) labels.push("swallows an error");
  const isSpecial = candidates.some(
    ({ template, parts }) => template === "guard" && !parts.every(({ text }) => NATURAL_GUARD.test(text)),
  );
  if (isSpecial) labels.push("adds a special case");
  return labels;
}

/** A name that nobody uses any more, or one at last used: what a reviewer sees at once. */
export async function tidiness({ file, after }: Pick<FilePatch, "file" | "after">): Promise<number> {
  const [{ unusedNames }, { parseSource }] = await Promise.all([
    import("../../../code/repair/context.ts"),
    import("../../../code/source.ts"),
  ]);
  const [before, now] = [file.text, after].map((text) => unusedNames(parseSource(file.path, text)));
  const left = [...(now ?? [])].filter((name) => before?.has(name) === false).length;
  const gained = [...(before ?? [])].filter((name) => now?.has(name) === false).length;
  return gained * 0.6 - left * 1.2;
}
