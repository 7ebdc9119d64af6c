import { expect, test } from "@jest/globals";
import type { ModelReply } from "../../../src/domain/model-exchange.ts";
import { calls, finish, lab, modelOf, plan, type FakeModel } from "./fakes.ts";

const say = (text: string): ModelReply => ({ type: "reply", text, calls: [], finish: "done", model: "answering-1" });
const decline = calls({ name: "decline", args: { reason: "x" } });

const WORK = [
  'TOOL plan {"steps":["s"],"files":["src/a.ts"],"risks":[],"verify":"v"}',
  "EDIT src/a.ts\n<<<<<<< SEARCH\nexport const a = 1;\n=======\nexport const a = 3;\n>>>>>>> REPLACE",
  'TOOL finish {"rationale":"Done.","confidence":"high"}',
].join("\n");

/** An endpoint that takes tools and tells its model nothing of them. */
function deafModel(prose: string): FakeModel {
  return modelOf(({ tools }) => say(tools.length > 0 ? prose : WORK));
}

const toolsOf = ({ requests }: FakeModel): readonly string[] =>
  requests.map(({ tools }) => (tools.length > 0 ? "tools" : "text"));

test("an endpoint that drops the tools is found out by its second reply in prose, once for the run", async () => {
  const model = deafModel("Sure! I would set a to 3 in src/a.ts.");
  const { engine, request } = lab({ model });
  expect(await engine.propose(request())).toMatchObject({ type: "proposed", edits: [{ path: "src/a.ts" }] });
  expect(toolsOf(model)).toEqual(["tools", "tools", "text"]);
  const task = { ...request().task, id: "fix-2" };
  expect(await engine.propose(request({ task }))).toMatchObject({ type: "proposed" });
  expect(toolsOf(model)).toEqual(["tools", "tools", "text", "text"]);
});

test.each([
  ["a call of a chat template", '<tool_call>\n{"name": "read", "arguments": {"path": "src/a.ts"}}\n</tool_call>'],
  ["a call as JSON", '```json\n{"name": "plan", "arguments": {"steps": []}}\n```'],
  ["a call as markup", "<function=read><parameter=path>src/a.ts</parameter></function>"],
])("%s that is handed on as text shows it at once", async (_, prose) => {
  const model = deafModel(prose);
  const { engine, request } = lab({ model });
  expect(await engine.propose(request())).toMatchObject({ type: "proposed" });
  expect(toolsOf(model)).toEqual(["tools", "text"]);
});

test("one that has passed on a call is not doubted: prose is answered by what is wrong with it", async () => {
  const read = calls({ name: "read", args: { path: "src/a.ts" } });
  const prose = say('I would call {"name": "edit"} now.');
  const model = modelOf(read, prose, prose, decline);
  const { engine, request } = lab({ model });
  expect(await engine.propose(request())).toMatchObject({ type: "declined" });
  expect(toolsOf(model)).toEqual(["tools", "tools", "tools", "tools"]);
});

test.each([
  ["a refusal", { ...say("I cannot help with that."), finish: "refusal" }],
  ["an empty reply", say(" ")],
  ["a reply that was cut off", { ...say("I think that"), finish: "length" }],
] as const)("%s says nothing about tools", async (_, reply) => {
  const model = modelOf(reply, reply, reply);
  const { engine, request } = lab({ model });
  expect(await engine.propose(request())).toMatchObject({ type: "malformed" });
  expect(toolsOf(model)).not.toContain("text");
});

test("who answered is known, whatever name was asked for", async () => {
  const named = (reply: ModelReply, model: string): ModelReply => ({ ...reply, model }) as ModelReply;
  const edit = { name: "edit", args: { path: "src/a.ts", edits: [{ old: "a = 1", new: "a = 3" }] } };
  const work = calls(plan("src/a.ts"), edit, finish);
  const read = calls({ name: "read", args: { path: "src/a.ts" } });
  const { engine, request } = lab({ model: modelOf(named(read, "m-2026-01"), named(work, "m-2026-02")) });
  await engine.propose(request());
  expect(engine.spending?.("fix-1").models).toEqual(["m-2026-01", "m-2026-02"]);
  expect(engine.spending?.().models).toEqual(["m-2026-01", "m-2026-02"]);
  expect(engine.spending?.("another").models).toBeUndefined();
});
