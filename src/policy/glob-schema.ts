import * as z from "zod/mini";
import { globProblem, type Negation } from "./glob.ts";
import { checkedBy } from "./schema-parts.ts";

/** Something has to be taken in before anything can be taken out. */
function checkFirstGlob() {
  return z.check<string[]>((context) => {
    const [first] = context.value;
    if (first?.startsWith("!") !== true) return;
    const message = "stands first, where there is nothing to take out yet";
    const remedy = context.value.every((glob) => glob.startsWith("!"))
      ? "Put a glob without `!` before it"
      : "Move it behind the glob that it takes from";
    context.issues.push({ code: "custom", input: first, path: [0], message, params: { remedy } });
  });
}

/** The schema of one glob. */
export function globSchema(negation: Negation) {
  return z.string().check(checkedBy((text) => globProblem(text, negation)));
}

/** The schema of globs in order, of which those with `!` take out again. */
export function globListSchema() {
  return z.array(globSchema("allowed")).check(z.minLength(1), z.maxLength(256), checkFirstGlob());
}
