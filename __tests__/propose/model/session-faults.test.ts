import { describe, expect, test } from "@jest/globals";
import type { ModelReply } from "../../../src/domain/model-exchange.ts";
import { TOOLS } from "../../../src/propose/model/tools.ts";
import type { Model } from "../../../src/ports.ts";
import { repoPath } from "../temp-workspace.ts";
import { calls, FILES, finish, lab, modelOf, plan, sentText, type Call } from "./fakes.ts";

const edit: Call = { name: "edit", args: { path: "src/a.ts", edits: [{ old: "a = 1", new: "a = 3" }] } };
const good = calls(plan("src/a.ts"), edit, finish);
const lastText = (model: ReturnType<typeof modelOf>): string => model.requests.at(-1)?.messages.at(-1)?.text ?? "";

describe("a secret that the model cannot see stays where it is", () => {
  const secret = 'export const key = "hunter2-of-the-job";\n';
  const files = { ...FILES, "src/a.ts": `${secret}${FILES["src/a.ts"]}` };
  const redact = (text: string): Promise<string> =>
    Promise.resolve(text.replaceAll("hunter2-of-the-job", "‹secret:1›"));
  const decline = calls({ name: "decline", args: { reason: "x" } });

  test("a file written anew without it is refused", async () => {
    const write: Call = { name: "write", args: { path: "src/a.ts", text: "export const a = 3;\n" } };
    const model = modelOf(calls(plan("src/a.ts"), write), decline);
    const { engine, request } = lab({ model, files, redact });
    await engine.propose(request());
    expect(lastText(model)).toContain("takes ‹secret:1› out of src/a.ts");
  });

  test("a file of which nothing is shown cannot be edited", async () => {
    const model = modelOf(calls(plan("src/a.ts"), edit), decline);
    const { engine, request } = lab({
      model,
      files,
      redact: (text) => Promise.resolve(text.includes("hunter2") ? "(withheld)" : text),
    });
    await engine.propose(request());
    expect(lastText(model)).toContain("is withheld from you");
  });

  test("an edit beside it is fine, and what is handed in holds the secret again", async () => {
    const { engine, request } = lab({ model: modelOf(good), files, redact });
    expect(await engine.propose(request())).toMatchObject({
      type: "proposed",
      edits: [{ text: `${secret}export const a = 3;\nexport const b = 2;\n` }],
    });
  });
});

test.each([
  ["10 MB of arguments", "write", JSON.stringify({ path: "src/a.ts", text: "x".repeat(10_000_000) }), "too long"],
  ["a list of 400,000", "edit", `{"path":"src/a.ts","edits":[${"[],".repeat(400_000)}[]]}`, "list of { old, new }"],
  ["half a JSON text", "read", '{"path":"src/', "not valid JSON"],
])(
  "%s: the model is told, and a call that no endpoint would take back is not sent again",
  async (_, name, args, expected) => {
    const model = modelOf(calls({ name, args }), calls({ name: "decline", args: { reason: "enough" } }));
    const { engine, request } = lab({
      model,
      budget: { tokens: 10_000_000, usd: 100, perTask: { usd: 100, turns: 12 } },
    });
    expect(await engine.propose(request())).toMatchObject({ type: "declined" });
    expect(lastText(model)).toContain(expected);
    const [sent] = model.requests[1]?.messages.flatMap((one) => (one.role === "assistant" ? one.calls : [])) ?? [];
    expect(sent?.arguments === "{}").toBe(name !== "edit");
  },
);

describe("faults", () => {
  const fault = (kind: Extract<ModelReply, { type: "fault" }>["fault"], parts = {}): ModelReply => ({
    type: "fault",
    fault: kind,
    message: "m",
    charged: "nothing",
    ...parts,
  });

  test("a passing fault is tried again, with the wait that was asked for", async () => {
    const { engine, request, waits } = lab({
      model: modelOf(fault("rate-limited", { retryAfterMs: 70 }), fault("unavailable"), good),
    });
    expect(await engine.propose(request())).toMatchObject({ type: "proposed" });
    expect(waits).toEqual([70, 2000]);
  });

  test.each(["unauthorized", "not-found", "rejected", "not-recorded"] as const)("%s stops at once", async (kind) => {
    const model = modelOf(fault(kind));
    const { engine, request } = lab({ model });
    expect(await engine.propose(request())).toEqual({ type: "failed", reason: "a fake: m", cause: "passing" });
    expect(model.requests).toHaveLength(1);
  });

  const other = {
    id: "fix-2",
    kind: "fix",
    target: repoPath("src/a.ts"),
    writable: [],
    reason: "changed",
    rule: 0,
  } as const;

  test.each(["unauthorized", "not-found"] as const)("%s: no other task asks again", async (kind) => {
    const model = modelOf(fault(kind));
    const { engine, request } = lab({ model });
    await engine.propose(request());
    expect(await engine.propose(request({ task: other }))).toEqual({
      type: "failed",
      reason: "a fake: m",
      cause: "passing",
    });
    expect(model.requests).toHaveLength(1);
    expect(engine.spending?.()).toMatchObject({ requests: 1 });
  });

  test("a request that was rejected says nothing about the next task's", async () => {
    const model = modelOf(fault("rejected"));
    const { engine, request } = lab({ model });
    await engine.propose(request());
    await engine.propose(request({ task: other }));
    expect(model.requests).toHaveLength(2);
  });

  test("a request in flight ends with the minutes, and they are named", async () => {
    const model: Model = {
      place: "a fake",
      send: (_, signal) =>
        new Promise((resolve) => {
          signal.addEventListener("abort", () => {
            resolve(fault("cancelled", { charged: "unknown" }));
          });
        }),
    };
    const { engine, request } = lab({ model, budget: { minutes: 0.001 } });
    expect(await engine.propose(request())).toMatchObject({
      type: "failed",
      cause: "passing",
      reason: expect.stringContaining("budget.minutes"),
    });
    expect(engine.notes?.().join()).toContain("budget.minutes");
    expect(engine.spending?.().usd).toBeGreaterThan(0);
  });

  test("a seed that the responses API does not take is told", async () => {
    const { engine, request } = lab({ model: modelOf(good), modelPolicy: { api: "responses", seed: 7 } });
    await engine.propose(request());
    expect(engine.notes?.()).toContain("model.seed was not sent: the responses API takes none.");
  });

  test("twice again, then it is over", async () => {
    const model = modelOf(fault("broken-stream", { charged: "unknown" }));
    const { engine, request } = lab({ model });
    expect(await engine.propose(request())).toMatchObject({ type: "failed" });
    expect(model.requests).toHaveLength(3);
    expect(engine.spending?.().usd).toBeGreaterThan(0);
  });

  test("too long: sent once more, shorter", async () => {
    const model = modelOf(fault("too-long"), good);
    const files = { ...FILES, "src/a.ts": `${FILES["src/a.ts"]}// ${"x".repeat(80)}\n`.repeat(60) };
    const { engine, request } = lab({ model, files, contextTokens: 4000 });
    await engine.propose(request());
    expect(sentText(model.requests[1]).length).toBeLessThan(sentText(model.requests[0]).length * 0.8);
  });

  test("an endpoint without tools is spoken to in text, found out once", async () => {
    const text =
      'TOOL plan {"steps":["s"],"files":["src/a.ts"],"risks":[],"verify":"v"}\nEDIT src/a.ts\n<<<<<<< SEARCH\nexport const a = 1;\n=======\nexport const a = 3;\n>>>>>>> REPLACE\nTOOL finish {"rationale":"Done.","confidence":"low"}';
    const model = modelOf(fault("no-tools"), { type: "reply", text, calls: [], finish: "done" });
    const { engine, request } = lab({ model });
    expect(await engine.propose(request())).toMatchObject({
      type: "proposed",
      confidence: "guess",
      edits: [{ text: "export const a = 3;\nexport const b = 2;\n" }],
    });
    expect(model.requests.map(({ tools }) => tools.length)).toEqual([TOOLS.length, 0]);
  });
});
