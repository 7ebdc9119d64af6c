/**
 * Ingredients from the other files of the package. What mends a program is often in the same file, and where it is not, it
 * is mostly in the same package (Barr, Brun, Devanbu, Harman, Sarro: "The plastic surgery hypothesis", FSE 2014; Martinez,
 * Weimer, Monperrus: "Do the fix ingredients already exist?", ICSE NIER 2014). Only pieces whose names are all in scope.
 */
import ts from "typescript";
import { contextOf } from "../context.ts";
import type { Template, TemplateScene } from "../edit-template.ts";
import { instead, isReplaceable } from "../fit.ts";
import type { PackagePart } from "../package-parts.ts";
import { insertedBefore } from "../statement-places.ts";
import { isCompatible } from "../value-kind.ts";

/** Pieces at one place, at most. */
const MAX_PIECES = 12;

function fitting(parts: readonly PackagePart[], node: ts.Node, scene: TemplateScene): readonly PackagePart[] {
  if (parts.length === 0) return [];
  const scope = new Set([...scene.namesAt(node), ...scene.imported]);
  return parts.filter(({ names }) => names.every((name) => scope.has(name)));
}

/** An expression, a text or a property that another file of the package has. */
export const packageExpressions: Template = (node, scene) => {
  if (!isReplaceable(node) || ts.isFunctionLike(node)) return [];
  const text = node.getText();
  if (ts.isStringLiteral(node)) {
    const others = scene.parts.strings.filter((other) => !scene.strings.includes(other)).slice(0, MAX_PIECES);
    return others.map((other) => instead(node, other, "ingredient", 0.06));
  }
  const renamed = ts.isPropertyAccessExpression(node)
    ? scene.parts.properties
        .filter((name) => name !== node.name.text && !scene.properties.includes(name))
        .slice(0, MAX_PIECES)
        .map((name) => instead(node, `${node.expression.getText()}.${name}`, "name", 0.08))
    : [];
  const kind = scene.kindOf(node);
  const context = contextOf(node);
  const own = new Set(scene.ingredients.map((ingredient) => ingredient.text));
  const pieces = fitting(scene.parts.expressions, node, scene).filter(
    (piece) => piece.text !== text && !own.has(piece.text) && isCompatible(kind, piece.kind),
  );
  const isLikely = (piece: PackagePart): boolean => context !== undefined && piece.contexts.has(context);
  return [
    ...renamed,
    ...pieces
      .toSorted((a, b) => Number(isLikely(b)) - Number(isLikely(a)))
      .slice(0, MAX_PIECES)
      .map((piece) => instead(node, piece.text, "ingredient", isLikely(piece) ? 0.1 : 0.05)),
  ];
};

/** A call that another file of the package makes, before a statement. */
export const packageStatements: Template = (node, scene) => {
  const isPlace = ts.isStatement(node) && ts.isBlock(node.parent);
  if (!isPlace) return [];
  return fitting(scene.parts.statements, node, scene)
    .slice(0, MAX_PIECES)
    .flatMap((piece) => insertedBefore(node, piece.text, 0.04));
};
