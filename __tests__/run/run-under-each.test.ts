import { describe, expect, test } from "@jest/globals";
import { runUnderEach, type RunTogether } from "../../src/run/run-under-each.ts";
import type { Together } from "../../src/run/verify-together.ts";
import { acceptedOutcome } from "./fakes.ts";

const TASKS = ["a", "b", "c"].map((name) => ({ ...acceptedOutcome(`src/${name}.ts`), name }));
const idOf = (name: string): string => TASKS.find((one) => one.name === name)?.task.id ?? "";
const nameOf = (id: string): string => TASKS.find(({ task }) => task.id === id)?.name ?? "";
const COMMANDS = ["a", "b", "c"].map((name) => ({ failing: name, tasks: [idOf(name)] }));

/** Runs that take out what a command does not bear: `"a": "b"`, under the command a the change b goes. */
function scripted(bears: (failing: string, names: readonly string[]) => string | undefined) {
  const runs: string[] = [];
  const run: RunTogether = (failing, { without }) => {
    const tried = TASKS.filter(({ task }) => !without.has(task.id));
    const lost = bears(
      failing,
      tried.map(({ name }) => name),
    );
    runs.push(`${failing}: ${tried.map(({ name }) => name).join("")}`);
    const together: Together = {
      outcomes: tried.map((one) =>
        one.name === lost ? { type: "rejected", task: one.task, reason: "red", attempts: [] } : one,
      ),
      sum: [],
      tree: "t",
      tasks: tried.map(({ task }) => task),
      verdict: {
        schema: "assay/verdict@1",
        bundles: [],
        kept: tried.filter(({ name }) => name !== lost).map(({ task }) => task.id),
        dropped: lost === undefined ? [] : [{ task: idOf(lost), because: "gates", reason: "red" }],
        tree: "t",
      },
    };
    return Promise.resolve(together);
  };
  return { run, runs };
}

describe("changes under each command that was red", () => {
  test("what holds is run once under each", async () => {
    const { run, runs } = scripted(() => undefined);
    const { verdict } = await runUnderEach(COMMANDS, run);
    expect(runs).toEqual(["a: abc", "b: abc", "c: abc"]);
    expect(verdict.dropped).toEqual([]);
  });

  test("once a change is taken out, the rest is run under the other commands, not under its own", async () => {
    const { run, runs } = scripted((failing, names) => (failing === "a" && names.includes("b") ? "b" : undefined));
    const { verdict, outcomes } = await runUnderEach(COMMANDS, run);
    expect(runs).toEqual(["a: abc", "c: ac"]);
    expect(verdict.kept.map(nameOf)).toEqual(["a", "c"]);
    expect(outcomes.map(({ type, task }) => `${type} ${nameOf(task.id)}`)).toEqual([
      "accepted a",
      "accepted c",
      "rejected b",
    ]);
  });

  test("what a later command takes out is not held by the earlier ones any more: they are run again", async () => {
    const { run, runs } = scripted((failing, names) => {
      if (failing === "c" && names.includes("b")) return "b";
      return failing === "a" && !names.includes("b") ? "c" : undefined;
    });
    const { verdict } = await runUnderEach(COMMANDS, run);
    expect(runs).toEqual(["a: abc", "b: abc", "c: abc", "a: ac"]);
    expect(verdict).toMatchObject({
      kept: [idOf("a")],
      dropped: [{ task: idOf("b") }, { task: idOf("c") }].toSorted((x, y) => (x.task < y.task ? -1 : 1)),
    });
  });
});
