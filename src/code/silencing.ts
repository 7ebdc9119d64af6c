import ts from "typescript";
import { walk } from "./callee.ts";
import { parseSource } from "./source.ts";

/** What takes a remark away without mending what it is about, by name. */
export type Silencer =
  | "any"
  | "unknown"
  | "assertion"
  | "non-null assertion"
  | "definite assignment"
  | "index signature"
  | "suppression comment"
  | "stub";

/** Comments by which tools are told to look away. */
const SUPPRESSION =
  /@ts-(ignore|expect-error|nocheck)|eslint-disable|biome-ignore|(oxlint|tslint|jshint|standard)[-:]\s?(disable|ignore)|(istanbul|c8|v8) ignore|prettier-ignore|\$FlowFixMe|noinspection/gu;
const STUB = /\b(not implemented|unimplemented|TODO: implement)\b/iu;

function silencerOf(node: ts.Node): Silencer | undefined {
  if (node.kind === ts.SyntaxKind.AnyKeyword) return "any";
  if (node.kind === ts.SyntaxKind.UnknownKeyword) return "unknown";
  if (ts.isNonNullExpression(node)) return "non-null assertion";
  if (ts.isAsExpression(node)) return ts.isConstTypeReference(node.type) ? undefined : "assertion";
  if (ts.isTypeAssertionExpression(node)) return "assertion";
  if (ts.isIndexSignatureDeclaration(node)) return "index signature";
  if (ts.isPropertyDeclaration(node) || ts.isVariableDeclaration(node)) {
    return node.exclamationToken === undefined ? undefined : "definite assignment";
  }
  if (ts.isThrowStatement(node)) return STUB.test(node.getText()) ? "stub" : undefined;
  return undefined;
}

function countSilencers(path: string, text: string): ReadonlyMap<Silencer, number> {
  const counts = new Map<Silencer, number>();
  const add = (name: Silencer, by = 1): void => {
    counts.set(name, (counts.get(name) ?? 0) + by);
  };
  walk(parseSource(path, text), (node) => {
    const silencer = silencerOf(node);
    if (silencer !== undefined) add(silencer);
  });
  add("suppression comment", text.match(SUPPRESSION)?.length ?? 0);
  add("any", text.match(/@(type|param|returns?)\s*\{\s*(any|\*)\s*\}/gu)?.length ?? 0);
  return counts;
}

/** The silencers of which the new text has more than the old one; the answer is empty where nothing is hidden. */
export function addedSilencers(path: string, before: string, after: string): readonly Silencer[] {
  const old = countSilencers(path, before);
  return [...countSilencers(path, after)].filter(([name, count]) => count > (old.get(name) ?? 0)).map(([name]) => name);
}
