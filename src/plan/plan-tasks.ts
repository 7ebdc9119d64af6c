import { minimatch } from "minimatch";
import type { Plan, Skip } from "../domain/plan.ts";
import type { RepoPath } from "../domain/repo-path.ts";
import { findStubs, isSpecification } from "../domain/stubs.ts";
import type { Task, TaskKind } from "../domain/task.ts";
import { classifyContent } from "./classify-content.ts";
import type { Eligible, Entry, Judge } from "./classify-entry.ts";
import { KIND_ORDER, classifyEntry } from "./classify-entry.ts";
import { DuePages } from "./due-pages.ts";
import { DueMoves, overLimit, toMoveTask } from "./due-moves.ts";
import type { PlanInput } from "./plan-input.ts";

/** Files whose content is looked at together. */
const BATCH = 16;
const ID_DIGITS = 10;

/** Safe against globs made to be slow: no alternatives that multiply, no nested patterns. */
const GLOB = { dot: true, noext: true, nobrace: true, nonegate: true, nocomment: true } as const;

/** The id of a task: the same for the same kind and target in every run. */
export function toTaskId(digest: (text: string) => string, kind: TaskKind, path: RepoPath): string {
  return `${kind}-${digest(`${kind}\0${path}`).slice(0, ID_DIGITS)}`;
}

/**
 * Turns changes into tasks, and everything else into skips with a reason. Linear in the number of changes; contents
 * are read only of files that would become tasks, and never of more than the task limit needs.
 */
export async function planTasks(input: PlanInput): Promise<Plan> {
  const builder = new PlanBuilder(input);
  for await (const entry of toEntries(input)) await builder.add(entry);
  return builder.finish();
}

async function* toEntries(input: PlanInput): AsyncGenerator<Entry> {
  if (input.changes !== undefined) yield* input.changes;
  if (input.files === undefined) return;
  for await (const file of input.files) yield { ...file, status: "present" };
}

/** Collects a plan; lives for one call of {@link planTasks}. */
class PlanBuilder {
  readonly #input: PlanInput;
  readonly #judge: Judge;
  readonly #tasks: Task[] = [];
  readonly #skips: Skip[] = [];
  readonly #taken = new Map<RepoPath, Task>();
  readonly #withoutEngine = new Map<TaskKind, number>();
  readonly #reasons = new Map<RepoPath, string>();
  readonly #pages: DuePages;
  readonly #moves: DueMoves;
  #waiting: Eligible[] = [];
  #entries = 0;

  constructor(input: PlanInput) {
    this.#input = input;
    const { paths, tasks } = input.selection;
    this.#pages = new DuePages(input.policy, input.passedOn);
    this.#moves = new DueMoves(input.moves ?? []);
    this.#judge = {
      policy: input.policy,
      ruleOf: (path) => input.matcher.ruleOf(path),
      protectedBy: (path) => input.matcher.protectedBy(path),
      isSelected: (path) => paths.length === 0 || paths.some((glob) => minimatch(path, glob, GLOB)),
      wanted: tasks ?? input.policy.tasks,
    };
  }

  async add(entry: Entry): Promise<void> {
    this.#entries += 1;
    const judged = classifyEntry(entry, this.#judge);
    const isGone = judged.type === "excluded" && judged.reason === "deleted";
    if (isGone || (judged.type === "eligible" && judged.kinds.includes("docs"))) this.#pages.note(entry.path.text);
    if (judged.type === "excluded") {
      this.#skips.push({ path: entry.path.text, reason: judged.reason, detail: judged.detail });
      return;
    }
    if (judged.kinds.includes("refactor")) this.#planMove(judged);
    const kinds = judged.kinds.filter((kind) => this.#hasEngine(kind) && this.#isWanted(kind, judged.path));
    if (kinds.length === 0) return;
    this.#waiting.push({ ...judged, kinds });
    if (this.#input.choose === undefined && this.#waiting.length >= BATCH) await this.#look();
  }

  async finish(): Promise<Plan> {
    await this.#choose();
    await this.#look();
    for (const page of this.#pages.due()) this.#planPage(page.path, page.because);
    for (const kind of KIND_ORDER) {
      const count = this.#withoutEngine.get(kind);
      if (count === undefined) continue;
      const files = count === 1 ? "1 file" : `${count} files`;
      const detail = `no engine of this run can do ${kind} tasks (${files} asked for them)`;
      this.#skips.push({ kind, reason: "no-engine", detail });
    }
    if (this.#entries === 0) this.#skips.push({ reason: "no-changes", detail: this.#renderNothing() });
    return { tasks: this.#ordered(), skips: this.#skips };
  }

  /** By path; chosen files as they were chosen, so that what is cut off the end is what matters least. */
  #ordered(): readonly Task[] {
    const places = new Map([...this.#reasons.keys()].map((path, index) => [path, index]));
    const place = (task: Task): number => places.get(task.target) ?? places.size;
    const kind = (task: Task): number => KIND_ORDER.indexOf(task.kind);
    return this.#tasks.toSorted((a, b) => place(a) - place(b) || compare(a.target, b.target) || kind(a) - kind(b));
  }

  async #choose(): Promise<void> {
    const { choose } = this.#input;
    if (choose === undefined) return;
    // What could not be written anyway must not take the place of what can.
    const able = this.#waiting.map((file) => ({
      ...file,
      kinds: file.kinds.filter((kind) => this.#hasPlace(file, kind)),
    }));
    const choice = await choose(able.filter(({ kinds }) => kinds.length > 0));
    this.#skips.push(...choice.skips);
    for (const { file, reason } of choice.chosen) this.#reasons.set(file.path, reason);
    this.#waiting = choice.chosen.map(({ file }) => file);
  }

  #isWanted(kind: TaskKind, path: RepoPath): boolean {
    const { only, digest } = this.#input;
    if (only === undefined || only.has(toTaskId(digest, kind, path))) return true;
    this.#skips.push({ path, kind, reason: "not-selected", detail: "another shard has it" });
    return false;
  }

  #hasEngine(kind: TaskKind): boolean {
    if (this.#input.supported.has(kind)) return true;
    this.#withoutEngine.set(kind, (this.#withoutEngine.get(kind) ?? 0) + 1);
    return false;
  }

  /** Looks at the contents of what waits, as long as there is room for tasks. */
  async #look(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    const limit = this.#input.policy.limits.fileBytes;
    const room = this.#room();
    const looked = waiting.slice(0, room);
    let index = 0;
    for await (const bytes of this.#peek(looked, limit + 1)) {
      const file = looked[index];
      index += 1;
      if (file === undefined) break;
      const excluded = classifyContent(bytes, limit);
      if (excluded === undefined) this.#plan(file, bytes);
      else this.#skips.push({ path: file.path, reason: excluded.reason, detail: excluded.detail });
    }
    const rest = waiting.slice(room);
    // Files that turned out to be no text have left room for the ones behind them.
    if (rest.length > 0 && this.#room() > 0) {
      this.#waiting = rest;
      await this.#look();
      return;
    }
    for (const file of rest) for (const kind of file.kinds) this.#skipOverLimit(file.path, kind);
  }

  #peek(files: readonly Eligible[], limit: number): AsyncIterable<Uint8Array> | readonly Uint8Array[] {
    if (files.length === 0) return [];
    return this.#input.peek(
      files.map(({ blob }) => blob),
      limit,
    );
  }

  #room(): number {
    return Math.max(0, this.#input.policy.limits.tasks - this.#tasks.length);
  }

  #skipOverLimit(path: RepoPath, kind: TaskKind): void {
    this.#skips.push(overLimit(path, kind, this.#input.policy.limits));
  }

  #plan(file: Eligible, bytes: Uint8Array): void {
    for (const kind of file.kinds) {
      const skip = (reason: Skip["reason"], detail: string): void => {
        this.#skips.push({ path: file.path, kind, reason, detail });
      };
      const writable = this.#writable(file, kind);
      const taker = writable.map((path) => this.#taken.get(path)).find((task) => task !== undefined);
      if (kind === "scaffold" && !isToFillIn(file.path, bytes)) {
        skip("nothing-to-fill-in", "it is no specification and says nowhere that something is not implemented");
      } else if (writable.length === 0) {
        this.#skipWithoutPlace(file, kind);
      } else if (taker !== undefined) {
        skip("writable-taken", `what it would write is already written by the task ${taker.id} (${taker.kind})`);
      } else if (this.#room() === 0) {
        this.#skipOverLimit(file.path, kind);
      } else {
        this.#addTask(file, kind, writable);
      }
    }
  }

  #hasPlace(file: Eligible, kind: TaskKind): boolean {
    if (this.#writable(file, kind).length > 0) return true;
    this.#skipWithoutPlace(file, kind);
    return false;
  }

  #skipWithoutPlace({ path, index }: Eligible, kind: TaskKind): void {
    const detail = `rule ${index + 1} gives a ${kind} task no path that it may write`;
    this.#skips.push({ path, kind, reason: "no-writable-path", detail });
  }

  #writable(file: Eligible, kind: TaskKind): readonly RepoPath[] {
    const paths = this.#input.writable(file.rule, kind, file.path);
    return paths.filter((path) => this.#judge.protectedBy(path) === undefined);
  }

  #addTask(file: Eligible, kind: TaskKind, writable: readonly RepoPath[]): void {
    const id = toTaskId(this.#input.digest, kind, file.path);
    this.#take({ id, kind, target: file.path, writable, reason: this.#renderReason(file), rule: file.index });
  }

  /** A page of the policy is a task of its own, under the first rule that asks for docs. */
  #planPage(path: RepoPath, because: string): void {
    const { policy, supported, digest, choose } = this.#input;
    // A run over chosen files is about these files.
    if (choose !== undefined) return;
    const rule = policy.rules.findIndex(({ tasks }) => tasks.includes("docs"));
    if (rule < 0 || !supported.has("docs") || !this.#judge.wanted.includes("docs") || this.#taken.has(path)) return;
    if (!this.#isWanted("docs", path)) return;
    const guard = this.#judge.protectedBy(path);
    if (guard !== undefined) {
      this.#skips.push({ path, kind: "docs", reason: "protected", detail: `it is protected by ${guard}` });
    } else if (this.#room() === 0) {
      this.#skipOverLimit(path, "docs");
    } else {
      const id = toTaskId(digest, "docs", path);
      const reason = `docs.pages of the policy: it describes ${because}`;
      this.#take({ id, kind: "docs", target: path, writable: [path], reason, rule });
    }
  }

  /** A package whose file is work moves before anything else is done to its files. */
  #planMove(file: Eligible): void {
    // A run over chosen files is about these files.
    if (this.#input.choose !== undefined) return;
    const move = this.#moves.take(file.path);
    if (move === undefined) return;
    const { digest, only, policy } = this.#input;
    const id = toTaskId(digest, "refactor", move.manifest);
    const planned = toMoveTask(move, file, { id, only, limits: policy.limits, room: this.#room() });
    if (planned.type === "skip") this.#skips.push(planned.skip);
    else this.#take(planned.task);
  }

  #take(task: Task): void {
    this.#tasks.push(task);
    for (const path of task.writable) this.#taken.set(path, task);
  }

  #renderReason(file: Eligible): string {
    const chosen = this.#reasons.get(file.path);
    if (chosen !== undefined) return chosen;
    if (file.status === "present") return `matches rule ${file.index + 1} (--all)`;
    const { mergeBase, head } = this.#input.subject;
    return `${file.status} between ${mergeBase.slice(0, 7)} and ${head.slice(0, 7)}`;
  }

  #renderNothing(): string {
    const { mergeBase, head } = this.#input.subject;
    if (this.#input.files !== undefined) return `${head.slice(0, 7)} holds no files`;
    return `nothing changed between ${mergeBase.slice(0, 7)} and ${head.slice(0, 7)}; --all works on every file`;
  }
}

/** Whether a scaffold has something to go by: a specification, or a stub. */
function isToFillIn(path: RepoPath, bytes: Uint8Array): boolean {
  return isSpecification(path) || findStubs(new TextDecoder().decode(bytes)).length > 0;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
