import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { findMutants } from "../../src/code/mutate/find-mutants.ts";
import type { Mutant } from "../../src/code/mutate/mutant.ts";
import { createProber } from "../../src/probe/prober.ts";
import type { Prober } from "../../src/probe/types.ts";
import { call, plan } from "./plans.ts";
import { createProbeWorkspace, type ProbeWorkspace } from "./probe-workspace.ts";

const FILE = "src/clamp.ts";
const TEXT = `export const LIMITS = { low: 0, high: 10 };
export function clamp(x: number): number {
  if (x < LIMITS.low) return LIMITS.low;
  return x > LIMITS.high ? LIMITS.high : x;
}
export function count(text: string): number {
  let n = 0;
  for (let i = 0; i < text.length; i++) n++;
  return n;
}
export const unused = () => "nobody calls";
export const shaky = () => crypto.randomUUID();
export function old(x: number): number {
  console.warn("old is deprecated", new Error("").stack);
  return x + 1;
}
`;

let workspace: ProbeWorkspace;
let prober: Prober;

beforeAll(async () => {
  workspace = await createProbeWorkspace({ [FILE]: TEXT });
  prober = createProber({ workspace, signal: new AbortController().signal });
});
afterAll(async () => {
  await workspace[Symbol.asyncDispose]();
});

const mutants = findMutants(FILE, TEXT);
const find = (description: string): Mutant => {
  const found = mutants.find((mutant) => mutant.description === description);
  if (found === undefined)
    throw new Error(`no mutant ${description} among: ${mutants.map((one) => one.description).join("; ")}`);
  return found;
};
const PLANS = [
  plan(FILE, call("clamp", -1)),
  plan(FILE, call("clamp", 5)),
  plan(FILE, call("clamp", 11)),
  plan(FILE, call("count", "ab")),
];

describe("judge", () => {
  test("mutants judged side by side have the same verdicts, each its own", async () => {
    const file = "src/many.ts";
    const text = Array.from({ length: 20 }, (_, n) => `export const f${n} = (a: number) => a + ${n} < 9;\n`).join("");
    await using place = await createProbeWorkspace({ [file]: text });
    const { signal } = new AbortController();
    const many = findMutants(file, text);
    const plans = [plan(file, call("f3", 5)), plan(file, call("f8", 1)), plan(file, call("f17", -20))];
    expect(many.length).toBeGreaterThan(60);
    const side = await createProber({ workspace: place, signal, launches: () => 2 }).judge(plans, many, "every");
    expect(new Set(side.map(({ status }) => status))).toEqual(new Set(["killed", "survived", "unreached"]));
    expect(side).toEqual(await createProber({ workspace: place, signal }).judge(plans, many, "every"));
  });

  test("a plan on which the original is endless tells the mutants that end there", async () => {
    const file = "src/down.ts";
    const text = "export function down(n: number): number {\n  while (n !== 0) n -= 2;\n  return n;\n}\n";
    await using place = await createProbeWorkspace({ [file]: text });
    const judge = createProber({ workspace: place, signal: new AbortController().signal });
    const all = findMutants(file, text).filter(({ description }) =>
      ["n !== 0 → false", "2 → 3", "n -= 2 → n += 2"].includes(description),
    );
    const plans = [plan(file, call("down", 4)), plan(file, call("down", 9)), plan(file, call("down", 7))];
    const records = await judge.judge(plans, all, "every", { ticks: 200_000 });
    expect(records.map(({ killedBy }) => killedBy)).toEqual([[0, 1, 2], [0], [0, 1]]);
  });

  test("tells killed, survived, endless and unreached mutants apart, by plan", async () => {
    const chosen = [
      find("x < LIMITS.low → false"),
      find("x < LIMITS.low → x <= LIMITS.low"),
      find("i++ → i--"),
      find('"nobody calls" → ""'),
      find("10 → 11"),
    ];
    const records = await prober.judge(PLANS, chosen, "every");
    expect(records.map(({ mutant, status, killedBy }) => ({ mutant, status, killedBy }))).toEqual([
      { mutant: chosen[0]?.id, status: "killed", killedBy: [0] },
      { mutant: chosen[1]?.id, status: "survived", killedBy: [] },
      { mutant: chosen[2]?.id, status: "timed-out", killedBy: [3] },
      { mutant: chosen[3]?.id, status: "unreached", killedBy: [] },
      // Code that runs when the module is loaded is mutated too.
      { mutant: chosen[4]?.id, status: "killed", killedBy: [2] },
    ]);
  });

  test("`first` stops at the first plan; `every` gives the same behaviour the same text", async () => {
    const body = find("x > LIMITS.high → true");
    expect((await prober.judge(PLANS, [body], "first"))[0]).toEqual({
      mutant: body.id,
      status: "killed",
      killedBy: [0 + 1],
    });
    const same = [find("x < LIMITS.low → x <= LIMITS.low"), find("x > LIMITS.high → x >= LIMITS.high"), body];
    const [one, two, three] = await prober.judge(PLANS, same, "every");
    expect(one?.behaviour).toMatch(/^[0-9a-f]{40}$/u);
    expect(two?.behaviour).toBe(one?.behaviour);
    expect(three?.behaviour).not.toBe(one?.behaviour);
  });

  test("from where something was printed is no difference, what was printed is", async () => {
    const plans = [plan(FILE, call("old", 1))];
    const own = [find("x + 1 → x - 1"), find('"old is deprecated" → ""')];
    const records = await prober.judge(plans, own, "every");
    expect(records.map(({ status }) => status)).toEqual(["killed", "killed"]);
  });

  test("plans whose result is never the same kill nothing", async () => {
    const name = find("crypto.randomUUID() → undefined");
    expect(await prober.judge([plan(FILE, call("shaky"))], [name], "first")).toEqual([
      { mutant: name.id, status: "unreached", killedBy: [] },
    ]);
  });

  test("replacements of another maker, and mutants that end the process", async () => {
    const start = TEXT.indexOf("let n = 0;");
    const made = (id: number, replacement: string): Mutant => ({
      id,
      start,
      end: start,
      position: "statement",
      replacement,
      line: 7,
      column: 3,
      description: "",
    });
    const records = await prober.judge(
      PLANS,
      [
        made(1, 'if (text === "ab") return 7;'),
        made(2, '/^(a+)+$/.test("a".repeat(50) + "b");'),
        made(3, 'if (text === "zz") return 7;'),
      ],
      "first",
    );
    expect(records).toEqual([
      { mutant: 1, status: "killed", killedBy: [3] },
      { mutant: 2, status: "timed-out", killedBy: [] },
      { mutant: 3, status: "survived", killedBy: [] },
    ]);
  });
});

describe("standIns", () => {
  const [low, endless, unreached, high] = [
    find("x < LIMITS.low → false"),
    find("i++ → i--"),
    find('"nobody calls" → ""'),
    find("x > LIMITS.high → true"),
  ];
  const shaky = find("crypto.randomUUID() → undefined");
  const all = [low, endless, unreached, high, shaky];
  const plans = [...PLANS, plan(FILE, call("shaky"))];
  const groups = [
    { offers: [1, 2, 0], mutants: [low.id] },
    { offers: [1, 0], mutants: [high.id] },
    // Both of them are noticed, but never by the same plan.
    { offers: [0, 1], mutants: [low.id, high.id] },
    { offers: [3], mutants: [endless.id] },
    { offers: [0, 1, 2, 3], mutants: [unreached.id] },
    { offers: [4], mutants: [shaky.id] },
    { offers: [], mutants: [low.id] },
  ];
  const expected = [0, 1, undefined, undefined, undefined, undefined, undefined];

  test("the first plan of each group that notices all of its mutants, by an end that differs", async () => {
    expect(await prober.standIns(plans, groups, all)).toEqual(expected);
  });

  test("the same where groups are looked at side by side", async () => {
    const side = createProber({ workspace, signal: new AbortController().signal, launches: () => 2 });
    const many = Array.from({ length: 6 }, () => groups).flat();
    expect(await side.standIns(plans, many, all)).toEqual(Array.from({ length: 6 }, () => expected).flat());
  });

  test("a mutant that ends the process costs its own group alone", async () => {
    const start = TEXT.indexOf("let n = 0;");
    const place = { start, end: start, position: "statement", line: 7, column: 3, description: "" } as const;
    const deadly: Mutant = { ...place, id: 900, replacement: '/^(a+)+$/.test("a".repeat(50) + "b");' };
    const own = [...groups.slice(0, 1), { offers: [3], mutants: [deadly.id] }, ...groups.slice(1, 2)];
    expect(await prober.standIns(plans, own, [...all, deadly])).toEqual([0, undefined, 1]);
  });

  test("a module that is not there has none", async () => {
    expect(
      await prober.standIns([plan("src/none.ts", call("f"))], [{ offers: [0], mutants: [low.id] }], [low]),
    ).toEqual([undefined]);
  });
});
