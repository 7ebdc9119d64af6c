import type { Gate } from "../gate.ts";
import { coverageGate } from "./coverage.ts";
import { dependencyGate } from "./dependency.ts";
import { docsOnlyGate } from "./docs-only.ts";
import { equivalenceGate } from "./equivalence.ts";
import { failingGate } from "./failing.ts";
import { licenseGate } from "./license.ts";
import { lintGate } from "./lint.ts";
import { mutationGate } from "./mutation.ts";
import { scopeGate } from "./scope.ts";
import { secretsGate } from "./secrets.ts";
import { sizeGate } from "./size.ts";
import { stabilityGate } from "./stability.ts";
import { syntaxGate } from "./syntax.ts";
import { tamperGate } from "./tamper.ts";
import { testsGate } from "./tests.ts";
import { typesGate } from "./types.ts";

/** Every gate that exists, in the order of GATE_NAMES. A name that is not here has no gate: the report says so. */
export const GATES: readonly Gate[] = [
  scopeGate,
  sizeGate,
  secretsGate,
  licenseGate,
  dependencyGate,
  tamperGate,
  syntaxGate,
  docsOnlyGate,
  lintGate,
  typesGate,
  testsGate,
  coverageGate,
  stabilityGate,
  mutationGate,
  equivalenceGate,
  failingGate,
];
