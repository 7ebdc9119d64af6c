import type ts from "typescript";
import { instrument } from "../instrument.ts";
import type { Mutant } from "../mutate/mutant.ts";
import { switchAll } from "../mutate/switch-all.ts";
import { lineAt, parseSource } from "../source.ts";
import { applyChanges } from "../text-changes.ts";
import { DRIVER_TEXT } from "./driver-text.ts";
import type { TemplateName } from "./edit-template.ts";
import { importedNames } from "./imported-names.ts";
import { loadValues, reloading, type LoadValue } from "./load-values.ts";
import { findRecorders } from "./recorders/find-recorders.ts";
import type { Recorder } from "./recorders/recorder.ts";
import type { RepairCandidate, RepairPart } from "./repair-candidate.ts";
import { prologueEnd } from "./prologue-end.ts";
import { inUnit, unitsOf, type Unit, type UnitEdit } from "./units.ts";

/** One text that holds all candidates of a file, and which places they are at. */
export interface Harness {
  readonly text: string;
  /** 1-based line of each place, by the index that the driver reports. */
  readonly lines: readonly number[];
}

/** What the driver is told of a template: 0 nothing, 1 a condition, 2 a constant condition, 3 a special case. */
const KINDS: Readonly<Partial<Record<TemplateName, number>>> = {
  condition: 1,
  "constant-condition": 2,
  guard: 3,
};

interface Place {
  readonly index: number;
  readonly first: RepairPart;
  readonly parts: RepairPart[];
}

function keyOf({ start, end, position }: RepairPart): string {
  return `${start}:${end}:${position}`;
}

/** Alternatives 2, 3, … after the test that any is on: the first one needs no test of its own. */
function renderPlace({ index, first, parts }: Place): string {
  const active = `__assayG[${index}]`;
  if (first.position === "expression") {
    const last = parts.length - 1;
    return parts.map(({ text }, at) => (at === last ? `(${text})` : `${active}===${at + 1}?(${text}):`)).join("");
  }
  return parts.map(({ text }, at) => `if(${active}===${at + 1}){${text}}`).join("else ");
}

/** How the candidates of functions that can be stood in for are held: compiled one by one, or all in the text. */
export type HarnessMode = "apart" | "inside";

interface Entry {
  readonly candidate: RepairCandidate;
  readonly unit: number;
  readonly edits: readonly UnitEdit[] | undefined;
}

/** Where a candidate lies: in which function that can be stood in for, or in none. */
function toEntry(candidate: RepairCandidate, units: readonly Unit[], path: string, text: string): Entry {
  const first = candidate.parts[0]?.start ?? 0;
  const unit = units.findIndex(({ start, end }) => start < first && first <= end);
  const own = units[unit];
  const edits = own === undefined ? undefined : inUnit(own, path, text, candidate.parts);
  return { candidate, unit: edits === undefined ? -1 : unit, edits };
}

/** The values at the top of the file that a candidate changes, by their places; undefined where those cannot be made anew. */
function valuesOf({ when, parts }: RepairCandidate, values: readonly LoadValue[]): readonly number[] | undefined {
  if (when === "call") return [];
  const own = parts.map((part) => values.findIndex(({ start, end }) => start <= part.start && part.end <= end));
  if (own.includes(-1)) return undefined;
  return [...new Set([...own, ...own.flatMap((place) => values[place]?.users ?? [])])].sort((a, b) => a - b);
}

/** Places that read a value; 0 where other files may read it. */
function readersOf({ reads, readBy }: LoadValue, places: readonly Place[]): readonly number[] | 0 {
  if (readBy === "elsewhere") return 0;
  const own = places.filter(({ first }) => reads.some((at) => first.start <= at && at < first.end));
  return own.map(({ index }) => index);
}

function renderEntry({ candidate, unit, edits }: Entry, numbers: readonly number[], values: readonly number[]): string {
  const { id, prior, template } = candidate;
  return JSON.stringify([id, Number(prior.toFixed(4)), numbers, KINDS[template] ?? 0, unit, edits ?? 0, values]);
}

/** Imported names that functions use: where the runner renames imports, compiled texts do not see them. */
function importsOf(source: ts.SourceFile, units: readonly Unit[]): readonly string[] {
  return importedNames(source).filter((name) =>
    units.some(({ text }) => new RegExp(`(?<![\\w$.])${name.replaceAll("$", "\\$")}(?![\\w$])`, "u").test(text)),
  );
}

function plain(
  id: number,
  { start, end, position }: Pick<RepairPart, "start" | "end" | "position">,
  replacement: string,
): Mutant {
  const kind = position === "expression" ? "expression" : "statement";
  return { start, end, position: kind, id, replacement, line: 1, column: 1, description: "" };
}

/** What asks whether a recorder has to tell anything; in an expression it does so on the way, and answers no. */
function renderRecorder({ of, position, text }: Recorder): string {
  const on = of === "calls" ? "__assayRec" : "__assayObj";
  return position === "statement" ? on : `(${on}&&${text},false)`;
}

/** Marks, alternatives, recorders and hand-overs, as things that are switched on by a test. */
function switches(
  source: ts.SourceFile,
  all: readonly Place[],
  units: readonly Unit[],
): { readonly mutants: readonly Mutant[]; readonly test: (id: number) => string } {
  const places = all.map((place, index) =>
    plain(
      index + 1,
      place.first,
      place.parts.length > 0 ? renderPlace(place) : place.first.position === "expression" ? "0" : "",
    ),
  );
  const told = findRecorders(source);
  const recorders = told.map((one, index) => plain(-1 - index, one, one.position === "statement" ? one.text : "0"));
  const first = -1 - recorders.length;
  const dispatchers = units.map(({ dispatch, handOn }, index) =>
    plain(first - index, dispatch, handOn(`__assayV[${index}]`)),
  );
  return {
    mutants: [...places, ...recorders, ...dispatchers],
    test: (id) => {
      if (id <= first) return `(__assayE[${first - id}]=1,__assayV[${first - id}])`;
      const recorder = id < 0 ? told[-1 - id] : undefined;
      if (recorder !== undefined) return renderRecorder(recorder);
      const mark = `__assayR[${id - 1}]=1`;
      return (all[id - 1]?.parts.length ?? 0) > 0 ? `(${mark},__assayG[${id - 1}]!==0)` : `(${mark},false)`;
    },
  };
}

/**
 * A text that does what the original does, marks the places of candidates that are reached, counts loop turns, and begins
 * with the driver that tries the candidates where the file is loaded by a test runner. Candidates inside a function at the
 * top of the file are kept as edits and compiled one by one to stand in for it; the others, or with `inside` all, are
 * held by the text behind switches (mutant schemata: Untch, Offutt, Harrold, ISSTA 1993). `file` is the number by which
 * the driver's report names it. The text is for running, not for reading; the compiler is told not to check it.
 */
export function toHarness(
  path: string,
  text: string,
  candidates: readonly RepairCandidate[],
  { file, mode }: { readonly file: number; readonly mode: HarnessMode },
): Harness {
  const source = parseSource(path, text);
  const units = mode === "apart" ? unitsOf(path, text) : [];
  const places = new Map<string, Place>();
  const values = loadValues(path, text);
  const rows = candidates.flatMap((candidate) => {
    const entry = toEntry(candidate, units, path, text);
    const numbers = candidate.parts.flatMap((part) => {
      const place = places.get(keyOf(part)) ?? { index: places.size, first: part, parts: [] };
      places.set(keyOf(part), place);
      if (entry.edits !== undefined) return [place.index, 0];
      const known = place.parts.findIndex((other) => other.text === part.text);
      const local = known >= 0 ? known + 1 : place.parts.push(part);
      return [place.index, local];
    });
    const own = valuesOf(candidate, values);
    return own === undefined ? [] : [renderEntry(entry, numbers, own)];
  });
  const all = [...places.values()];
  const { mutants, test } = switches(source, all, units);
  const { text: ticking } = instrument(path, switchAll(text, mutants, test), { coverage: "off", comparisons: "off" });
  const ticked = parseSource(path, ticking);
  const at = prologueEnd(ticked);
  const data = JSON.stringify(`[${rows.join(",")}]`);
  const names = importsOf(source, units);
  const head = [
    `;var __assayG=new Int32Array(${all.length}),__assayR=new Uint8Array(${all.length}),__assayV=[${units.map(() => "null").join(",")}],__assayE=new Uint8Array(${units.length}),__assayFile=${file},__assayL=[],__assayReaders=${JSON.stringify(values.map((value) => readersOf(value, all)))}`,
    `__assayUnits=${JSON.stringify(units.map((unit) => unit.text))},__assayOrder=JSON.parse(${data})`,
    `__assayNames=${JSON.stringify(names)}`,
    `__assayImports=function(){return{${names.join(",")}}};function __assayEval(__assayText){return eval(__assayText)};${DRIVER_TEXT}`,
  ].join(",");
  const whole = applyChanges(ticking, [{ start: at, length: 0, text: head }, ...reloading(ticked, values)]);
  return {
    text: `${at === 0 ? "// @ts-nocheck\n" : ""}${whole}`,
    lines: all.map(({ first }) => lineAt(source, first.start)),
  };
}
