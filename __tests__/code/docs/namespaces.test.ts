import { describe, expect, test } from "@jest/globals";
import { findDeclarations } from "../../../src/code/docs/find-declarations.ts";
import { referenceOf } from "../../../src/code/docs/reference.ts";
import { renewPage } from "../../../src/propose/embedded/docs/render-page.ts";
import { repoPath } from "../../propose/temp-workspace.ts";

const path = repoPath("src/money.ts");
const TEXT = `export namespace Money {
  export interface Options {
    digits?: number;
  }
  function check(amount: number): void {
    if (amount < 0) throw new RangeError("negative");
  }
  /** Rounds, see {@link Money.Purse#add} and {@link add}. */
  export function round(amount: number, { digits = 2 }: Options = {}): number {
    check(amount);
    return Number(amount.toFixed(digits));
  }
  export class Purse {
    size = 1;
    /** Adds. */
    add(amount: number): void {
      this.size += amount;
    }
  }
  export namespace Deep {
    export type Unit = string;
  }
  export function two(a: string): string;
  export function two(a: number): number;
  export function two(a: string | number): string | number {
    return a;
  }
  const own = 1;
}
namespace Hidden {
  export const x = 1;
}
/** Dotted. */
export namespace Left.Right {
  export const c = 1;
}
export function add(a: number): number {
  return a * 2 + 1;
}
export namespace add {
  export const version = 1;
}
declare module "express" {
  /** What comes in. */
  interface Request {
    user?: string;
  }
}
declare global {
  interface Window {
    app: string;
  }
}
`;
const declarations = findDeclarations(path, TEXT);
const named = (name: string) => declarations.filter((one) => one.name === name);

describe("namespaces", () => {
  test("are there with what they export, and what they add to others", () => {
    expect(declarations.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      "namespace Money",
      "interface Money.Options",
      "property Money.Options.digits",
      "function Money.round",
      "class Money.Purse",
      "property Money.Purse#size",
      "method Money.Purse#add",
      "namespace Money.Deep",
      "type Money.Deep.Unit",
      "function Money.two",
      "function Money.two",
      "function Money.two",
      "namespace Left.Right",
      "constant Left.Right.c",
      "function add",
      "constant add.version",
      "namespace express",
      "interface express.Request",
      "property express.Request.user",
      "namespace global",
      "interface global.Window",
      "property global.Window.app",
    ]);
  });

  test("names mean what they mean inside: functions, options, their defaults, signatures", () => {
    expect(named("Money.round")).toMatchObject([{ thrown: [{ error: "RangeError" }], comment: expect.anything() }]);
    expect(named("Money.Options")[0]?.facts).toEqual(["Options of {@link round}."]);
    expect(named("Money.Options.digits")[0]?.facts).toEqual(["Default: `2`."]);
    expect(named("Money.two").map(({ overload }) => overload)).toEqual(["first", "further", "implementation"]);
    expect(named("add")[0]?.overload).toBeUndefined();
    expect(TEXT.slice(0, named("Money.Purse")[0]?.start)).toMatch(/\n {2}$/u);
  });

  test("what only declares exports all of it, but what lists its exports", () => {
    const names = (text: string): readonly string[] =>
      findDeclarations(repoPath("a.d.ts"), text).map(({ name }) => name);
    expect(names("declare namespace N { function f(): void; const x: number; }\ndeclare function g(): void;")).toEqual([
      "N",
      "N.f",
      "N.x",
      "g",
    ]);
    expect(names("export {};\ndeclare function g(): void;\nexport declare namespace N { type T = string; }")).toEqual([
      "N",
      "N.T",
    ]);
    expect(names("declare namespace N { function f(): void; function g(): void; export { g }; }")).toEqual([
      "N",
      "N.g",
    ]);
  });

  test("have sections on a page, to which links lead", () => {
    const page = renewPage(undefined, [{ path, entries: referenceOf(path, TEXT) }], "API") ?? "";
    expect(page).toContain(
      "### `Money.round`\n\n```ts signature\nfunction round(amount: number, { digits = 2 }: Options = {}): number\n```",
    );
    expect(page).toContain("Rounds, see [`Money.Purse#add`](#moneypurseadd) and [`add`](#add).");
    expect(page).toContain("### `Left.Right`\n\n```ts signature\nnamespace Left.Right\n```\n\nDotted.");
    expect(page).toContain('```ts signature\ndeclare module "express"\n```');
    expect(page).toContain("  - [`express.Request`](#expressrequest)");
    expect(page).not.toContain("Hidden");
  });
});

describe("members", () => {
  const text = `export class Box {
  /** Sets. */
  set only(value: number) {
    if (value < 0) throw new RangeError("no");
  }
  get both(): number {
    return 1;
  }
  set both(value: number) {}
  /** Walks. */
  [Symbol.iterator]() {
    return this;
  }
  /** Quoted. */
  "a-b" = 1;
  "plain" = 2;
  [worked.out] = 3;
  protected hidden = 1;
  constructor(readonly size: number) {}
}
export interface Handler {
  /** Called. */
  (a: string): void;
  /** Made. */
  new (a: string): Handler;
  /** Asked. */
  [key: string]: unknown;
}
export type Both = Readonly<{
  /** A. */
  a: string;
}> &
  ({
    /** B. */
    b: string;
  } | { c: string });
`;

  test("accessors, quoted names, symbols of the language, and the parts of types", () => {
    const found = findDeclarations(repoPath("a.ts"), text);
    expect(found.map(({ name }) => name)).toEqual([
      "Box",
      "Box#only",
      "Box#both",
      "Box[Symbol.iterator]",
      'Box["a-b"]',
      "Box#plain",
      "Box#constructor",
      "Handler",
      "Both",
      "Both.a",
      "Both.b",
      "Both.c",
    ]);
    expect(found[1]).toMatchObject({ kind: "accessor", thrown: [{ error: "RangeError", condition: "value < 0" }] });
  });

  test("a page tells what is said of each of them", () => {
    expect(referenceOf(repoPath("a.ts"), text).flatMap(({ members }) => members.map(({ name }) => name))).toEqual([
      "Box#only",
      "Box[Symbol.iterator]",
      'Box["a-b"]',
      "Handler()",
      "new Handler()",
      "Handler[]",
      "Both.a",
      "Both.b",
    ]);
  });
});
