import { expect, test } from "@jest/globals";
import { makeSituation } from "../adapters/github/scene.ts";
import { start } from "./trigger-scene.ts";

test("the comment of a repair in one job withholds a secret that a command has printed", async () => {
  await using situation = await makeSituation();
  const secret = "t0ken-of-this-very-job";
  const inputs = { phase: "fix-ci", token: secret };
  const notes = [`npm test fails on the base, too: using ${secret}`];
  await start(situation, { event: "push", origin: "own", mode: "commit", end: "nothing", inputs, notes });
  const { notes: comments } = situation.server.state;
  expect(comments).toHaveLength(1);
  expect(JSON.stringify(comments)).toContain("withheld: it holds what looks like a secret");
  expect(JSON.stringify(comments)).not.toContain(secret);
}, 120_000);
