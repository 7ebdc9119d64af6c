import type { ValueExpression } from "../values.ts";
import { goingOn } from "./calling-back.ts";
import { toExpression } from "./expressions.ts";
import { callsOf, withArguments, type Scenario } from "./plans.ts";

/** Parameters that hold the name of something within another value. */
const NAMES = /^(name|key|prop|property|field|attr|attribute|method|member)$|(Name|Key)$/u;

/** What an object may hold under a name: something to call, something that calls back, and something to read. */
const MEMBERS: readonly ValueExpression[] = [
  { type: "callback", behaviours: [{ type: "echoes", argument: 0 }] },
  goingOn,
  toExpression(1),
];

/** Where a call takes a name, the other arguments, and those that its object was made with, as objects that have a member of it. */
export function withNamedMembers(scenario: Scenario): readonly Scenario[] {
  const { point, args } = scenario.call;
  const at = point.parameters.findIndex(({ name, source }) => source === "guessed" && NAMES.test(name));
  const named = args[at];
  if (named?.type !== "primitive" || typeof named.value !== "string") return [];
  const key = named.value;
  const calls = callsOf(scenario);
  return calls.flatMap(({ point: { parameters }, args: given }, place) =>
    given.flatMap((_, index) => {
      const isName = place === calls.length - 1 && index === at;
      const parameter = parameters[index];
      if (isName || parameter?.source !== "guessed" || parameter.rest === "yes") return [];
      return MEMBERS.map((member) =>
        withArguments(scenario, place, given.with(index, { type: "object", entries: [[key, member]] })),
      );
    }),
  );
}
