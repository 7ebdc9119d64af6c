import { runInNewContext } from "node:vm";
import { expect, test } from "@jest/globals";
import { policyWith, repoPath, tempWorkspace } from "../../propose/temp-workspace.ts";
import { promiseMaker } from "../../../src/propose/embedded/refactor/promise-maker.ts";

const LOAD = "async function load(a) {\n  return a + 1;\n}\n";

/** The text after the rewrite; as it was where nothing fits. */
async function rewritten(text: string, name = "a.js"): Promise<string> {
  await using workspace = tempWorkspace({ [name]: text });
  const target = repoPath(name);
  const made = await promiseMaker(() => 0).make(
    {
      task: { id: "refactor-0000000000", kind: "refactor", target, writable: [target], reason: "named", rule: 0 },
      attempt: 1,
      policy: policyWith({}),
      diagnostics: [],
      workspace,
      signal: new AbortController().signal,
    },
    text,
  );
  return typeof made === "object" ? made.text : text;
}

/** What it shows, the text before, and after. */
const CONVERTED: readonly (readonly [string, string, string])[] = [
  [
    "one link",
    "export function one(a) {\n  return load(a).then((b) => b * 2);\n}\n",
    "export async function one(a) {\n  const b = await load(a);\n  return b * 2;\n}\n",
  ],
  [
    "a catch",
    "export function one(a) {\n  return load(a)\n    .then((b) => load(b))\n    .catch((error) => String(error));\n}\n",
    "export async function one(a) {\n  try {\n    const b = await load(a);\n    return await load(b);\n  } catch (error) {\n    return String(error);\n  }\n}\n",
  ],
  [
    "a method",
    "export class A {\n  one(a) {\n    return load(a).then((b) => this.two(b));\n  }\n  two(b) {\n    return b;\n  }\n}\n",
    "export class A {\n  async one(a) {\n    const b = await load(a);\n    return this.two(b);\n  }\n  two(b) {\n    return b;\n  }\n}\n",
  ],
];

/** What keeps it off, and the text. */
const KEPT: readonly (readonly [string, string])[] = [
  ["what may throw before", "export function one(a) {\n  a.check();\n  return load(a).then((b) => b * 2);\n}\n"],
  ["arguments that may throw", "export function one(a) {\n  return load(a.size).then((b) => b * 2);\n}\n"],
  ["a callee that may throw", "export function one(a, get) {\n  return get(a).then((b) => b * 2);\n}\n"],
  [
    "a function that is not asynchronous",
    "function get(a) {\n  return Promise.resolve(a.b);\n}\nexport function one(a) {\n  return get(a).then((b) => b * 2);\n}\n",
  ],
  [
    "the name of an outer value that the next link means",
    "const b = 1;\nexport function one(a) {\n  return load(a)\n    .then((b) => b * 2)\n    .then((c) => b + c);\n}\n",
  ],
  [
    "the name of an outer value that a function before means",
    "const b = 1;\nexport function one(a) {\n  const get = () => b;\n  return load(a).then((b) => get() + b);\n}\n",
  ],
  [
    "a value of the callback with the name of an outer one",
    "const c = 1;\nexport function one(a) {\n  function get() {\n    return c;\n  }\n  return load(a).then((b) => {\n    const c = 2;\n    return get() + b + c;\n  });\n}\n",
  ],
  ["the name of what is called", "export function one(a) {\n  return load(a).then((load) => load + 1);\n}\n"],
  ["both ends in one link", "export function one(a) {\n  return load(a).then((b) => b, () => 0);\n}\n"],
  ["a parameter that is taken apart", "export function one({ a }) {\n  return load(a).then((b) => b * 2);\n}\n"],
  [
    "its own this",
    "export function one(a) {\n  return load(a).then(function (b) {\n    return this === b;\n  });\n}\n",
  ],
  [
    "a comment between links",
    "export function one(a) {\n  return (\n    load(a)\n      // twice\n      .then((b) => b * 2)\n  );\n}\n",
  ],
  [
    "an end that gives something",
    "export function one(a) {\n  return load(a)\n    .then((b) => b * 2)\n    .finally(() => a);\n}\n",
  ],
  [
    "something like a promise",
    "class Later {\n  then(f) {\n    return f(1);\n  }\n}\nasync function get() {\n  return new Later();\n}\nexport function one() {\n  return new Later().then((b) => b * 2);\n}\n",
  ],
];

/** All of them lie in one module: to know the types takes a while. */
const numbered = (text: string, index: number): string => text.replaceAll(/\b(one|get|A|Later)\b/gu, `$1${index}`);

test("chains become await, and stay where that would show", async () => {
  const before = [...CONVERTED, ...KEPT].map(([, text], index) => numbered(text, index));
  const after = await rewritten([LOAD, ...before].join("\n"));
  for (const [index, [what, , expected]] of CONVERTED.entries())
    expect({ what, is: after.includes(numbered(expected, index)) }).toEqual({ what, is: true });
  for (const [index, [what]] of KEPT.entries())
    expect({ what, is: after.includes(before[CONVERTED.length + index] ?? "?") }).toEqual({ what, is: true });
});

/** Links of chains that end, throw, wait and look at what they are given. */
const LINKS = [
  ".then((b) => b * 2)",
  ".then((b) => load(b))",
  ".then((b) => {\n      if (b > 3) throw new Error(`over ${b}`);\n      return b;\n    })",
  ".catch((error) => `caught ${error.message}`)",
  ".catch((error) => load(error.message.length))",
  ".finally(() => log.push('end'))",
  ".finally(() => {\n      log.push('block');\n    })",
  ".finally(() => {\n      throw new Error('last');\n    })",
  ".then(() => undefined)",
];

test("what a chain comes to is the same, whatever its links", async () => {
  const chains = LINKS.flatMap((one) => LINKS.flatMap((two) => [[one, two], ...(one === two ? [[one]] : [])]));
  const functions = chains.map(
    (links, index) => `function f${index}(a) {\n  return load(a)\n    ${links.join("\n    ")};\n}\n`,
  );
  const more = LINKS.map(
    (one, index) => `function g${index}(a) {\n  return load(a)\n    ${[one, LINKS[2], LINKS[3]].join("\n    ")};\n}\n`,
  );
  const text = [
    `async function load(a) {\n  if (a === 2) throw new Error("two");\n  return a + 1;\n}\n`,
    ...functions,
    ...more,
  ].join("\n");
  const after = await rewritten(text);
  const count = (code: string): number => code.split(/async function [fg]\d/u).length - 1;
  expect(count(after)).toBeGreaterThan(20);
  const names = [...text.matchAll(/function ([fg]\d+)/gu)].map(([, name]) => name);
  const run = async (code: string): Promise<unknown> => {
    const calls = `(async () => {
      const seen = [];
      for (const name of names) {
        for (const value of [1, 2, 3, 4]) {
          const end = await made[name](value).then((result) => ["value", result], (error) => ["error", String(error)]);
          seen.push([name, value, end, log.splice(0)]);
        }
      }
      return JSON.stringify(seen);
    })()`;
    const made = `const made = { ${names.join(", ")} };`;
    const seen: unknown = runInNewContext(`${code}\n${made}\n${calls}`, { log: [], names });
    return await Promise.resolve(seen);
  };
  expect(await run(after)).toEqual(await run(text));
});
