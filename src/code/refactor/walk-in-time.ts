import ts from "typescript";

/** As `walk`, until the time is used up: nothing is visited from then on. */
export function walkInTime(root: ts.Node, expired: () => boolean, visit: (node: ts.Node) => void): void {
  if (expired()) return;
  visit(root);
  ts.forEachChild(root, (child) => {
    walkInTime(child, expired, visit);
  });
}
