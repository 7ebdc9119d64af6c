import { HANG_MS, harnessHead, type HarnessPlan } from "./harness-head.ts";
import { harnessPath, type HarnessFile } from "./mutant-harness.ts";
import type { NewTestFile } from "./new-test-files.ts";

const NOCHECK = "// @ts-nocheck\n/* eslint-disable */\n";

/**
 * What the copy of a test file gets instead of `@jest/globals`: while a file is loaded, what it registers is kept, to be
 * registered under its mutant afterwards; inside a suite it is registered at once.
 */
const GLOBALS = `${NOCHECK}import * as real from "@jest/globals";
const kept = (fn) => (...args) => {
  const list = globalThis.__assayRegistered;
  if (list === undefined) return fn(...args);
  list.push(() => fn(...args));
};
const within = (fn) => (title, body, ...rest) => fn(title, body === undefined ? body : () => { body(); }, ...rest);
const MAKES = new Set(["each", "for"]);
const wrapped = (fn, change) => new Proxy(fn, {
  apply: (target, self, args) => kept(change(target))(...args),
  get: (target, name) => {
    const value = target[name];
    if (typeof value !== "function") return value;
    if (MAKES.has(name)) return (...args) => kept(value(...args));
    return wrapped(value, change);
  },
});
const same = (fn) => fn;
const timed = (fn) => globalThis.__assayBounded(fn);
export const describe = wrapped(real.describe, within);
export const [fdescribe, xdescribe] = [describe.only, describe.skip];
export const test = wrapped(real.test, timed);
export const it = test;
export const [fit, xit, xtest] = [test.only, test.skip, test.skip];
export const beforeAll = wrapped(real.beforeAll, same);
export const afterAll = wrapped(real.afterAll, same);
export const beforeEach = wrapped(real.beforeEach, same);
export const afterEach = wrapped(real.afterEach, same);
export const { expect, jest } = real;
`;

/** The name of a file that is no test, beside one that is. */
function besideName(path: string, prefix: string): string {
  const base = path.slice(path.lastIndexOf("/") + 1);
  return `${prefix}${base.replace(/\.(?:test|spec)(?=\.)/u, "")}`;
}

/**
 * The files that run the tests of another file once for every mutant inside Jest's native modules: a copy of the tests, which
 * is loaded anew for each mutant; what stands in for `@jest/globals` in it; and the test file that loads them. The target
 * stays loaded but for mutants of `fresh`, whose code runs when it is loaded.
 */
export function jestModulesHarness(
  { path, text }: NewTestFile,
  { fresh, ...plan }: HarnessPlan & { readonly fresh: ReadonlySet<number> },
): readonly HarnessFile[] {
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const [copy, globals] = [besideName(path, "assay-body-"), besideName(path, "assay-globals-")];
  const specifier = (name: string): string => JSON.stringify(`./${name}`);
  const copied = text.replaceAll(
    /(\bfrom\s*|\bimport\s*\(\s*)(["'])@jest\/globals\2/gu,
    (_, before: string) => before + specifier(globals),
  );
  const list = JSON.stringify(plan.ids.map((id) => [id, fresh.has(id) ? 1 : 0]));
  const main = `${NOCHECK}import { afterAll as after, beforeAll as before, describe, jest, test } from "@jest/globals";
${harnessHead(plan)}
jest.setTimeout(${HANG_MS + 2_000});
globalThis.__assayBounded = boundedTest;
const { expect, jest: own, ...registers } = await import(${specifier(globals)});
Object.assign(globalThis, registers);
let isFresh = 1;
for (const [id, needsFresh] of ${list}) {
  if (isLate(id, 0.5)) continue;
  if (isFresh + needsFresh > 0) jest.resetModules();
  isFresh = needsFresh;
  const registered = [];
  globalThis.__assayRegistered = registered;
  let failure;
  begin(id);
  try {
    await import(${specifier(copy)} + "?mutant=" + id);
  } catch (error) {
    failure = { error };
  }
  end();
  globalThis.__assayRegistered = undefined;
  describe("mutant " + id + ":", () => {
    before(() => begin(id));
    after(() => finish(id));
    if (failure !== undefined) test("loads", () => broken(id, failure.error));
    for (const register of registered) register();
  });
}
`;
  return [
    { path: harnessPath(path), text: main },
    { path: folder + copy, text: copied },
    { path: folder + globals, text: GLOBALS },
  ];
}
