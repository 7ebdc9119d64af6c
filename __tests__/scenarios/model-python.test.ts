import { expect } from "@jest/globals";
import { openModelShop } from "./support/model-shop.ts";
import { startScriptedModel, type ScriptedCall, type ScriptedReply } from "./support/scripted-model.ts";
import { findPython, testWith } from "./support/tools.ts";

const STUB = `"""What a customer gets back."""


def refund(price, days):
    """All within 14 days, half within 30, then nothing."""
    raise NotImplementedError("not implemented")  # assay: implement
`;

const TILL_TESTS = `import pytest

from shop.till import change


@pytest.mark.parametrize(
    "paid, price, expected",
    [(1000, 750, 250), (750, 750, 0)],
)
def test_gives_back_what_is_too_much(paid, price, expected):
    assert change(paid, price) == expected
`;

const REFUND_TESTS = `import pytest

from shop.refund import refund


@pytest.mark.parametrize(
    "days, expected",
    [(14, 1000), (15, 500), (30, 500), (31, 0)],
)
def test_gives_back_by_days(days, expected):
    assert refund(1000, days) == expected
`;

const write = (path: string, text: string): ScriptedCall => ({ name: "write", args: { path, text } });
const edit = (path: string, old: string, replacement: string): ScriptedCall => ({
  name: "edit",
  args: { path, edits: [{ old, new: replacement }] },
});

const RAISE = '    raise NotImplementedError("not implemented")  # assay: implement\n';

/** For each task the edits of the first attempt, which no gate lets through, and of the second. */
const WORK: Readonly<
  Record<string, { files: readonly string[]; first: readonly ScriptedCall[]; second: readonly ScriptedCall[] }>
> = {
  "fix shop/price.py": {
    files: ["shop/price.py"],
    first: [
      edit("shop/price.py", "def discounted( price, percent ):   ", "import os\n\n\ndef discounted(price, percent):"),
    ],
    second: [
      write(
        "shop/price.py",
        `"""Prices in cents."""


def gross(net, rate):
    """The price with tax; rounds half a cent up."""
    return (net*(100+rate)+50) // 100


def discounted(price, percent):
    """The price less a discount; never less than nothing."""
    if percent > 100:
        return 0
    return price-price*percent//100
`,
      ),
    ],
  },
  "tests shop/till.py": {
    files: ["tests/test_till.py"],
    first: [write("tests/test_till.py", TILL_TESTS.replace("(1000, 750, 250)", "(1000, 750, 25)"))],
    second: [write("tests/test_till.py", TILL_TESTS)],
  },
  "docs shop/rates.py": {
    files: ["shop/rates.py"],
    first: [
      edit(
        "shop/rates.py",
        '    """The rate in percent; other',
        `    """The rate in percent, ${"as it is ".repeat(9)}other`,
      ),
    ],
    second: [
      edit(
        "shop/rates.py",
        `, ${"as it is ".repeat(9)}other things have the full one.`,
        " of a kind; others have the full.",
      ),
    ],
  },
  "refactor shop/legacy/old_rates.py": {
    files: ["shop/legacy/old_rates.py"],
    first: [edit("shop/legacy/old_rates.py", "RATES = ", "TABLE = ")],
    second: [edit("shop/legacy/old_rates.py", 'TABLE = {"books": 7, "other": 19}', "RATES = dict(books=7, other=19)")],
  },
  "scaffold shop/refund.py": {
    files: ["shop/refund.py", "tests/test_refund.py"],
    first: [
      write("tests/test_refund.py", REFUND_TESTS),
      edit("shop/refund.py", RAISE, "    return price if days <= 14 else 0\n"),
    ],
    second: [
      edit(
        "shop/refund.py",
        "    return price if days <= 14 else 0\n",
        "    if days <= 14:\n        return price\n    return price // 2 if days <= 30 else 0\n",
      ),
    ],
  },
};

function script(messages: readonly { readonly role: string; readonly content: string }[]): ScriptedReply {
  const task = /^Task: (\w+ \S+) /mu.exec(messages.find(({ role }) => role === "user")?.content ?? "")?.[1] ?? "";
  const work = WORK[task];
  if (work === undefined) return { calls: [{ name: "decline", args: { reason: `nothing for ${task}` } }] };
  const again = messages.some(({ content }) => content.startsWith("Not accepted"));
  const plan = { name: "plan", args: { steps: ["do it"], files: work.files, risks: [], verify: "pytest" } };
  const finish = { name: "finish", args: { rationale: "As asked.", confidence: "high", look_at: [] } };
  return { calls: again ? [...work.second, finish] : [plan, ...work.first, finish] };
}

const POLICY = `version: 1
engine: model
tasks: [fix, tests, docs, refactor, scaffold]
rules:
  - { paths: ["shop/price.py"], tasks: [fix] }
  - { paths: ["shop/till.py"], tasks: [tests], write: ["tests/test_{name}.py"] }
  - { paths: ["shop/rates.py"], tasks: [docs] }
  - { paths: ["shop/legacy/*.py"], tasks: [refactor], gates: { equivalence: advisory } }
  - { paths: ["shop/refund.py"], tasks: [scaffold], write: ["tests/test_{name}.py"] }
publish: none
`;

testWith(
  findPython(["pytest", "coverage", "flake8", "autopep8"]),
  "Python: every kind of task is rejected by a gate first, and accepted then with all of its evidence",
  async (searchPath) => {
    await using model = await startScriptedModel(({ messages }) => script(messages));
    await using shop = await openModelShop(
      () => `${POLICY}model: { provider: custom, base-url: "${model.url}", name: scripted }\n`,
      { "shop/refund.py": STUB },
      "pytest",
    );
    const { report, stderr, code } = await shop.run(["run", "--all"], { PATH: searchPath });
    expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
    const ends = (report?.outcomes ?? []).map(({ type, task, attempts }) => [
      `${task.kind} ${task.target}`,
      type,
      attempts[0]?.reason?.slice(0, 160) ?? attempts.length,
      attempts[1]?.gates.filter(({ status }) => status === "passed").map(({ gate }) => gate),
    ]);
    const rejected = (gate: string) => expect.stringMatching(`^gate ${gate} failed`);
    const evidence = (...gates: readonly string[]) => expect.arrayContaining(["lint", "tests", ...gates]);
    expect(ends.toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1))).toEqual([
      ["docs shop/rates.py", "accepted", rejected("lint"), evidence()],
      ["fix shop/price.py", "accepted", rejected("lint"), evidence("coverage")],
      ["refactor shop/legacy/old_rates.py", "accepted", rejected("tests"), evidence("coverage")],
      ["scaffold shop/refund.py", "accepted", rejected("tests"), evidence("coverage")],
      ["tests shop/till.py", "accepted", rejected("tests"), evidence("coverage")],
    ]);
  },
);
