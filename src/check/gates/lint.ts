import type { Gate } from "../gate.ts";
import { judgeFindings } from "./judge-findings.ts";

/** The repository's linter says nothing new about the changed files. */
export const lintGate: Gate = { name: "lint", cost: "executes", check: (context) => judgeFindings(context, "lint") };
