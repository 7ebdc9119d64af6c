import * as z from "zod/mini";
import type { PatternProblem } from "./glob.ts";

/** A schema with the sentence that editors show. */
export function described<Schema extends z.core.$ZodType>(description: string, schema: Schema): Schema {
  z.globalRegistry.add(schema, { description });
  return schema;
}

/** A check of a text by a function that says what is wrong and what to write instead. */
export function checkedBy(problemOf: (text: string) => PatternProblem | undefined) {
  return z.check<string>((context) => {
    const problem = problemOf(context.value);
    if (problem === undefined) return;
    const { message, remedy } = problem;
    context.issues.push({ code: "custom", input: context.value, message, params: { remedy } });
  });
}
