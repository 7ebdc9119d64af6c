import type { SerializedError, SerializedValue } from "../../../probe/values.ts";
import type { CallbackInvocation } from "../../../probe/types.ts";
import type { EntryPoint } from "../../../probe/explore/entry-points.ts";
import {
  callsOf,
  callStep,
  endOf,
  heardBy,
  isAwaited,
  isRejected,
  settledBy,
  type Call,
  type Scenario,
  type Trial,
} from "../../../probe/explore/plans.ts";
import { changedFields } from "./changed-fields.ts";
import { writtenFiles } from "./sample-files.ts";
import { typicalArgument } from "../../../probe/explore/typical-argument.ts";
import { renderText } from "../../../probe/explore/render-literal.ts";
import { articled, shown, told } from "./told-values.ts";
import { factsOf, type Fact } from "./value-facts.ts";

function allFacts(trial: Trial): readonly Fact[] {
  const { scenario } = trial;
  const { call, before, makers } = scenario;
  const { parameters } = call.point;
  const own = parameters.flatMap(({ name, rest }, index) => {
    const arg = call.args[index];
    if (arg !== undefined)
      return rest === "yes"
        ? call.args.slice(index).flatMap((item, at) => factsOf(item, `${name}[${at}]`))
        : factsOf(arg, name);
    return [{ key: `${name} absent`, text: `without ${name}`, rank: 1, alone: "yes" as const }];
  });
  const extra = call.args
    .slice(parameters.length)
    .flatMap((arg, index) => factsOf(arg, `argument ${parameters.length + index + 1}`));
  const maker = makers.flatMap(({ args, point }) =>
    args.flatMap((arg, index) => factsOf(arg, point.parameters[index]?.name ?? "argument")),
  );
  const earlier = before.map((one): Fact => earlierFact(one, scenario));
  const waits = [...makers, ...before].flatMap(({ settled }, index): readonly Fact[] => {
    const event = settled === undefined ? undefined : settledBy(trial, index)?.name;
    return event === undefined ? [] : [{ key: `event ${event}`, text: `after '${event}'`, rank: 1.5, alone: "yes" }];
  });
  const none: readonly Fact[] =
    before.length === 0 ? [{ key: "nothing before", text: "on a new object", rank: 5, alone: "yes" }] : [];
  return [...earlier, ...waits, ...own, ...extra, ...maker, ...none];
}

const ORDINALS = ["first", "second", "third", "fourth", "fifth"];

function earlierFact({ point }: Call, { call, before }: Scenario): Fact {
  const alone = "yes";
  if (point.member !== undefined)
    return { key: `after ${point.name}`, text: `after ${point.member}()`, rank: 1, alone };
  const count = before.filter((other) => other.point === call.point).length;
  if (point !== call.point || count < before.length)
    return { key: `after ${point.name}`, text: "after other calls", rank: 1, alone };
  const text = `on the ${ORDINALS[count] ?? "last"} call`;
  return { key: text, text, rank: 1, alone };
}

function join(facts: readonly Fact[]): string {
  const isCondition = ({ alone }: Fact): boolean => alone === undefined;
  const [bare, conditions] = [facts.filter((fact) => !isCondition(fact)), facts.filter(isCondition)];
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

/** Arguments as they are: those of the call, or where it has none those that its object was made with. */
function listed({ call, makers }: Scenario): string | undefined {
  const { args, point } = call.args.length > 0 ? call : (makers.at(-1) ?? call);
  const texts = args.map(shown);
  if (texts.length === 0 || texts.includes(undefined)) return undefined;
  const list = texts.join(", ");
  return point === call.point ? `for ${list}` : `on ${point.name.replaceAll("()", "")}(${list})`;
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
  return listed(trial.scenario) ?? "";
}

function toldError(trial: Trial, { name, code }: SerializedError): string {
  const what = code ?? (name === "" ? "something that is no error" : name);
  return `${isRejected(trial) ? "rejects with" : "throws"} ${what}`;
}

/** The parameter that a called callback was passed in for, in this call or in one before it. */
function calledName(
  { scenario, places }: Trial,
  { step, argument }: Pick<CallbackInvocation, "step" | "argument">,
): string {
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
  if (point.type === "constructor" && !isAwaited(trial.scenario)) return `makes ${articled(point.name)}`;
  return toldAnswer(trial, outcome.value);
}

function toldAnswer(trial: Trial, value: SerializedValue): string {
  const { point } = trial.scenario.call;
  const isWaited = isAwaited(trial.scenario);
  const { passedOn } = callStep(trial) ?? {};
  if (passedOn !== undefined && !isWaited) return `returns ${calledName(trial, passedOn)}`;
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
    const set = (trial.scenario.settings ?? []).map(
      ({ path, value }) => `with ${path.join(".")} ${value ? "on" : "off"}`,
    );
    const plain = [resultOf(trial), when, ...set].filter((part) => part !== "").join(" ");
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
