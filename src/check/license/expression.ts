import type { ConjunctionInfo, LicenseInfo } from "spdx-expression-parse";
import type { LicensePolicy } from "../../domain/policy.ts";

/** Judges SPDX expressions by the policy; made by {@link createLicenceJudge}. */
export interface LicenceJudge {
  /** A valid SPDX expression for what a package says of itself; undefined where it cannot be told. */
  toExpression(declared: string): string | undefined;
  /** Why an expression may not be used; undefined where it may. */
  objection(expression: string): string | undefined;
}

/** Whether the policy says anything about licences. */
export function judgesLicences(policy: LicensePolicy): boolean {
  return policy.allow.length > 0 || policy.deny.length > 0;
}

type Parsed = LicenseInfo | ConjunctionInfo;

/** The licences of an expression, each as an expression of its own. */
function leaves(node: Parsed): readonly string[] {
  if ("conjunction" in node) return [...leaves(node.left), ...leaves(node.right)];
  return [
    `${node.license}${node.plus === true ? "+" : ""}${node.exception === undefined ? "" : ` WITH ${node.exception}`}`,
  ];
}

/** One way to satisfy the expression is enough, as SPDX's OR says; with AND all parts have to be fine. */
function firstObjection(node: Parsed, leafObjection: (leaf: string) => string | undefined): string | undefined {
  if (!("conjunction" in node)) return leafObjection(leaves(node)[0] ?? "");
  const left = firstObjection(node.left, leafObjection);
  const right = firstObjection(node.right, leafObjection);
  if (node.conjunction === "and") return left ?? right;
  return left === undefined || right === undefined ? undefined : left;
}

/** Loads the SPDX packages (lazily) and prepares the policy's lists; entries that are no SPDX licence match by their text alone. */
export async function createLicenceJudge(policy: LicensePolicy): Promise<LicenceJudge> {
  const [{ default: parse }, { default: correct }, { default: satisfies }] = await Promise.all([
    import("spdx-expression-parse"),
    import("spdx-correct"),
    import("spdx-satisfies"),
  ]);
  const isLicenceRef = (text: string): boolean => /^(?:DocumentRef-[\w.-]+:)?LicenseRef-[\w.-]+$/u.test(text);
  const read = (text: string): Parsed | undefined => {
    try {
      return parse(text);
    } catch {
      // The parser has no other way to say that a text is no SPDX expression.
      return undefined;
    }
  };
  const expand = (entries: readonly string[]): readonly string[] =>
    entries.flatMap((entry) => {
      const node = read(entry);
      return node === undefined ? [entry] : leaves(node);
    });
  const [allow, deny] = [expand(policy.allow), expand(policy.deny)];
  const matches = (leaf: string, list: readonly string[]): boolean =>
    list.includes(leaf) ||
    (!isLicenceRef(leaf) &&
      list.some((one) => read(one) !== undefined && !isLicenceRef(one) && satisfies(leaf, [one])));
  const leafObjection = (leaf: string): string | undefined => {
    if (matches(leaf, deny)) return `${leaf} is in license.deny`;
    if (allow.length > 0 && !matches(leaf, allow)) return `${leaf} is not in license.allow`;
    return undefined;
  };
  return {
    toExpression: (declared) => {
      if (read(declared) !== undefined) return declared;
      if (/^(?:UNLICENSED|SEE LICEN[CS]E|proprietary)/iu.test(declared) || declared.trim() === "") return undefined;
      return correct(declared) ?? undefined;
    },
    objection: (expression) => {
      const node = read(expression);
      return node === undefined ? `${expression} is no SPDX expression` : firstObjection(node, leafObjection);
    },
  };
}
