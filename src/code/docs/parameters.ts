import ts from "typescript";
import { walk } from "../callee.ts";
import type { Callable } from "./attached.ts";
import { plainType } from "./body-facts.ts";
import type { DocParameter } from "./declaration.ts";
import { spanText } from "./thrown.ts";

const MOST_CALLS = 2;

/** How a callback is called in a body, each way once. */
function callsOf(name: string, callable: Callable, source: ts.SourceFile): readonly string[] {
  const found = new Set<string>();
  const body = "body" in callable ? callable.body : undefined;
  if (body !== undefined) {
    walk(body, (node) => {
      if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression) || node.expression.text !== name) return;
      found.add(spanText(node, source, 40) ?? "");
    });
  }
  const calls = [...found];
  return calls.length > MOST_CALLS || calls.includes("") ? [] : calls;
}

function defaultOf(
  initializer: ts.Expression | undefined,
  source: ts.SourceFile,
): Pick<DocParameter, "defaultText" | "inferred"> {
  if (initializer === undefined) return {};
  const text = spanText(initializer, source, 40);
  const inferred = plainType(initializer);
  return {
    ...(text === undefined ? {} : { defaultText: text }),
    ...(inferred === undefined || inferred === "null" ? {} : { inferred }),
  };
}

function propertiesOf(name: ts.BindingName, source: ts.SourceFile): readonly DocParameter[] {
  if (!ts.isObjectBindingPattern(name)) return [];
  return name.elements.flatMap((element) => {
    const key = element.propertyName ?? element.name;
    if (!ts.isIdentifier(key) || element.dotDotDotToken !== undefined) return [];
    const optional = element.initializer === undefined ? "no" : "yes";
    return [
      {
        name: key.text,
        rest: "no",
        optional,
        ...defaultOf(element.initializer, source),
        calledAs: [],
        properties: [],
      } as const,
    ];
  });
}

/** The parameters of a function; `this` of TypeScript is none. */
export function docParameters(callable: Callable, source: ts.SourceFile): readonly DocParameter[] {
  const own = callable.parameters.flatMap((parameter) => (ts.isParameter(parameter) ? [parameter] : []));
  return own
    .filter(({ name }) => !ts.isIdentifier(name) || name.text !== "this")
    .map((parameter) => {
      const { name, initializer, questionToken, dotDotDotToken, type } = parameter;
      return {
        ...(ts.isIdentifier(name) ? { name: name.text } : {}),
        rest: dotDotDotToken === undefined ? "no" : "yes",
        ...(type === undefined ? {} : { type: type.getText(source) }),
        optional: initializer === undefined && questionToken === undefined ? "no" : "yes",
        ...defaultOf(initializer, source),
        calledAs: ts.isIdentifier(name) ? callsOf(name.text, callable, source) : [],
        properties: propertiesOf(name, source),
      };
    });
}
