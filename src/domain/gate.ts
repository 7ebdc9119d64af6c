import type { CommandRecord } from "./command.ts";
import type { Diagnostic } from "./diagnostic.ts";

/** In the order in which they run: cheapest first, those that execute code last. */
export const GATE_NAMES = [
  "scope",
  "size",
  "secrets",
  "license",
  "dependency",
  "tamper",
  "syntax",
  "docs-only",
  "lint",
  "types",
  "tests",
  "coverage",
  "stability",
  "mutation",
  "equivalence",
  "failing",
] as const;
export type GateName = (typeof GATE_NAMES)[number];

export type GateLevel = "required" | "advisory" | "off";

/** What a gate measured, by name: `before`, `after`, `tests`, `runs`, … */
export type Figures = Readonly<Record<string, number | string>>;

/** What a gate says of a candidate; the runner adds name and duration. */
export type GateAnswer =
  | { readonly status: "passed"; readonly figures?: Figures; readonly commands?: readonly CommandRecord[] }
  | {
      readonly status: "failed";
      readonly diagnostics: readonly Diagnostic[];
      readonly figures?: Figures;
      readonly commands?: readonly CommandRecord[];
    }
  /** It could not run: never a pass. */
  | {
      readonly status: "errored";
      readonly reason: string;
      readonly remedy: string;
      /** The places that it could not judge, where it knows them. */
      readonly diagnostics?: readonly Diagnostic[];
      readonly commands?: readonly CommandRecord[];
    }
  | { readonly status: "skipped"; readonly reason: string };

export type GateResult = GateAnswer & {
  readonly gate: GateName;
  readonly level: Exclude<GateLevel, "off">;
  readonly durationMs: number;
};

/** Whether a result keeps the candidate from being accepted. */
export function blocks(result: GateResult): boolean {
  return result.level === "required" && (result.status === "failed" || result.status === "errored");
}

/** How the status of a gate is shown in a table. */
export const GATE_SIGNS = { passed: "✅", failed: "❌", errored: "⚠️", skipped: "➖" } as const;

/** Gates with the sign of the status that a bundle states; none for a status that is none. */
export function renderGateSigns(gates: readonly { readonly gate: GateName; readonly status: string }[]): string {
  const signOf = (status: string): string => Object.entries(GATE_SIGNS).find(([name]) => name === status)?.[1] ?? "";
  return gates.map(({ gate, status }) => `${signOf(status)} ${gate}`).join(" ");
}
