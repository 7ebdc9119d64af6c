import { toExpression } from "../explore/expressions.ts";
import type { CallPlan, Step } from "../types.ts";
import type { SerializedValue, ValueExpression } from "../values.ts";
import type { Observation } from "./recorder.ts";

/** What a function that was handed out is called with. */
const ARGUMENTS: readonly (readonly ValueExpression[])[] = [
  [],
  [toExpression(3), toExpression(2)],
  [toExpression("abc"), toExpression("b")],
  [{ type: "array", items: [toExpression(3), toExpression(1), toExpression(2)] }],
  [{ type: "object", entries: [["a", toExpression(1)]] }],
  [{ type: "callback", behaviours: [] }],
];
const MOST_MEMBERS = 8;
const MOST_PLANS = 1_500;
const ITEMS = 20;

/** Functions inside a value: the value itself, or members of a plain object. */
function functionsIn(value: SerializedValue): readonly (readonly string[])[] {
  if (value.type === "function") return value.kind === "class" ? [] : [[]];
  if (value.type !== "object" && value.type !== "instance") return [];
  const members = value.entries.filter(([, item]) => item.type === "function" && item.kind !== "class");
  return members.slice(0, MOST_MEMBERS).map(([key]) => [key]);
}

/** Steps that go on where a plan ended: a promise is awaited, an iterator read, a function that was made called twice. */
function goOn(plan: CallPlan, at: number, value: SerializedValue): readonly (readonly Step[])[] {
  const isFollowed = plan.steps.some((step) => (step.type === "await" || step.type === "collect") && step.step === at);
  if (value.type === "promise" && !isFollowed) return [[{ type: "await", step: at }]];
  if (value.type === "iterator" && !isFollowed) return [[{ type: "collect", step: at, limit: ITEMS }]];
  return functionsIn(value).flatMap((path) =>
    ARGUMENTS.map((args): readonly Step[] => {
      const call: Step = { type: "call", on: { base: "step", step: at, path }, args };
      const next = plan.steps.length;
      return [call, { type: "await", step: next }, call, { type: "await", step: next + 2 }];
    }),
  );
}

/** Plans that look into what was handed out: from one observation of each kind of value, evenly over all. */
export function followUps(observations: readonly Observation[]): readonly CallPlan[] {
  const found = new Map<string, CallPlan>();
  const perStart = new Map<string, number>();
  for (const { plan, record } of observations) {
    const at = record.steps.findLastIndex(({ outcome }) => outcome.type === "returned");
    const outcome = record.steps[at]?.outcome;
    if (outcome?.type !== "returned") continue;
    const first = plan.steps[0];
    const start = JSON.stringify(first?.type === "call" || first?.type === "construct" ? first.on : "");
    const used = perStart.get(start) ?? 0;
    if (used > MOST_PLANS / 10 || found.size >= MOST_PLANS) continue;
    for (const steps of goOn(plan, at, outcome.value)) {
      const longer = { ...plan, steps: [...plan.steps, ...steps] };
      found.set(JSON.stringify(longer.steps), longer);
      perStart.set(start, (perStart.get(start) ?? 0) + 1);
    }
  }
  return [...found.values()];
}
