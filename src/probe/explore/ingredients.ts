import type { ExampleValue } from "../../code/inputs/example-calls.ts";
import type { ModuleInputs } from "../../code/inputs/module-inputs.ts";
import type { ValueExpression } from "../values.ts";
import type { EntryPoint } from "./entry-points.ts";
import type { Ingredients } from "./ingredient.ts";
import { toExpression } from "./expressions.ts";
import { INSIDE, renderValue } from "./render-literal.ts";
import { seedArguments } from "./seeds.ts";

const MAX_INSTANCES = 5;
/** Characters of a text that makes an object. */
const LONGEST = 2_000;

/** Source texts that make objects of the module's classes, by the path of the class. */
function instancesOf(entries: readonly EntryPoint[], inputs: ModuleInputs): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const entry of entries) {
    if (entry.type !== "constructor") continue;
    const calls = callsOf(entry, inputs);
    const use: Ingredients = { literals: inputs.literals, instances: found, examples: new Map(), calls };
    const texts = seedArguments(entry.parameters, use).flatMap((args) => {
      const parts = args.map((arg) => renderValue(arg, INSIDE));
      return parts.every((part) => part !== undefined)
        ? [`new ${INSIDE.exported(entry.path)}(${parts.join(", ")})`]
        : [];
    });
    // An object of objects of objects: with two of each the text would double with every class.
    const short = texts.filter((text) => text.length <= LONGEST);
    found.set(entry.path.join("."), short.slice(0, MAX_INSTANCES));
  }
  return found;
}

/**
 * What values for each entry point are made with: its own constants first, those of the file where it has no code. `files`
 * are the paths of what lies in the working directory.
 */
export function toIngredients(
  entries: readonly EntryPoint[],
  inputs: ModuleInputs,
  files: readonly string[] = [],
): (entry: EntryPoint) => Ingredients {
  const all = [...namesIn(files), ...inputs.literals.strings];
  const instances = instancesOf(entries, inputs);
  const made = new Map<EntryPoint, Ingredients>();
  return (entry) => {
    const known = made.get(entry);
    if (known !== undefined) return known;
    const { strings, numbers, matching, names } = entry.literals;
    const calls = callsOf(entry, inputs);
    const own =
      entry.range === undefined
        ? inputs.literals
        : {
            strings: merged(strings, all),
            numbers: merged(numbers, inputs.literals.numbers),
            matching: merged(matching, inputs.literals.matching),
            names: merged(names, inputs.literals.names),
          };
    const use: Ingredients = { literals: own, instances, examples: new Map(), calls };
    made.set(entry, use);
    return use;
  };
}

/** Names that stand in the paths of files: code may look for them. */
function namesIn(files: readonly string[]): readonly string[] {
  return [...new Set(files.flatMap((file) => file.split("/")))];
}

function toValue(value: ExampleValue): ValueExpression {
  if (typeof value !== "object" || value === null) return toExpression(value);
  if (value.type === "list") return { type: "array", items: value.items.map(toValue) };
  return { type: "object", entries: value.entries.map(([key, part]) => [key, toValue(part)] as const) };
}

const MAX_CALLS = 60;

function callsOf({ name }: EntryPoint, { examples }: ModuleInputs): readonly (readonly ValueExpression[])[] {
  const last = name.replaceAll("()", "").split(/[.#]/u).at(-1);
  return examples
    .filter((example) => example.name === last)
    .slice(0, MAX_CALLS)
    .map(({ args }) => args.map(toValue));
}

/** Helpers of a file hold constants too: some of theirs behind a function's own. */
function merged<Value>(own: readonly Value[], all: readonly Value[]): readonly Value[] {
  return [...new Set([...own, ...all.slice(0, 40)])];
}
