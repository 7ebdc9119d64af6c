import { alternativesOf, type FunctionSketch, type TypeSketch } from "../../code/inputs/type-sketch.ts";
import type { CallbackBehaviour, ValueExpression } from "../values.ts";
import { toExpression } from "./expressions.ts";
import type { Random } from "./random.ts";

type CallingBack = Extract<CallbackBehaviour, { type: "calls-back" }>;

type Callback = Extract<ValueExpression, { type: "callback" }>;

const BROKEN: ValueExpression = { type: "error", name: "Error", message: "broken" };
/** How a source says that nothing more comes. */
const END: CallingBack = { type: "calls-back", error: toExpression(true) };
const SILENT: CallbackBehaviour = { type: "returns", value: toExpression(undefined) };

const handing = (value: ValueExpression): CallingBack => ({ type: "calls-back", value });
const later = (behaviour: CallingBack): CallingBack => ({ ...behaviour, when: "later" });
const callback = (...behaviours: readonly CallbackBehaviour[]): Callback => ({ type: "callback", behaviours });

/** The plainest of them: a value each time. */
export const goingOn: Callback = callback(handing(toExpression("done")));

/** Functions that answer through the callback they are given: a value, an error, values and then the end of them. */
export const callingBack: readonly Callback[] = [
  goingOn,
  callback({ type: "calls-back", error: BROKEN }),
  callback(handing(toExpression(1)), handing(toExpression(2)), END),
  callback(later(handing(toExpression(1))), later(END)),
];

/** Values that are handed on one by one: of more the search finds the rest. */
const MOST_HANDED = 8;

/** What the callback of such a function is made for: the error comes first, the value behind it. */
export function handedValue({ handed = [] }: FunctionSketch): TypeSketch {
  return handed[1] ?? { type: "unknown" };
}

function handedErrors({ handed = [] }: FunctionSketch): readonly ValueExpression[] {
  return alternativesOf(handed[0]).flatMap((option) => (option.type === "literal" ? [toExpression(option.value)] : []));
}

/** Functions that hand on what the callback that they are given is made for: each of `values` and then the end, or the end late. */
export function handingOn(sketch: FunctionSketch, values: readonly ValueExpression[]): readonly ValueExpression[] {
  const [first] = values;
  if (sketch.handed === undefined) return [];
  return [
    ...values.slice(0, MOST_HANDED).map((value) => callback(handing(value), END)),
    ...handedErrors(sketch).map((error) => callback({ type: "calls-back", error })),
    callback(SILENT, END),
    ...(first === undefined ? [] : [callback(later(handing(first)), later(END))]),
  ];
}

/** Some values, errors and silences in a row; `make` makes what is handed on. */
export function randomlyCallingBack(make: () => ValueExpression, random: Random): Callback {
  const one = (): CallbackBehaviour => {
    const made = random.pick([
      handing(make()),
      handing(make()),
      { type: "calls-back", error: BROKEN } as const,
      SILENT,
    ]);
    return made.type === "calls-back" && random.once(3) ? later(made) : made;
  };
  const behaviours = Array.from({ length: random.pick([1, 1, 2, 3]) }, one);
  return callback(...behaviours, ...(random.once(3) ? [] : [random.once(4) ? later(END) : END]));
}
