import { expect, test } from "@jest/globals";
import { parseTextCalls, toTextRequest } from "../../../src/propose/model/text-tools.ts";
import { TOOLS } from "../../../src/propose/model/tools.ts";

test.each([
  ["prose is ignored", 'I will read.\nTOOL read {"path":"a"}\nok', [["read", '{"path":"a"}']]],
  [
    "edit with two blocks",
    "EDIT a.ts\n<<<<<<< SEARCH\nx\n=======\ny\n>>>>>>> REPLACE\n<<<<<<< SEARCH\n1\n=======\n>>>>>>> REPLACE",
    [["edit", '{"path":"a.ts","edits":[{"old":"x","new":"y"},{"old":"1","new":""}]}']],
  ],
  ["write", "WRITE a.ts\n<<<<<<< TEXT\nx\n\ny\n>>>>>>> END", [["write", '{"path":"a.ts","text":"x\\n\\ny\\n"}']]],
  ["a block that is not closed is no JSON", "EDIT a.ts\n<<<<<<< SEARCH\nx", [["edit", "the block is not closed"]]],
  ["a text without its block", "WRITE a.ts\nx", [["write", "the block is not closed"]]],
  ["a tool without arguments", "TOOL decline", [["decline", "{}"]]],
  ["nothing", "", []],
])("%s", (_, text, expected) => {
  expect(parseTextCalls(text).map((call) => [call.name, call.arguments])).toEqual(expected);
});

test("results become the user's text; neighbours of one role are joined", () => {
  const request = toTextRequest({
    model: "m",
    messages: [
      { role: "system", text: "rules" },
      { role: "user", text: "task" },
      { role: "assistant", text: "TOOL read {}", calls: [{ id: "1", name: "read", arguments: "{}" }] },
      { role: "tool", call: "1", name: "read", text: "1|x" },
      { role: "user", text: "go on" },
    ],
    tools: TOOLS,
    maxOutputTokens: 1,
  });
  expect(request.tools).toEqual([]);
  expect(request.messages.slice(2)).toEqual([
    { role: "assistant", text: "TOOL read {}", calls: [] },
    { role: "user", text: "Result of read:\n1|x\n\ngo on" },
  ]);
  expect(request.messages[0]?.text).toContain("TOOL finish {rationale, confidence, look_at}");
});
