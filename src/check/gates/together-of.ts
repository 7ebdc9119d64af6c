import type { CommandRecord } from "../../domain/command.ts";
import type { Figures, GateAnswer } from "../../domain/gate.ts";

/** From the worst to what says least. */
const ORDER: readonly GateAnswer["status"][] = ["errored", "failed", "passed", "skipped"];

/** Figures of two files: counts added up, of scores the lower one, words of both. */
function sum(one: Figures, other: Figures): Figures {
  const made: Record<string, number | string> = { ...one };
  for (const [name, value] of Object.entries(other)) {
    const known = made[name];
    if (typeof known === "string" && typeof value === "string") made[name] = [...new Set([known, value])].join("; ");
    else if (typeof known !== "number" || typeof value !== "number") made[name] = value;
    else made[name] = name === "score" ? Math.min(known, value) : known + value;
  }
  return made;
}

function commandsOf(answer: GateAnswer): readonly CommandRecord[] {
  return answer.status === "skipped" ? [] : (answer.commands ?? []);
}

/** One answer of a gate that looks at files one by one: as bad as the worst of them, with the figures of all. */
export function togetherOf(answers: readonly GateAnswer[]): GateAnswer {
  const [worst] = answers.toSorted((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status));
  if (worst === undefined) return { status: "skipped", reason: "there is no file to look at" };
  if (answers.length === 1 || worst.status === "skipped") return worst;
  const commands = answers.flatMap(commandsOf);
  if (worst.status === "errored") return { ...worst, commands };
  const judged = answers.filter((answer) => answer.status === "passed" || answer.status === "failed");
  const figures = judged.reduce<Figures>((all, answer) => sum(all, answer.figures ?? {}), {});
  if (worst.status === "passed") return { status: "passed", figures, commands };
  const diagnostics = judged.flatMap((answer) => (answer.status === "failed" ? answer.diagnostics : []));
  return { status: "failed", diagnostics, figures, commands };
}
