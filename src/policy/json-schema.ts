import { toJSONSchema } from "zod/mini";
import { policySchema } from "./schema.ts";

/** The policy file as JSON Schema (draft 7, which the YAML support of editors reads), descriptions included. */
export function policyJsonSchema(): object {
  const { $schema, ...schema } = toJSONSchema(policySchema(), { target: "draft-7", io: "input" });
  return {
    $schema,
    title: "Assay policy",
    description: "What Assay may generate in a repository, what each change has to prove, and how it is published.",
    ...schema,
  };
}
