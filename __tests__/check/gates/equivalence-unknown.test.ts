import { expect, test } from "@jest/globals";
import type { GateResult } from "../../../src/domain/gate.ts";
import { change, FLAT, judge, NESTED, type Given } from "./equivalence-scene.ts";

/** Network, chance, clock, and what does not load. */
test.each<readonly [GateResult["status"], string, Given, object]>([
  [
    "errored",
    "code that wants the network",
    change(
      'import { connect } from "node:net";\nexport function open(port: number): boolean {\n  var socket = connect(port);\n  return socket.connecting;\n}\n',
      'import { connect } from "node:net";\nexport function open(port: number): boolean {\n  const socket = connect(port);\n  return socket.connecting;\n}\n',
    ),
    { reason: expect.stringMatching(/src\/math\.ts.*refused/u), remedy: expect.stringContaining("gates.equivalence") },
  ],
  [
    "errored",
    "code that is never the same twice",
    change(
      'import { randomUUID } from "node:crypto";\nexport function stamp(): string {\n  var id = randomUUID();\n  return id + "!";\n}\n',
      'import { randomUUID } from "node:crypto";\nexport function stamp(): string {\n  const id = randomUUID();\n  return id + "!";\n}\n',
    ),
    { reason: expect.stringContaining("twice") },
  ],
  [
    "errored",
    "a request that is another one, beside calls that end before the network is asked",
    change(
      "export async function open(port: number): Promise<number> {\n  var reply = await fetch(`http://127.0.0.1:${port}/`);\n  return reply.status;\n}\n",
      'export async function open(port: number): Promise<number> {\n  const reply = await fetch(`http://127.0.0.1:${port}/`, { method: "DELETE" });\n  return reply.status;\n}\n',
    ),
    { reason: expect.stringMatching(/shows line 2 of src\/math\.ts .*: calls were refused network$/u) },
  ],
  [
    "errored",
    "code that catches what the network says",
    change(
      "export async function isOpen(port: number): Promise<boolean> {\n  try {\n    var reply = await fetch(`http://127.0.0.1:${port}/`);\n    return reply.ok;\n  } catch {\n    return false;\n  }\n}\n",
      "export async function isOpen(port: number): Promise<boolean> {\n  try {\n    const reply = await fetch(`http://127.0.0.1:${port}/`);\n    return reply.ok;\n  } catch {\n    return false;\n  }\n}\n",
    ),
    { reason: expect.stringMatching(/: calls were refused network$/u) },
  ],
  [
    "passed",
    "what code that asks the network shares with code that does not",
    change(
      'import { connect } from "node:net";\nfunction whole(port: number): number {\n  var left = port % 60000;\n  return left;\n}\nexport function shown(port: number): string {\n  return whole(port) + "!";\n}\nexport function open(port: number): boolean {\n  return connect(whole(port)).connecting;\n}\n',
      'import { connect } from "node:net";\nfunction whole(port: number): number {\n  const left = port % 60000;\n  return left;\n}\nexport function shown(port: number): string {\n  return whole(port) + "!";\n}\nexport function open(port: number): boolean {\n  return connect(whole(port)).connecting;\n}\n',
    ),
    { figures: expect.objectContaining({ functions: 2, changed_code_reached: "2 of 2" }) },
  ],
  [
    "errored",
    "text that is another one wherever chance is put behind it",
    change(
      'import { randomUUID } from "node:crypto";\nexport function stamp(text: string): string {\n  var trimmed = text.trim();\n  return trimmed === "" ? "" : trimmed + randomUUID();\n}\n',
      'import { randomUUID } from "node:crypto";\nexport function stamp(text: string): string {\n  const trimmed = text.trim().toLowerCase();\n  return trimmed === "" ? "" : trimmed + randomUUID();\n}\n',
    ),
    { reason: expect.stringMatching(/do not behave the same twice$/u) },
  ],
  [
    "failed",
    "code that goes by the clock, which stands still for it",
    change(
      "export function soon(): number {\n  var now = Date.now();\n  return now + 1;\n}\n",
      "export function soon(): number {\n  const now = Date.now();\n  return now + 2;\n}\n",
    ),
    {
      diagnostics: [expect.objectContaining({ message: expect.stringMatching(/^soon\(\) — outcome before: \d+ — /u) })],
    },
  ],
  [
    "errored",
    "code that cannot be loaded",
    change(`throw new Error("not here");\n${NESTED}`, `throw new Error("not here");\n${FLAT}`),
    { reason: expect.stringMatching(/^src\/math\.ts cannot be loaded by itself: Error: not here/u) },
  ],
  [
    "failed",
    "code that cannot be loaded any more",
    change(NESTED, `grade(late);\nconst late = 1;\n${FLAT}`),
    {
      diagnostics: [
        expect.objectContaining({
          message: expect.stringMatching(/^import "src\/math\.ts" — loading before: it loads — after: it fails: /u),
        }),
      ],
    },
  ],
])("%s: %s", async (status, _, given, expected) => {
  expect(await judge(given)).toEqual([expect.objectContaining({ gate: "equivalence", status, ...expected })]);
});
