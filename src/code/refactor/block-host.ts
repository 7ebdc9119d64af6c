import ts from "typescript";
import { isScope, type BlockShape } from "./block-shape.ts";
import { functionAround, isWithin } from "./references.ts";

/** Statements among which a function can be declared so that everything in a list of blocks sees it: a function's own, or the file's. */
export interface BlockHost {
  readonly node: ts.Block | ts.SourceFile;
}

function bodiesAround(shape: BlockShape): readonly (ts.Block | ts.SourceFile)[] {
  const found: (ts.Block | ts.SourceFile)[] = [];
  for (let node: ts.Node | undefined = shape.statements[0]; node !== undefined; node = node.parent) {
    if (ts.isSourceFile(node) || (ts.isBlock(node) && ts.isFunctionLike(node.parent))) found.push(node);
  }
  return found;
}

/** Where the function may go, best first: next to the functions that the blocks stand in, else inside of the one that holds them all. */
export function hostsOf(shapes: readonly BlockShape[]): readonly BlockHost[] {
  const [first, ...others] = shapes.map(bodiesAround);
  const common = (first ?? []).filter((body) => others.every((bodies) => bodies.includes(body)));
  const isDirect = (body: ts.Node): boolean =>
    shapes.some(({ statements: [one] }) => one !== undefined && functionAround(one) === body.parent);
  const beside = common.find((body) => !isDirect(body));
  const inside = common.find(isDirect);
  return [beside, inside].flatMap((node) => (node === undefined ? [] : [{ node }]));
}

/** Whether a name means the same where the host's own statements stand. */
export function isSeenAt({ node }: BlockHost, symbol: ts.Symbol): boolean {
  return (symbol.declarations ?? []).every((declaration) => {
    const isVar = ts.isVariableDeclaration(declaration) && (declaration.parent.flags & ts.NodeFlags.BlockScoped) === 0;
    const scope = isVar ? functionAround(declaration) : ts.findAncestor(declaration.parent, isScope);
    return scope === undefined || isWithin(node, scope);
  });
}

/** The host's own statement around a block. */
export function statementAt({ node }: BlockHost, { statements: [first] }: BlockShape): ts.Statement | undefined {
  return first === undefined ? undefined : node.statements.find((statement) => isWithin(first, statement));
}
