import type { Gate } from "../gate.ts";
import { judgeFindings } from "./judge-findings.ts";

/** The repository's type checker says nothing new, in whatever file. */
export const typesGate: Gate = { name: "types", cost: "executes", check: (context) => judgeFindings(context, "types") };
