import type { CallbackInvocation, CallPlan, Effects, Late, Step, StepOutcome, StepRecord, Target } from "../types.ts";
import { buildValue, follow, ImpossiblePlan, type Scope } from "./build-value.ts";
import { collect } from "./collect.ts";
import { describeAny } from "./describe.ts";
import { createEventLog, type EventLog } from "./event-watch.ts";
import { createSerializer } from "./serialize.ts";
import { finishWork, rest, settle, startsWork } from "./settle.ts";
import { thenableOf } from "./thenable.ts";
import { toSerializedError } from "./thrown.ts";
import type { World } from "./world.ts";

/** Turns of loops that are left to the code of a plan. */
export interface Ticks {
  left: number;
  isOver: boolean;
}

/** What a plan is run with. */
export interface PlanContext {
  readonly world: World;
  readonly ticks: Ticks;
  readonly root: string;
  readonly syntax: "esm" | "commonjs";
  readonly late: "wait" | "rest" | "drop";
  /** A step other than the first begins. */
  onStep(index: number): void;
}

/** A plan under way. */
interface Running extends PlanContext {
  readonly events: EventLog;
  readonly passed: Passed;
}

/** A record before it is known what was reached. */
export interface PlanResult {
  readonly steps: readonly StepRecord[];
  readonly effects: Effects;
  readonly late?: Late;
}

const MAX_INVOCATIONS = 50;
// Taken now: the code of a plan may put another one in its place.
const OwnPromise = Promise;

/** Functions that were passed in as arguments, and where. */
type Passed = Map<unknown, { readonly step: number; readonly argument: number }>;

interface Attempt {
  readonly value: unknown;
  readonly more: Omit<StepRecord, "outcome">;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** A text that differs when the value does; empty for what cannot change or is not looked into. */
function imprint(value: unknown): string {
  return isObject(value) ? JSON.stringify(createSerializer().serialize(value)) : "";
}

/** The owner of a target's last name, and what lies there. */
function resolve(
  target: Target,
  scope: Scope,
  context: PlanContext,
): { readonly owner: unknown; readonly value: unknown } {
  const start = target.base === "exports" ? scope.exports : scope.steps[target.step];
  if (target.path.length === 0) return { owner: undefined, value: start };
  const holder = follow(start, target.path.slice(0, -1));
  const value = follow(holder, target.path.slice(-1));
  // An import is called by its name alone; only CommonJS has its exports object as `this`.
  const isImport = target.base === "exports" && target.path.length === 1 && context.syntax === "esm";
  return { owner: isImport ? undefined : holder, value };
}

function nameOf(target: Target): string {
  return [target.base === "exports" ? "exports" : `step ${target.step}`, ...target.path].join(".");
}

function invoke(
  step: Extract<Step, { type: "call" | "construct" }>,
  scope: Scope,
  context: Running,
  index: number,
): Attempt {
  const { owner, value } = resolve(step.on, scope, context);
  if (typeof value !== "function") throw new ImpossiblePlan(`${nameOf(step.on)} is no function`);
  const args = step.args.map((expression, argument) =>
    buildValue(expression, scope, { step: index, argument, path: [] }),
  );
  for (const [argument, arg] of args.entries()) {
    if (typeof arg === "function" && !context.passed.has(arg)) context.passed.set(arg, { step: index, argument });
  }
  const before = args.map(imprint);
  const receiver = step.type === "call" && step.on.base === "step" ? owner : undefined;
  const receiverBefore = imprint(receiver);
  const changes = (): Omit<StepRecord, "outcome"> => {
    const changed = args.flatMap((arg, argument) =>
      before[argument] === imprint(arg) ? [] : [{ argument, after: createSerializer().serialize(arg) }],
    );
    return {
      ...(changed.length === 0 ? {} : { changedArguments: changed }),
      ...(receiverBefore === imprint(receiver) ? {} : { changedThis: createSerializer().serialize(receiver) }),
    };
  };
  try {
    const made: unknown =
      step.type === "construct" ? Reflect.construct(value, args) : Reflect.apply(value, owner, args);
    const passedOn = context.passed.get(made);
    return { value: made, more: { ...changes(), ...(passedOn === undefined ? {} : { passedOn }) } };
  } catch (error) {
    throw new Failure(error, changes());
  }
}

/** What the code threw, with what it had changed by then. */
class Failure extends Error {
  readonly thrown: unknown;
  readonly more: Omit<StepRecord, "outcome">;

  constructor(thrown: unknown, more: Omit<StepRecord, "outcome">) {
    super();
    this.thrown = thrown;
    this.more = more;
  }
}

const PENDING = Symbol("pending");

/** Lets all end that was begun; the value may be another afterwards. */
async function rested(value: unknown, { world, events }: Running): Promise<Attempt> {
  events.reset();
  const end = await rest(world, (await startsWork(world)) ? "done" : "none");
  if (end?.work === "unfinished") return { value: PENDING, more: {} };
  const told = events.told();
  return { value, more: told === undefined ? {} : { told: { ...told, ms: end?.ms ?? 0 } } };
}

async function awaited(value: unknown, context: PlanContext): Promise<unknown> {
  const end = await settle(value, context.world);
  if (context.late === "wait") await finishWork(context.world);
  if (end.type === "pending") return PENDING;
  if (end.type === "rejected") throw end.reason;
  return end.value;
}

function attempt(step: Step, scope: Scope, context: Running, index: number): Attempt | Promise<Attempt> {
  const plain = (value: unknown): Attempt => ({ value, more: {} });
  switch (step.type) {
    case "call":
    case "construct":
      return invoke(step, scope, context, index);
    case "get":
      return plain(resolve(step.on, scope, context).value);
    case "set": {
      const { path } = step.on;
      const holder = resolve({ ...step.on, path: path.slice(0, -1) }, scope, context).value;
      const name = path.at(-1);
      if (!(isObject(holder) || typeof holder === "function") || name === undefined)
        throw new ImpossiblePlan(`${nameOf(step.on)} cannot be set`);
      Reflect.set(holder, name, buildValue(step.value, scope, { step: index, argument: 0, path: [] }));
      return plain(undefined);
    }
    case "describe":
      return { value: undefined, more: { shape: describeAny(scope.steps[step.step]) } };
    case "await":
      return awaited(scope.steps[step.step], context).then(plain);
    case "collect":
      return awaited(collect(scope.steps[step.step], step.limit), context).then(plain);
    case "rest":
      return rested(scope.steps[step.step], context);
    case "advance":
      return advance(step.ms, context).then(plain);
  }
}

async function advance(ms: number, context: PlanContext): Promise<void> {
  const { world } = context;
  for (let count = 0; count < 1_000 && world.time.runNext(ms); count += 1) await world.turn();
  if (context.late === "wait") await finishWork(world);
}

/** What the flags and the thrown value say; flags first: code may have caught what we threw. */
function failureOf(thrown: unknown, context: PlanContext): StepOutcome | undefined {
  const { fences } = context.world;
  const code = fences.exitCode();
  if (code !== undefined) return { type: "exited", code };
  if (context.ticks.isOver) return { type: "timed-out", guard: "ticks" };
  if (thrown instanceof ImpossiblePlan) return { type: "impossible", reason: thrown.message };
  const denied = fences.denied();
  if (denied !== undefined) return { type: "denied", what: denied };
  if (isObject(thrown) && Reflect.get(thrown, "code") === "ERR_ACCESS_DENIED") {
    const permission: unknown = Reflect.get(thrown, "permission");
    return { type: "denied", what: typeof permission === "string" ? permission : "access" };
  }
  return undefined;
}

/** Runs a step. Only what waits takes a turn: calls one behind the other are as close together as in a test. */
function runStep(step: Step, scope: Scope, context: Running, values: unknown[]): StepRecord | Promise<StepRecord> {
  const toRecord = (made: Attempt): StepRecord => returnedRecord(made, context, values);
  const toFailure = (error: unknown): StepRecord => failedRecord(error, context);
  try {
    const started = attempt(step, scope, context, values.length);
    return started instanceof OwnPromise ? started.then(toRecord).catch(toFailure) : toRecord(started);
  } catch (error) {
    return toFailure(error);
  }
}

function returnedRecord({ value, more }: Attempt, context: PlanContext, values: unknown[]): StepRecord {
  values.push(value);
  if (value === PENDING) return { outcome: failureOf(undefined, context) ?? { type: "pending" }, ...more };
  const serializer = createSerializer();
  const outcome = failureOf(undefined, context) ?? { type: "returned", value: serializer.serialize(value) };
  for (const { promise, settle: tell } of serializer.promises) {
    promise.then(
      (settled) => {
        tell("fulfilled", createSerializer().serialize(settled));
      },
      (reason: unknown) => {
        tell("rejected", createSerializer().serialize(reason));
      },
    );
  }
  return { outcome, ...thenableOf(value), ...more };
}

function failedRecord(error: unknown, context: PlanContext): StepRecord {
  const [thrown, more] = error instanceof Failure ? [error.thrown, error.more] : [error, {}];
  const outcome = failureOf(thrown, context) ?? { type: "threw", error: toSerializedError(thrown, context.root) };
  return { outcome, ...more };
}

/** Runs one plan on a loaded module. Never throws for what the code does. */
export async function runPlan(
  plan: Pick<CallPlan, "steps">,
  exports: unknown,
  context: PlanContext,
): Promise<PlanResult> {
  const values: unknown[] = [];
  const steps: StepRecord[] = [];
  const events = createEventLog(values);
  const running: Running = { ...context, events, passed: new Map() };
  context.world.events.tellTo(events.note);
  let invocations: CallbackInvocation[] = [];
  const scope: Scope = {
    exports,
    steps: values,
    onCall({ step, argument, path }, args) {
      context.world.noteCallback();
      events.noteCallback();
      if (invocations.length >= MAX_INVOCATIONS) return;
      const seen = args.map((arg) => createSerializer().serialize(arg));
      invocations.push({ ...(step === steps.length ? {} : { step }), argument, path, args: seen });
    },
  };
  for (const step of plan.steps) {
    if (steps.some(({ outcome }) => outcome.type !== "returned")) {
      steps.push({ outcome: { type: "skipped" } });
      continue;
    }
    invocations = [];
    // Whoever has to tell of a plan that never came back knows the step by this.
    if (steps.length > 0) context.onStep(steps.length);
    const begun = runStep(step, scope, running, values);
    const record = begun instanceof OwnPromise ? await begun : begun;
    steps.push(invocations.length === 0 ? record : { ...record, callbacks: invocations });
  }
  invocations = [];
  return endOf(steps, context, events, () => invocations);
}

/** What goes on behind the last step, where it is waited for, and all that is to be put back. */
async function endOf(
  steps: readonly StepRecord[],
  context: PlanContext,
  events: EventLog,
  heard: () => readonly CallbackInvocation[],
): Promise<PlanResult> {
  const { world } = context;
  events.reset();
  const isBusy = context.late !== "drop" && (await startsWork(world));
  await world.turn();
  const isOver = steps.some(({ outcome }) => outcome.type === "timed-out" || outcome.type === "exited");
  const ended = context.late === "drop" || isOver ? undefined : await rest(world, isBusy ? "done" : "none");
  const told = events.told();
  world.events.tellTo(undefined);
  const timers = world.time.left();
  const effects = world.end((thrown) => toSerializedError(thrown, context.root));
  // What was called within the same turn is late as well, though nothing had to be waited for.
  const end = ended ?? (context.late !== "drop" && heard().length > 0 ? { ms: 0, work: "none" as const } : undefined);
  if (end === undefined) return { steps, effects };
  const work = context.ticks.isOver ? "unfinished" : end.work;
  const by = told === undefined ? {} : { told: { ...told, ms: end.ms } };
  return { steps, effects, late: { ...end, work, timers, callbacks: heard(), ...by } };
}
