import { expect, test } from "@jest/globals";
import { hollownessIn } from "../../src/code/hollow-test.ts";
import { testCalls } from "../../src/code/tests.ts";

/** What is said of the only test of a file. */
function judge(body: string, head = 'import { add } from "../src/math";\n'): string | undefined {
  const file = `${head}${body}\n`;
  const [call] = testCalls("a.test.ts", file).filter(({ kind }) => kind === "test");
  if (call === undefined) throw new Error("no test");
  const text = file
    .split("\n")
    .slice(call.start - 1, call.end - 1)
    .join("\n");
  return hollownessIn(file)(call, text);
}

const one = (body: string, way = "() =>"): string => `test("is", ${way} {\n${body}\n});`;

test.each([
  ["no-assertion", "add(1, 2);"],
  ["no-assertion", "expect(add(1, 2));"],
  ["no-assertion", "expect(add(1, 2)).not;"],
  ["no-assertion", "expect(add(1, 2)).toBe;"],
  ["no-assertion", "expect(add(1, 2)).to.be;"],
  ["no-assertion", "expect(add(1, 2)).to.equal;"],
  ["no-assertion", "add(1, 2).should;"],
  ["no-assertion", "expect.assertions(0);\nadd(1, 2);"],
  ["no-assertion", "expect.hasAssertions;\nadd(1, 2);"],
  ["tautology", "add(1, 2);\nexpect(true).toBe(true);"],
  ["tautology", "add(1, 2);\nexpect(5).toBeDefined();"],
  ["tautology", "add(1, 2);\nexpect(1 + 1).toBe(2);"],
  ["tautology", "add(1, 2);\nexpect(`a${1}`).toBe('a1');"],
  ["tautology", "const size = 5;\nadd(size, 2);\nexpect(size).toBeDefined();"],
  ["tautology", "const list = [1, 2];\nadd(1, 2);\nexpect(list).toEqual([1, 2]);"],
  ["tautology", "const sum = add(1, 2);\nexpect(sum).toBe(sum);"],
  ["tautology", "add(1, 2);\nassert.ok(true);\nassert.equal('a', 'a');"],
  ["tautology", "expect(Math.max(1, 2)).toBe(2);"],
  ["tautology", "const sum = 1 + 2;\nconst twice = sum * 2;\nexpect(twice).toBe(6);"],
  ["only-mocks", "const f = jest.fn();\nf(add);\nexpect(f).toHaveBeenCalledTimes(1);"],
  ["only-mocks", "const f = jest.fn(() => 3);\nconst sum = f(1, 2);\nexpect(sum).toBe(3);"],
  ["only-mocks", "const api = { get: jest.fn().mockReturnValue(2), name: 'a' };\nexpect(api.get()).toBe(2);"],
  ["only-mocks", "const f = vi.fn();\nf(JSON.stringify({}));\nexpect(f).toHaveBeenCalledWith('{}');"],
  ["condition", "const sum = add(1, 2);\nif (sum > 2) expect(sum).toBe(3);"],
  ["condition", "const sum = add(1, 2);\nsum === 3 && expect(sum).toBe(3);"],
  ["condition", "try {\n  add(1, 2);\n} catch (error) {\n  expect(error.message).toBe('no');\n}"],
  ["condition", "if (add(1, 2) !== 3) return;\nexpect(add(1, 2)).toBe(3);"],
  ["condition", "return add(1, 2).catch((error) => expect(error).toBe('no'));"],
  ["catch", "try {\n  expect(add(1, 2)).toBe(4);\n} catch {}"],
  ["catch", "try {\n  expect(add(1, 2)).toBe(4);\n} catch (error) { console.log(error); }"],
  ["unreached", "add(1, 2);\nreturn;\nexpect(add(1, 2)).toBe(4);"],
  ["unreached", "for (const n of []) expect(add(n, 2)).toBe(4);"],
  ["uncalled", "const check = () => { expect(add(1, 2)).toBe(4); };"],
  ["uncalled", "() => { expect(add(1, 2)).toBe(4); };"],
  ["unawaited", "expect(add(1, 2)).resolves.toBe(4);"],
  ["unawaited", "add(1, 2).then((sum) => { expect(sum).toBe(4); });"],
  ["unawaited", "setTimeout(() => { expect(add(1, 2)).toBe(4); });"],
  ["unawaited", "(async () => { expect(await add(1, 2)).toBe(4); })();"],
])("%s: %j", (why, body) => {
  expect(judge(one(body))).toBe(why);
});

test("a test that ends well where its assertion failed", () => {
  expect(judge(one("try {\n  expect(add(1, 2)).toBe(4);\n  done();\n} catch { done(); }", "(done) =>"))).toBe("catch");
  expect(
    judge(one("try {\n  expect(add(1, 2)).toBe(4);\n} catch (error) { done(error); }", "(done) =>")),
  ).toBeUndefined();
});

test("mocks of the file, and modules that it has replaced", () => {
  const mock = "const send = jest.fn();\n";
  expect(judge(one("send(1);\nexpect(send).toHaveBeenCalledWith(1);"), mock)).toBe("only-mocks");
  const replaced = 'import { add } from "../src/math";\njest.mock("../src/math");\n';
  expect(judge(one("add.mockReturnValue(3);\nexpect(add(1, 2)).toBe(3);"), replaced)).toBe("only-mocks");
  const partly = replaced.replace(
    '"../src/math");',
    '"../src/math", () => ({ ...jest.requireActual("../src/math") }));',
  );
  expect(judge(one("expect(add(1, 2)).toBe(3);"), partly)).toBeUndefined();
});

test.each([
  "expect(add(1, 2)).toBe(3);",
  "expect(LIMIT).toBe(20);",
  "expect(new Money(2)).toBeDefined();",
  "expect(() => add()).toThrow();",
  "expect(add(1, 2)).to.be.true;",
  "expect(spy).to.have.been.called;",
  "add(1, 2).should.be.ok;",
  "const list = [2, 1];\nsortInPlace(list);\nexpect(list).toEqual([1, 2]);",
  "const before = make();\nexpect(before).not.toBe(make());",
  "const done = jest.fn();\nadd(1, done);\nexpect(done).toHaveBeenCalledWith(1);",
  "const sum = add(1, 2);\nif (sum > 2) expect(sum).toBe(3);\nelse expect(sum).toBe(2);",
  "const sum = add(1, 2);\nexpect(sum.type).toBe('a');\nif (sum.type === 'a') expect(sum.value).toBe(3);",
  "expect.assertions(1);\nreturn add(1, 2).catch((error) => expect(error).toBe('no'));",
  "try {\n  add(1, 2);\n  fail('it should throw');\n} catch (error) {\n  expect(error.message).toBe('no');\n}",
  "try {\n  add(1, 2);\n  throw new Error('not thrown');\n} catch (error) {\n  expect(error.message).toBe('no');\n}",
  "const sum = add(1, 2);\nif (sum > 2) {\n  expect(sum).toBe(3);\n  return;\n}\nexpect(sum).toBe(2);",
  "const sum = add(1, 2);\nexpect([3, 4]).toContain(sum);",
  "assert.equal(3, add(1, 2));",
  "return expect(add(1, 2)).resolves.toBe(4);",
  "const check = (n) => { expect(add(n, 2)).toBe(4); };\ncheck(2);\ncheck(2);",
  "add(1, (error, sum) => { expect(sum).toBe(4); });",
  "expectSum(add(1, 2));",
  "expect(toError(1)).toBe('no');",
  "this.page.open();\nexpect(this.page.title).toBe('a');",
])("shows something: %j", (body) => {
  expect(judge(one(body, "async function ()"))).toBeUndefined();
});

test.each([
  [
    "what a hook did",
    "const onChange = vi.fn();\nbeforeEach(() => { render(onChange); });\n",
    "expect(onChange).toHaveBeenCalledTimes(1);",
  ],
  [
    "a module that is replaced in part",
    'import { add } from "./m";\nvi.mock("./m", async (original) => ({ ...(await original()) }));\n',
    "expect(add(1, 2)).toBe(3);",
  ],
  [
    "a module that is only watched",
    'import { add } from "./m";\nvi.mock("./m", { spy: true });\n',
    "expect(add(1, 2)).toBe(3);",
  ],
])("%s is looked at", (_, head, body) => {
  expect(judge(one(body), head)).toBeUndefined();
});

test("fixtures of the runner, and what hooks leave in a context", () => {
  expect(judge(one("expect(calc.add(1, 2)).toBe(3);", "({ calc }) =>"), "")).toBeUndefined();
  expect(judge(one("expect(t.context.sum()).toBe(3);", "(t) =>"), "")).toBeUndefined();
});

test("chains that go on where they are not followed assert something", () => {
  expect(judge(one("(expect(add(1, 2)) as any).toBeThree();"))).toBeUndefined();
  expect(judge(one("expect(add(1, 2))[matcher](3);"))).toBeUndefined();
  expect(judge(one("const sum = expect(add(1, 2));\nsum.to.equal(3);"))).toBeUndefined();
});

test("a required module is no module that is loaded for its effect", () => {
  const head = 'const { add } = require("../src/math");\n';
  expect(judge(one("const sum = 1 + 2;\nconst twice = sum * 2;\nexpect(twice).toBe(6);"), head)).toBe("tautology");
});

test("assertions that are held in several ways", () => {
  const swallowed = "try {\n  expect(add(1, 2)).toBe(4);\n} catch {}\n";
  expect(judge(one(`${swallowed}if (add(1, 2)) expect(add(1, 2)).toBe(3);`))).toBe("catch");
});

test("what is loaded for what it does to the language is looked at by way of the language", () => {
  expect(judge(one('expect("a".padLeft(2)).toBe(" a");'), 'import "../src/pad";\n')).toBeUndefined();
  expect(judge(one('expect("a".padLeft(2)).toBe(" a");'), 'require("../src/pad");\n')).toBeUndefined();
  expect(judge(one('require("../src/pad");\nexpect("a".padLeft(2)).toBe(" a");'), "")).toBeUndefined();
});
