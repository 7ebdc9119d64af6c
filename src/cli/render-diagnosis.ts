import type { Style } from "../report/style.ts";
import type { Diagnosis } from "./application.ts";

type Mechanism = Diagnosis["mechanisms"][number];

function renderMechanism({ name, level, findings }: Mechanism, style: Style): string {
  const lines = findings.map(({ probe, held, detail }) => {
    const mark = held === "yes" ? style.good("held") : held === "no" ? style.bad("broke") : style.dim("not measured");
    return `    ${probe}: ${mark}, ${detail}`;
  });
  return [`  ${name}: ${level}`, ...lines].join("\n");
}

/** The text of `assay doctor`. */
export function renderDiagnosis(diagnosis: Diagnosis, style: Style): string {
  const { node, isolation, mechanisms, remedies, tools, notes } = diagnosis;
  const listed = (items: readonly string[], none: string): readonly string[] =>
    items.length === 0 ? [`  ${none}`] : items.map((item) => `  ${item}`);
  return [
    `${style.bold("Sandbox")}  ${isolation}, measured on Node ${node}`,
    ...mechanisms.map((mechanism) => renderMechanism(mechanism, style)),
    style.bold("What would raise the level"),
    ...listed(remedies, "nothing: this is the highest"),
    style.bold("Detected tools"),
    ...listed(
      tools.map(({ command, run, from }) => `${command}: ${run} (${from})`),
      "none",
    ),
    ...(notes.length === 0 ? [] : [style.bold("Notes"), ...listed(notes, "")]),
    "",
  ].join("\n");
}
