import type { SerializedError, SerializedValue, ValueExpression } from "../../../probe/values.ts";
import type { CallbackInvocation } from "../../../probe/types.ts";
import type { EntryPoint } from "../../../probe/explore/entry-points.ts";
import { callsOf, callStep, endOf, heardBy, isAwaited, isRejected, type Trial } from "../../../probe/explore/plans.ts";
import { changedFields } from "./changed-fields.ts";
import { writtenFiles } from "./sample-files.ts";
import { typicalArgument } from "../../../probe/explore/typical-argument.ts";
import { renderNumber, renderText, renderValue, type LiteralStyle } from "../../../probe/explore/render-literal.ts";

/** Something that is so in one trial: what tells it from others, and how it is said. */
interface Fact {
  readonly key: string;
  readonly text: string;
  /** The lower, the more telling. */
  readonly rank: number;
}

const style: LiteralStyle = { quote: "'", exported: (path) => path.join("."), callback: () => "a callback" };
const MAX_SHOWN = 32;
/** Digits that nobody reads in a title. */
const LONG_NUMBER = 10;

function shown(value: ValueExpression | SerializedValue): string | undefined {
  const text = renderValue(value, style);
  return text === undefined || text.length > MAX_SHOWN || text.includes("\n") ? undefined : text;
}

const is = (place: string, what: string, rank: number): Fact => ({
  key: `${place} is ${what}`,
  text: `${place} is ${what}`,
  rank,
});

function leafFacts(value: ValueExpression, place: string): readonly Fact[] {
  if (value.type === "primitive") {
    if (value.value === null || typeof value.value === "boolean") return [is(place, String(value.value), 1)];
    if (value.value === "") return [is(place, "empty", 1)];
    if (typeof value.value === "number") return [is(place, renderNumber(value.value), 3)];
    const text = shown(value);
    return text === undefined ? [is(place, "a long text", 5)] : [is(place, text, 2)];
  }
  if (value.type === "special") return [is(place, value.name, 1)];
  if (value.type === "callback" && value.arity !== undefined)
    return [is(place, `a function with ${value.arity} ${value.arity === 1 ? "parameter" : "parameters"}`, 3)];
  const named: Partial<Record<ValueExpression["type"], string>> = {
    date: "a date",
    regex: "a regular expression",
    error: "an error",
    bytes: "a buffer",
    callback: "a function",
    promise: "a promise",
    iterable: "an iterable",
    stream: "a stream",
    symbol: "a symbol",
    bigint: "a bigint",
    url: "a URL",
  };
  const kind = named[value.type];
  const text = shown(value);
  return kind === undefined ? (text === undefined ? [] : [is(place, text, 4)]) : [is(place, kind, 3)];
}

function factsOf(value: ValueExpression, place: string): readonly Fact[] {
  switch (value.type) {
    case "array": {
      if (value.items.length === 0) return [is(place, "empty", 1)];
      const inner = value.items.flatMap((item, index) => (item === null ? [] : factsOf(item, `${place}[${index}]`)));
      const count = value.items.length;
      const many: Fact = {
        key: `${place} length ${count}`,
        text: `${place} has ${count} ${count === 1 ? "item" : "items"}`,
        rank: 2,
      };
      const text = shown(value);
      return [many, ...(text === undefined ? [] : [is(place, text, 2)]), ...inner];
    }
    case "object": {
      if (value.entries.length === 0) return [is(place, "an empty object", 1)];
      const keys = value.entries.map(([key]) => key);
      const has: Fact = {
        key: `${place} keys ${keys.join()}`,
        text: `${place} has only ${keys.join(" and ")}`,
        rank: 6,
      };
      return [...value.entries.flatMap(([key, item]) => factsOf(item, `${place}.${key}`)), has];
    }
    case "map":
    case "set":
      return (value.type === "map" ? value.entries : value.items).length === 0
        ? [is(place, "empty", 1)]
        : [is(place, `a ${value.type}`, 3)];
    default:
      return leafFacts(value, place);
  }
}

function allFacts({ scenario }: Trial): readonly Fact[] {
  const { call, before, makers } = scenario;
  const { parameters } = call.point;
  const own = parameters.flatMap(({ name, rest }, index) => {
    const arg = call.args[index];
    if (arg !== undefined)
      return rest === "yes"
        ? call.args.slice(index).flatMap((item, at) => factsOf(item, `${name}[${at}]`))
        : factsOf(arg, name);
    return [{ key: `${name} absent`, text: `without ${name}`, rank: 1 }];
  });
  const extra = call.args
    .slice(parameters.length)
    .flatMap((arg, index) => factsOf(arg, `argument ${parameters.length + index + 1}`));
  const maker = makers.flatMap(({ args, point }) =>
    args.flatMap((arg, index) => factsOf(arg, point.parameters[index]?.name ?? "argument")),
  );
  const earlier = before.map(({ point }): Fact => ({
    key: `after ${point.name}`,
    text: `after ${point.member ?? point.name}()`,
    rank: 1,
  }));
  const none: readonly Fact[] =
    before.length === 0 ? [{ key: "nothing before", text: "on a new object", rank: 5 }] : [];
  return [...earlier, ...own, ...extra, ...maker, ...none];
}

function join(facts: readonly Fact[]): string {
  const [bare, conditions] = [
    facts.filter(({ text }) => !/ (is|has) /u.test(text)),
    facts.filter(({ text }) => / (is|has) /u.test(text)),
  ];
  const when = conditions.length === 0 ? "" : `when ${conditions.map(({ text }) => text).join(" and ")}`;
  return [when, ...bare.map(({ text }) => text)].filter((part) => part !== "").join(" ");
}

/** How deep in an argument a fact lies: readers look at the outside first. */
function depthOf({ key }: Fact): number {
  return (/^[^ ]*/u.exec(key)?.[0].match(/[.[]/gu)?.length ?? 0) * 0.8;
}

/** What is so for the usual arguments: it tells less. */
function usualKeys({ scenario: { call } }: Trial): ReadonlySet<string> {
  const facts = call.point.parameters.flatMap(({ name }, index) => {
    const typical = typicalArgument(call.point, index);
    return typical === undefined ? [] : factsOf(typical, name);
  });
  return new Set(facts.map(({ key }) => key));
}

/** What tells a trial from the others of its group: one fact if one is enough, else two; empty where nothing short does. */
function distinction(trial: Trial, others: readonly Trial[]): string {
  const usual = usualKeys(trial);
  const rank = (fact: Fact): number => fact.rank + depthOf(fact) + (usual.has(fact.key) ? 8 : 0);
  const facts = allFacts(trial).toSorted((a, b) => rank(a) - rank(b) || a.text.length - b.text.length);
  const keys = others.map((other) => new Set(allFacts(other).map(({ key }) => key)));
  const single = facts.find(({ key }) => keys.every((set) => !set.has(key)));
  if (single !== undefined) return join([single]);
  const telling = facts.slice(0, 24);
  for (const [index, first] of telling.entries()) {
    for (const second of telling.slice(index + 1)) {
      if (keys.every((set) => !set.has(first.key) || !set.has(second.key))) return join([first, second]);
    }
  }
  const args = trial.scenario.call.args.map(shown);
  return args.every((text) => text !== undefined) ? `for ${args.join(", ")}` : "";
}

function articled(name: string): string {
  return `${/^[aeiou]/iu.test(name) ? "an" : "a"} ${name}`;
}

const COUNTED = (count: number): string => `${count} ${count === 1 ? "item" : "items"}`;

/** A value in words, short. */
function told(value: SerializedValue): string {
  const text = shown(value);
  switch (value.type) {
    case "primitive":
      if (typeof value.value === "number" && (text ?? "").length > LONG_NUMBER)
        return `about ${renderNumber(Number(value.value.toPrecision(4)))}`;
      return value.value === "" ? "an empty string" : (text ?? "a text");
    case "array":
      return value.items.length === 0 ? "an empty array" : (text ?? COUNTED(value.items.length));
    case "object":
      return toldObject(
        value.entries.map(([key]) => key),
        text,
      );
    case "instance":
      // A prototype without a constructor of its own has the language's: nothing is said by that name.
      return /^(Object)?$/u.test(value.constructorName)
        ? toldObject(
            value.entries.map(([key]) => key),
            undefined,
          )
        : articled(value.constructorName);
    case "function":
      return "a function";
    default:
      return text ?? articled(value.type);
  }
}

function toldObject(keys: readonly string[], text: string | undefined): string {
  if (keys.length === 0) return "an empty object";
  return text ?? (keys.length <= 3 ? `an object with ${keys.join(", ")}` : "an object");
}

function toldError(trial: Trial, { name, code }: SerializedError): string {
  const what = code ?? (name === "" ? "something that is no error" : name);
  return `${isRejected(trial) ? "rejects with" : "throws"} ${what}`;
}

/** The parameter that a called callback was passed in for, in this call or in one before it. */
function calledName({ scenario, places }: Trial, { step, argument }: CallbackInvocation): string {
  const at = step === undefined ? -1 : places.indexOf(step);
  return callsOf(scenario).at(at)?.point.parameters[argument]?.name ?? "the callback";
}

/** What a call does to its object. */
function toldState(fields: readonly (readonly [string, SerializedValue])[]): string {
  const [first, second, ...more] = fields;
  if (first === undefined || more.length > 0) return "changes the object";
  if (second !== undefined) return `changes ${first[0]} and ${second[0]}`;
  return `sets ${first[0]} to ${told(first[1])}`;
}

/** What a call does that answers nothing. */
function toldQuiet(trial: Trial): string {
  const { point } = trial.scenario.call;
  const step = callStep(trial);
  const changed = step?.changedArguments?.[0];
  if (changed !== undefined) return `changes ${point.parameters[changed.argument]?.name ?? "its argument"}`;
  const calls = heardBy(trial)[0];
  if (calls !== undefined) return `calls ${[calledName(trial, calls), ...calls.path].join(".")}`;
  const [file] = writtenFiles(trial);
  if (file !== undefined) return `writes ${file.path}`;
  if (step?.changedThis !== undefined) return toldState(changedFields(trial));
  return isAwaited(trial.scenario) ? "resolves" : "returns undefined";
}

/** What a callback is called with that is called later. */
function toldLate(trial: Trial): string | undefined {
  const late = trial.record.late?.callbacks ?? [];
  const [first, ...more] = late;
  if (first === undefined || late.some(({ path }) => path.length > 0)) return undefined;
  const name = calledName(trial, first);
  if (more.length > 0) {
    const names = [...new Set(late.map((one) => calledName(trial, one)))];
    return names.length === 1 ? `calls ${name} ${late.length} times` : `calls ${names.slice(0, 3).join(", then ")}`;
  }
  const texts = first.args.map(told);
  return texts.length === 0 || texts.length > 3 ? `calls ${name}` : `calls ${name} with ${texts.join(", ")}`;
}

function resultOf(trial: Trial): string {
  const outcome = endOf(trial)?.outcome;
  const { point } = trial.scenario.call;
  const late = outcome?.type === "returned" ? toldLate(trial) : undefined;
  if (late !== undefined) return late;
  if (outcome?.type === "threw") return toldError(trial, outcome.error);
  if (outcome?.type !== "returned") return "works";
  const isWaited = isAwaited(trial.scenario);
  if (point.type === "constructor" && !isWaited) return `makes ${articled(point.name)}`;
  const { value } = outcome;
  if (value.type === "special" && value.name === "undefined") return toldQuiet(trial);
  return `${isWaited ? "resolves to" : verbOf(point)} ${told(value)}`;
}

function verbOf({ result, type }: EntryPoint): string {
  if (result === "iterator") return "yields";
  return type === "getter" ? "is" : "returns";
}

/** Titles of the tests of one group, in their order; each is different from the others. */
export function toTitles(trials: readonly Trial[]): readonly string[] {
  const titles: string[] = [];
  for (const trial of trials) {
    const others = trials.filter((other) => other !== trial);
    const when = others.length === 0 ? "" : distinction(trial, others);
    const plain = [resultOf(trial), when].filter((part) => part !== "").join(" ");
    let title = plain;
    for (let count = 2; titles.includes(title); count += 1) title = `${plain} (${count})`;
    titles.push(title);
  }
  return titles;
}

/** A title in quotes. */
export function renderTitle(title: string, quote: "'" | '"'): string {
  return renderText(title, quote);
}
