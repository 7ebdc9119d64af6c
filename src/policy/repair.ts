import * as z from "zod/mini";
import type { Policy } from "../domain/policy.ts";
import { AMBIGUOUS_MODES, DEFAULT_REPAIR } from "../domain/repair-policy.ts";
import type { Line } from "./model-lines.ts";
import type { PolicyDocument } from "./policy-document.ts";
import { described } from "./schema-parts.ts";

/** The schema of the policy's `repair`. */
export function repairSchema() {
  const text =
    "What becomes of a repair that is one of several: suggestions, a patch file, or published as any other change.";
  return described(
    "How repairs of a failing check are dealt with.",
    z.strictObject({ ambiguous: z.exactOptional(described(text, z.enum(AMBIGUOUS_MODES))) }),
  );
}

/** The policy's `repair` over the defaults; `note` is told the key of each value that the file gives. */
export function resolveRepair(
  document: PolicyDocument | undefined,
  note: (key: string) => void,
): Pick<Policy, "repair"> {
  const own = document?.repair;
  if (own === undefined) return {};
  for (const key of Object.keys(own)) note(`repair.${key}`);
  return { repair: { ...DEFAULT_REPAIR, ...own } };
}

/** The keys of `repair` as lines of the policy; none where it says nothing. */
export function repairLines({ repair }: Policy): readonly Line[] {
  if (repair === undefined) return [];
  return [{ text: "repair:" }, { text: `  ambiguous: ${repair.ambiguous}`, key: "repair.ambiguous" }];
}
