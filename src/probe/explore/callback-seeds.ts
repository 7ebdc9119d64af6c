import { alternativesOf, type ParameterSketch, type TypeSketch } from "../../code/inputs/type-sketch.ts";
import type { ValueExpression } from "../values.ts";
import { callingBack, goingOn } from "./calling-back.ts";
import { toExpression } from "./expressions.ts";
import { guessFor } from "./sample-names.ts";

/** Functions that go on step by step: one that is told what came of its step, one that fails. */
const GENERATORS: readonly ValueExpression[] = [
  { type: "source", text: "function* () { const sent = yield 1; return sent; }" },
  { type: "source", text: 'function* () { yield 1; throw new Error("broken"); }' },
];

/** Such functions where the name of a parameter asks for them. */
export function generatorsFor(name: string): readonly ValueExpression[] {
  return /generator|coroutine|^gen$/iu.test(name) ? GENERATORS : [];
}

/** Functions to be called: what they do, and how many parameters they have where the code asks. */
export function callbacks(
  sketch: Extract<TypeSketch, { type: "function" }>,
  typical: ValueExpression,
  name: string,
): readonly ValueExpression[] {
  if (sketch.returns.type !== "unknown") return [typical];
  // Asked how many parameters it has, it is called in another way for each number.
  const asked = [typical, goingOn].flatMap((made) =>
    made.type === "callback" ? (sketch.arities ?? []).map((arity) => ({ ...made, arity })) : [],
  );
  return [
    ...generatorsFor(name),
    { type: "callback", behaviours: [{ type: "echoes", argument: 0 }] },
    typical,
    ...asked,
    { type: "callback", behaviours: [{ type: "returns", value: toExpression(true) }] },
    { type: "callback", behaviours: [{ type: "returns", value: toExpression(false) }] },
    { type: "callback", behaviours: [{ type: "throws", error: { type: "error", name: "Error", message: "broken" } }] },
    ...callingBack,
  ];
}

function isCallback({ name, value }: ParameterSketch): boolean {
  return (
    alternativesOf(value).some(({ type }) => type === "function") ||
    (value.type === "unknown" && guessFor(name).type === "callback")
  );
}

/**
 * With two callbacks the first is often called for each of many, and has to call back before the next one comes; the last
 * is called at the end. None where there are not two.
 */
export function withGoingOn(
  parameters: readonly ParameterSketch[],
  typical: readonly ValueExpression[],
): readonly (readonly ValueExpression[])[] {
  const places = parameters.flatMap((parameter, index) => (isCallback(parameter) ? [index] : []));
  const last = places.at(-1);
  if (places.length < 2) return [];
  const plain: ValueExpression = { type: "callback", behaviours: [] };
  const bases = (arity: number | undefined): readonly ValueExpression[] =>
    typical.map((kept, at) => {
      if (at === last) return plain;
      if (!places.includes(at)) return kept;
      return arity === undefined || !aritiesOf(parameters[at]).includes(arity) ? goingOn : { ...goingOn, arity };
    });
  const arities = [...new Set(places.flatMap((at) => aritiesOf(parameters[at])))];
  return [
    bases(undefined),
    ...arities
      .toSorted((a, b) => b - a)
      .slice(0, 1)
      .map(bases),
  ];
}

/** Numbers of parameters that the code asks a callback for. */
function aritiesOf(parameter: ParameterSketch | undefined): readonly number[] {
  return alternativesOf(parameter?.value).flatMap((option) =>
    option.type === "function" ? (option.arities ?? []) : [],
  );
}
