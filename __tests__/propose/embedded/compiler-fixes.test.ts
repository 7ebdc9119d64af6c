import { describe, expect, test } from "@jest/globals";
import { createEmbeddedEngine } from "../../../src/propose/embedded/engine.ts";
import { ask, tempWorkspace, textOf } from "../temp-workspace.ts";

const STRICT = JSON.stringify({
  compilerOptions: {
    target: "es2022",
    lib: ["es2022"],
    module: "nodenext",
    strict: true,
    noEmit: true,
    types: [],
    noUnusedLocals: true,
    noImplicitOverride: true,
    allowUnreachableCode: false,
  },
  include: ["src"],
});
const PACKAGE = '{ "type": "module" }';

interface Case {
  readonly name: string;
  readonly target?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly before: string;
  readonly after: string;
  readonly says: string;
}

const cases: readonly Case[] = [
  {
    name: "a missing named import, with the extension that ESM asks for",
    files: { "src/price.ts": "export function toPrice(cents: number): string {\n  return String(cents);\n}\n" },
    before: "export const label = toPrice(5);\n",
    after: 'import { toPrice } from "./price.js";\n\nexport const label = toPrice(5);\n',
    says: 'TS2304 in line 1: add import of toPrice from "./price.js"',
  },
  {
    name: "a missing default import",
    files: { "src/logger.ts": "export default function logger(text: string): void {\n  text.trim();\n}\n" },
    before: 'logger("a");\nexport {};\n',
    after: 'import logger from "./logger.js";\n\nlogger("a");\nexport {};\n',
    says: 'add import of logger from "./logger.js"',
  },
  {
    name: "a missing type-only import",
    files: {
      "src/user.ts": "export interface User {\n  name: string;\n}\n",
      "tsconfig.json": STRICT.replace('"strict"', '"verbatimModuleSyntax":true,"strict"'),
    },
    before: "export function nameOf(user: User): string {\n  return user.name;\n}\n",
    after:
      'import type { User } from "./user.js";\n\nexport function nameOf(user: User): string {\n  return user.name;\n}\n',
    says: "TS2304",
  },
  {
    name: "a name added to an import that is there",
    files: { "src/price.ts": "export const a = 1;\nexport const b = 2;\n" },
    before: "import { a } from './price.js'\n\nexport const sum = a + b\n",
    after: "import { a, b } from './price.js'\n\nexport const sum = a + b\n",
    says: 'update import of b from "./price.js"',
  },
  {
    name: "a misspelt property",
    before: "export function size(list: readonly string[]): number {\n  return list.lenght;\n}\n",
    after: "export function size(list: readonly string[]): number {\n  return list.length;\n}\n",
    says: "change spelling to 'length'",
  },
  {
    name: "a misspelt variable",
    before: "export function twice(amount: number): number {\n  return amuont * 2;\n}\n",
    after: "export function twice(amount: number): number {\n  return amount * 2;\n}\n",
    says: "change spelling to 'amount'",
  },
  {
    name: "a misspelt import name",
    files: { "src/price.ts": "export const priceOf = (a: number) => a;\n" },
    before: 'import { pricOf } from "./price.js";\nexport const a = pricOf(1);\n',
    after: 'import { priceOf } from "./price.js";\nexport const a = priceOf(1);\n',
    says: "TS2724",
  },
  {
    name: "a missing extension of a module",
    files: { "src/price.ts": "export const a = 1;\n" },
    before: 'import { a } from "./price";\nexport const b = a;\n',
    after: 'import { a } from "./price.js";\nexport const b = a;\n',
    says: 'TS2835 in line 1: change the module to "./price.js"',
  },
  {
    name: "a misspelt module",
    files: { "src/price.ts": "export const a = 1;\n" },
    before: 'import { a } from "./prise.js";\nexport const b = a;\n',
    after: 'import { a } from "./price.js";\nexport const b = a;\n',
    says: "TS2307",
  },
  {
    name: "a missing await",
    before:
      "async function load(): Promise<number> {\n  return 1;\n}\nexport async function next(): Promise<number> {\n  const value = load();\n  return value + 1;\n}\n",
    after:
      "async function load(): Promise<number> {\n  return 1;\n}\nexport async function next(): Promise<number> {\n  const value = await load();\n  return value + 1;\n}\n",
    says: "await",
  },
  {
    name: "a promise that is also spread, where it is made",
    before:
      "declare function load(): Promise<{ a: number }>;\nexport async function next(): Promise<{ a: number }> {\n  const value = load();\n  return { ...value, a: value.a + 1 };\n}\n",
    after:
      "declare function load(): Promise<{ a: number }>;\nexport async function next(): Promise<{ a: number }> {\n  const value = await load();\n  return { ...value, a: value.a + 1 };\n}\n",
    says: "add 'await' to initializer for 'value'",
  },
  {
    name: "a promise chosen by a condition",
    before:
      "declare const loads: { a(): Promise<string>; b(): Promise<string> };\nexport async function size(a: boolean): Promise<number> {\n  const text = a ? loads.a() : loads.b();\n  console.log([text]);\n  return text.length;\n}\ndeclare const console: { log(a: unknown): void };\n",
    after:
      "declare const loads: { a(): Promise<string>; b(): Promise<string> };\nexport async function size(a: boolean): Promise<number> {\n  const text = await (a ? loads.a() : loads.b());\n  console.log([text]);\n  return text.length;\n}\ndeclare const console: { log(a: unknown): void };\n",
    says: "await",
  },
  {
    name: "a suppression that nothing needs any more",
    before: "// @ts-expect-error later\nexport const a = 1;\n",
    after: "export const a = 1;\n",
    says: "TS2578",
  },
  {
    name: "a missing async",
    before:
      "declare function load(): Promise<number>;\nexport function run(): void {\n  void [1].map(() => {\n    await load();\n  });\n}\n",
    after:
      "declare function load(): Promise<number>;\nexport function run(): void {\n  void [1].map(async () => {\n    await load();\n  });\n}\n",
    says: "async",
  },
  {
    name: "an unused import",
    files: { "src/price.ts": "export const a = 1;\nexport const b = 2;\n" },
    before: 'import { a, b } from "./price.js";\nexport const c = a;\n',
    after: 'import { a } from "./price.js";\nexport const c = a;\n',
    says: "TS6133",
  },
  {
    name: "a missing override",
    before: "class A {\n  run(): void {}\n}\nexport class B extends A {\n  run(): void {}\n}\n",
    after: "class A {\n  run(): void {}\n}\nexport class B extends A {\n  override run(): void {}\n}\n",
    says: "TS4114 in line 5: add 'override' modifier",
  },
  {
    name: "unreachable code",
    before: "export function one(): number {\n  return 1;\n  one();\n}\n",
    after: "export function one(): number {\n  return 1;\n}\n",
    says: "TS7027",
  },
  {
    name: "several mistakes at once",
    files: {
      "src/price.ts": "export const cents = 1;\n",
      "src/user.ts": "export interface User {\n  name: string;\n}\n",
    },
    before:
      "export class A {\n  run(): string {\n    return '';\n  }\n}\nexport class B extends A {\n  run(): string {\n    const user: User = { name: 'a' };\n    return user.nmae + String(cents);\n  }\n}\n",
    after:
      "import { cents } from './price.js';\nimport { User } from './user.js';\n\nexport class A {\n  run(): string {\n    return '';\n  }\n}\nexport class B extends A {\n  override run(): string {\n    const user: User = { name: 'a' };\n    return user.name + String(cents);\n  }\n}\n",
    says: "TS4114",
  },
  {
    name: "a JavaScript file that is checked",
    target: "src/main.js",
    files: { "tsconfig.json": STRICT.replace('"strict"', '"checkJs":true,"strict"') },
    before: "/** @param {string} text */\nexport const size = (text) => text.lenght;\n",
    after: "/** @param {string} text */\nexport const size = (text) => text.length;\n",
    says: "TS2551",
  },
  {
    name: "a file with CRLF, which stays so",
    files: { "src/price.ts": "export const cents = 1;\n" },
    before: "export const a = cents;\r\nexport const b = 'x'.lenght;\r\n",
    after: "import { cents } from './price.js';\r\n\r\nexport const a = cents;\r\nexport const b = 'x'.length;\r\n",
    says: "TS2304",
  },
  {
    name: "a file with a byte order mark, which stays",
    before: "\ufeffexport const b = 'x'.lenght;\n",
    after: "\ufeffexport const b = 'x'.length;\n",
    says: "TS2551",
  },
  {
    name: "a missing comma between the lines of an object",
    before: "export const a = {\n  b: 1\n  c: 2,\n};\n",
    after: "export const a = {\n  b: 1,\n  c: 2,\n};\n",
    says: "add a missing comma",
  },
  {
    name: "a missing extension where files are imported by the ending that they have",
    files: {
      "src/price.ts": "export const a = 1;\n",
      "src/user.ts": "export const b = 1;\n",
      "tsconfig.json": STRICT.replace('"strict"', '"allowImportingTsExtensions":true,"strict"'),
    },
    before: 'import { b } from "./user.ts";\nimport { a } from "./price";\nexport const c = a + b;\n',
    after: 'import { b } from "./user.ts";\nimport { a } from "./price.ts";\nexport const c = a + b;\n',
    says: "import ./price.ts instead of ./price",
  },
  {
    name: "a missing import, and writes no types for what follows from it",
    files: { "src/list.ts": "export const list: readonly string[] = [];\n" },
    before: "export const sizes = list.map((entry) => entry.length);\n",
    after: 'import { list } from "./list.js";\n\nexport const sizes = list.map((entry) => entry.length);\n',
    says: "import list from ./list.js",
  },
  {
    name: "a type-only import in a file that marks them",
    files: { "src/user.ts": "export interface User {\n  name: string;\n}\nexport interface Role {\n  a: 1;\n}\n" },
    before: 'import type { Role } from "./user.js";\n\nexport type Pair = [User, Role];\n',
    after: 'import type { Role, User } from "./user.js";\n\nexport type Pair = [User, Role];\n',
    says: "import User from ./user.js",
  },
  {
    name: "missing imports of names that are like one another",
    files: {
      "src/a.ts": "export const make894 = 1;\n",
      "src/b.ts": "export const make887 = 2;\n",
      "src/c.ts": "export const make880 = 3;\n",
    },
    before: "export const sum = make894 + make887 + make880;\n",
    after:
      'import { make894 } from "./a.js";\nimport { make887 } from "./b.js";\nimport { make880 } from "./c.js";\n\nexport const sum = make894 + make887 + make880;\n',
    says: "import 3 missing names",
  },
  {
    name: "a misspelt name in all places at once",
    before:
      "interface Rule {\n  readonly maxCents: number;\n}\nexport function cap(cost: number, rule: Rule): number {\n  return cost > rule.maxCent ? rule.maxCent : cost;\n}\n",
    after:
      "interface Rule {\n  readonly maxCents: number;\n}\nexport function cap(cost: number, rule: Rule): number {\n  return cost > rule.maxCents ? rule.maxCents : cost;\n}\n",
    says: "rename maxCent to maxCents",
  },
  {
    name: "a file with tabs",
    before: "export class A {\n\trun(): void {}\n}\nexport class B extends A {\n\trun(): void {}\n}\n",
    after: "export class A {\n\trun(): void {}\n}\nexport class B extends A {\n\toverride run(): void {}\n}\n",
    says: "TS4114",
  },
];

describe("compiler fixes", () => {
  test.each(cases)("mends $name", async ({ target = "src/main.ts", files, before, after, says }) => {
    await using workspace = tempWorkspace({
      "package.json": PACKAGE,
      "tsconfig.json": STRICT,
      ...files,
      [target]: before,
    });
    const proposal = await ask(createEmbeddedEngine(), { workspace, target });
    expect(textOf(proposal)).toBe(after);
    expect(proposal).toMatchObject({ type: "proposed", rationale: expect.stringContaining(says) });
  });
});
