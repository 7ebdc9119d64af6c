import ts from "typescript";
import { instrument } from "../instrument.ts";
import type { Mutant } from "../mutate/mutant.ts";
import { switchAll } from "../mutate/switch-all.ts";
import { lineAt, parseSource } from "../source.ts";
import { DRIVER_TEXT } from "./driver-text.ts";
import type { RepairCandidate, RepairPart } from "./repair-candidate.ts";

/** One text that holds all candidates of a file, and which places they are at. */
export interface Harness {
  readonly text: string;
  /** 1-based line of each place, by the index that the driver reports. */
  readonly lines: readonly number[];
}

interface Place {
  readonly index: number;
  readonly first: RepairPart;
  readonly parts: RepairPart[];
}

function keyOf({ start, end, position }: RepairPart): string {
  return `${start}:${end}:${position}`;
}

/** Alternatives 2, 3, … after the test that any is on: the first one needs no test of its own. */
function renderPlace({ index, first, parts }: Place): string {
  const active = `__assayG[${index}]`;
  if (first.position === "expression") {
    const last = parts.length - 1;
    return parts.map(({ text }, at) => (at === last ? `(${text})` : `${active}===${at + 1}?(${text}):`)).join("");
  }
  return parts.map(({ text }, at) => `if(${active}===${at + 1}){${text}}`).join("else ");
}

/** Functions at the top of a file that have a name, whose arguments are worth recording. */
function recorded(
  source: ts.SourceFile,
): readonly { readonly name: string; readonly body: ts.Block; readonly parameters: readonly string[] }[] {
  const found: { name: string; body: ts.Block; parameters: readonly string[] }[] = [];
  const add = (name: string, node: ts.FunctionLikeDeclaration): void => {
    if (node.body === undefined || !ts.isBlock(node.body) || node.asteriskToken !== undefined) return;
    if (
      !node.parameters.every((parameter) => ts.isIdentifier(parameter.name) && parameter.dotDotDotToken === undefined)
    )
      return;
    const parameters = node.parameters.map(({ name: own }) => own.getText(source)).filter((own) => own !== "this");
    found.push({ name, body: node.body, parameters });
  };
  for (const statement of source.statements) {
    if (ts.isFunctionDeclaration(statement)) add(statement.name?.text ?? "default", statement);
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      const isFunction =
        initializer !== undefined && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer));
      if (isFunction && ts.isIdentifier(name)) add(name.text, initializer);
    }
  }
  return found;
}

/** Where the prologue may stand: after a `#!` line and directives. */
function prologueEnd(source: ts.SourceFile): number {
  let end = /^#!.*\n?/u.exec(source.text)?.[0].length ?? 0;
  for (const statement of source.statements) {
    if (!ts.isExpressionStatement(statement) || !ts.isStringLiteral(statement.expression)) break;
    end = statement.end;
  }
  return end;
}

/**
 * A text that does what the original does, holds every candidate behind a switch (mutant schemata: Untch, Offutt,
 * Harrold, ISSTA 1993), counts loop turns, and begins with the driver that tries the candidates where the file is loaded
 * by a test runner. `file` is the number by which the driver's report names it. The text is for running, not for reading;
 * the compiler is told not to check it.
 */
export function toHarness(path: string, text: string, candidates: readonly RepairCandidate[], file: number): Harness {
  const source = parseSource(path, text);
  const places = new Map<string, Place>();
  const order = candidates.map(({ id, prior, parts, when }) => {
    const numbers = parts.flatMap((part) => {
      const place = places.get(keyOf(part)) ?? { index: places.size, first: part, parts: [] };
      places.set(keyOf(part), place);
      const known = place.parts.findIndex((other) => other.text === part.text);
      const local = known >= 0 ? known + 1 : place.parts.push(part);
      return [place.index, local];
    });
    return when === "call" ? `[${id},${prior.toFixed(4)},[${numbers.join(",")}]]` : "";
  });
  const all = [...places.values()];
  const mutants: Mutant[] = all.map((place, index) => ({
    id: index + 1,
    start: place.first.start,
    end: place.first.end,
    position: place.first.position,
    replacement: renderPlace(place),
    line: 1,
    column: 1,
    description: "",
  }));
  const recorders = recorded(source).map(({ name, body, parameters }, index): Mutant => {
    const start = body.getStart(source) + 1;
    const replacement = `__assayArg(${JSON.stringify(name)},[${parameters.join(",")}])`;
    return {
      id: -1 - index,
      start,
      end: start,
      position: "statement",
      replacement,
      line: 1,
      column: 1,
      description: "",
    };
  });
  const switched = switchAll(text, [...mutants, ...recorders], (id) =>
    id < 0 ? "__assayRec" : `(__assayR[${id - 1}]=1,__assayG[${id - 1}]!==0)`,
  );
  const { text: ticking } = instrument(path, switched, { coverage: "off", comparisons: "off" });
  const at = prologueEnd(parseSource(path, ticking));
  const head = `;var __assayG=new Int32Array(${all.length}),__assayR=new Uint8Array(${all.length}),__assayFile=${file},__assayOrder=[${order.filter((entry) => entry !== "").join(",")}];${DRIVER_TEXT}`;
  return {
    text: `${at === 0 ? "// @ts-nocheck\n" : ""}${ticking.slice(0, at)}${head}${ticking.slice(at)}`,
    lines: all.map(({ first }) => lineAt(source, first.start)),
  };
}
