import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import type { ModelReply, ModelRequest } from "../../../src/domain/model-exchange.ts";
import { createRecordingModel, createReplayModel } from "../../../src/propose/model/transcript.ts";
import { calls, modelOf } from "./fakes.ts";

const digest = (text: string): string => createHash("sha256").update(text).digest("hex");
const request = (text: string, maxOutputTokens = 10): ModelRequest => ({
  model: "m",
  messages: [{ role: "user", text }],
  tools: [],
  maxOutputTokens,
});
const signal = new AbortController().signal;

async function record(replies: readonly ModelReply[], texts: readonly string[]): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const recording = createRecordingModel(modelOf(...replies), {
    digest,
    redact: (text) => Promise.resolve(text.replaceAll("s3cret", "‹secret:1›")),
    save: (name, text) => {
      files.set(name, text);
      return Promise.resolve();
    },
  });
  for (const text of texts) await recording.send(request(text), signal);
  return files;
}

const first: ModelReply = {
  ...calls({ name: "read", args: {} }),
  usage: { inputTokens: 5, cachedTokens: 1, outputTokens: 2 },
} as ModelReply;
const second = calls({ name: "decline", args: { reason: "done" } });
const fault: ModelReply = { type: "fault", fault: "rate-limited", message: "slow", charged: "nothing" };

test("the same questions get the same replies in the same order, whatever cap they carry", async () => {
  const files = await record([first, second, fault], ["a", "a", "b"]);
  const replay = createReplayModel(files, { digest });
  expect(await replay.send(request("a", 99), signal)).toEqual(first);
  expect(await replay.send(request("b"), signal)).toEqual(fault);
  expect(await replay.send(request("a"), signal)).toEqual(second);
});

test("replies are redacted in the file", async () => {
  const files = await record([{ type: "reply", text: "it is s3cret", calls: [], finish: "done" }], ["a"]);
  expect([...files.values()].join()).toContain("it is ‹secret:1›");
});

describe("what does not fit is a fault that says what to do", () => {
  test.each([
    ["another question", (text: string) => text, "b", "holds no exchange"],
    ["a reply that was changed", (text: string) => text.replace('"decline"', '"finish"'), "a", "was changed"],
    ["no JSON", () => "{", "a", "is no exchange"],
    ["no reply", () => "{}", "a", "is no exchange"],
  ])("%s", async (_, change, asked, words) => {
    const files = await record([second], ["a"]);
    const changed = new Map([...files].map(([name, text]) => [name, change(text)]));
    const reply = await createReplayModel(changed, { digest }).send(request(asked), signal);
    expect(reply).toMatchObject({ type: "fault", fault: "not-recorded", message: expect.stringContaining(words) });
  });
});
