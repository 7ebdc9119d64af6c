import fc from "fast-check";
import { describe, expect, test } from "@jest/globals";
import type { Manifest } from "../../src/domain/bundle.ts";
import { renderCanonicalJson } from "../../src/publish/canonical-json.ts";
import { openBundle } from "../../src/publish/open-bundle.ts";
import { parseManifest } from "../../src/publish/parse-manifest.ts";
import { verifyBundle, type Known } from "../../src/publish/verify.ts";
import { makeAccepted } from "../report/reports.ts";
import { digest, makeBundle } from "./bundles.ts";

const { manifest, files } = makeBundle();
const REPAIR = {
  failedRun: { id: 5, attempt: 1 },
  reasons: ["the policy has no command for it"],
  tasks: [{ target: "src/a.ts", end: "rejected" as const, reason: "gate tests failed" }],
  more: 0,
};
const RUN = { repositoryId: "1", runId: "9", attempt: 2 };
const TEXT = files.get("manifest.json") ?? "";

function problemsOf(text: string): string {
  const parsed = parseManifest(text);
  return parsed.ok ? "" : parsed.problems.map(({ place, message }) => `${place}: ${message}`).join("\n");
}

/** The manifest with one value changed, in canonical form again. */
function changed(change: (json: ReturnType<typeof copy>) => void): string {
  const json = copy();
  change(json);
  return renderCanonicalJson(json);
}

function copy() {
  return structuredClone(manifest) as unknown as {
    entries: Record<string, unknown>[];
    subject: Record<string, unknown>;
  } & Record<string, unknown>;
}

describe("a bundle", () => {
  test("has one patch per task, the report, and a manifest that names them", () => {
    expect([...files.keys()]).toEqual([
      "manifest.json",
      "patches/fix-0000000000.patch",
      "patches/fix-1111111111.patch",
      "report.json",
    ]);
    expect(manifest.entries.map(({ task, patchSha256 }) => [task, patchSha256])).toEqual(
      ["fix-0000000000", "fix-1111111111"].map((task) => [task, digest(files.get(`patches/${task}.patch`) ?? "")]),
    );
  });

  test("is the same whatever the order of the outcomes", () => {
    const accepted = [makeAccepted("src/cart.ts", "0000000000"), makeAccepted("src/user.ts", "1111111111")];
    expect([...makeBundle({ accepted }).files]).toEqual([...files]);
  });

  test("opens to what was put in", () => {
    const opened = openBundle(files, digest);
    if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
    expect(opened.bundle.manifest).toEqual(manifest);
    expect(opened.bundle.reportText).toBe('{"a":1}\n');
    expect(opened.bundle.patches.get("fix-1111111111")).toBe(files.get("patches/fix-1111111111.patch"));
  });

  test("may say what became of a failure of CI", () => {
    const { files: own, manifest: told } = makeBundle({ accepted: [], repair: REPAIR });
    expect(parseManifest(own.get("manifest.json") ?? "")).toEqual({ ok: true, manifest: told });
    expect(told.repair).toEqual(REPAIR);
  });

  test("may be empty, and may be of a detached head", () => {
    const { base, mergeBase, head } = manifest.subject;
    const empty = makeBundle({ accepted: [], subject: { base, mergeBase, head } });
    expect(parseManifest(empty.files.get("manifest.json") ?? "")).toEqual({ ok: true, manifest: empty.manifest });
  });

  test.each([
    ["a patch", "patches/fix-0000000000.patch", "digest differs"],
    ["the report", "report.json", "digest differs"],
    ["the manifest", "manifest.json", "no JSON"],
  ])("with a changed byte in %s does not open", (_, name, message) => {
    const opened = openBundle(new Map([...files, [name, `${files.get(name) ?? ""}x`]]), digest);
    expect(opened).toMatchObject({ ok: false, problems: [{ message: expect.stringContaining(message) }] });
  });

  test.each([...files.keys()])("without %s does not open", (name) => {
    const opened = openBundle(new Map([...files].filter(([key]) => key !== name)), digest);
    expect(opened).toMatchObject({ ok: false, problems: [{ place: name }] });
  });

  test("with a file more does not open", () => {
    expect(openBundle(new Map([...files, ["x.sh", ""]]), digest)).toMatchObject({
      ok: false,
      problems: [{ place: '"x.sh"' }],
    });
  });
});

describe("a manifest that somebody else wrote", () => {
  test.each([
    ["an unknown key", changed((json) => (json["url"] = "https://evil.example")), "Unrecognized key"],
    ["an unknown key of an entry", changed((json) => (json.entries[0]!["mode"] = "100755")), "Unrecognized key"],
    ["a number of a run like a path", changed((json) => (json["run"] = { ...RUN, runId: "../9" })), "run.runId"],
    ["a run with more to say", changed((json) => (json["run"] = { ...RUN, url: "x" })), "Unrecognized key"],
    ["an attempt before the first", changed((json) => (json["run"] = { ...RUN, attempt: 0 })), "run.attempt"],
    ["a repair with more to say", changed((json) => (json["repair"] = { ...REPAIR, url: "x" })), "Unrecognized key"],
    ["a reason on two lines", changed((json) => (json["repair"] = { ...REPAIR, reasons: ["a\nb"] })), "no plain line"],
    [
      "a reason that hides",
      changed((json) => (json["repair"] = { ...REPAIR, reasons: ["a\u202eb"] })),
      "no plain line",
    ],
    [
      "a reason that colours",
      changed((json) => (json["repair"] = { ...REPAIR, reasons: ["\u001b[1m"] })),
      "no plain line",
    ],
    ["a long reason", changed((json) => (json["repair"] = { ...REPAIR, reasons: ["x".repeat(2001)] })), "reasons"],
    ["many reasons", changed((json) => (json["repair"] = { ...REPAIR, reasons: Array(9).fill("x") })), "reasons"],
    [
      "many ended tasks",
      changed((json) => (json["repair"] = { ...REPAIR, tasks: Array(101).fill(REPAIR.tasks[0]) })),
      "repair.tasks",
    ],
    [
      "an unknown end",
      changed((json) => (json["repair"] = { ...REPAIR, tasks: [{ ...REPAIR.tasks[0], end: "merged" }] })),
      "end",
    ],
    [
      "an ended task outside",
      changed((json) => (json["repair"] = { ...REPAIR, tasks: [{ ...REPAIR.tasks[0], target: "../x" }] })),
      "is no path",
    ],
    [
      "a failed run like a path",
      changed((json) => (json["repair"] = { ...REPAIR, failedRun: { id: "5/..", attempt: 1 } })),
      "failedRun.id",
    ],
    ["another schema", changed((json) => (json["schema"] = "assay/bundle@2")), "schema"],
    ["a path outside", changed((json) => (json.entries[0]!["paths"] = ["../x"])), "is no path"],
    ["a path in .git", changed((json) => (json.entries[0]!["paths"] = [".git/config"])), "is no path"],
    ["no path", changed((json) => (json.entries[0]!["paths"] = [])), "paths"],
    ["paths out of order", changed((json) => (json.entries[0]!["paths"] = ["b", "a"])), "not sorted"],
    ["a path twice", changed((json) => (json.entries[0]!["paths"] = ["a", "a"])), "not sorted"],
    ["two tasks for one path", changed((json) => (json.entries[0]!["paths"] = ["SRC/user.ts"])), "two changes want"],
    ["tasks out of order", changed((json) => json.entries.reverse()), "not sorted"],
    ["a task twice", changed((json) => json.entries.push(json.entries[1]!)), "not sorted"],
    ["a patch elsewhere", changed((json) => (json.entries[0]!["patch"] = "../../x.patch")), "another task's name"],
    ["another kind", changed((json) => (json.entries[0]!["kind"] = "docs")), "do not belong together"],
    ["a task like a path", changed((json) => (json.entries[0]!["task"] = "fix-../../../..")), "task"],
    [
      "a gate twice",
      changed((json) => (json.entries[0]!["gates"] = [1, 2].map(() => ({ gate: "lint", status: "passed" })))),
      "twice",
    ],
    ["an unknown gate", changed((json) => (json.entries[0]!["gates"] = [{ gate: "luck", status: "passed" }])), "gates"],
    ["an unknown publication", changed((json) => (json.entries[0]!["publish"] = "force-push")), "publish"],
    ["a branch like an option", changed((json) => (json.subject["branch"] = "--force")), "branch"],
    ["a branch with a trick", changed((json) => (json.subject["branch"] = "a..b")), "branch"],
    ["a short id", changed((json) => (json["tree"] = "abc")), "tree"],
    ["a long rationale", changed((json) => (json.entries[0]!["rationale"] = "x".repeat(70_000))), "rationale"],
    ["__proto__", TEXT.replace('{\n  "entries"', '{\n  "__proto__": {},\n  "entries"'), ""],
    ["a doubled key", TEXT.replace('  "tree"', '  "schema": "assay/bundle@1",\n  "tree"'), "canonical"],
    ["other white space", TEXT.replaceAll("  ", " "), "canonical"],
    ["a byte order mark", `\ufeff${TEXT}`, "no JSON"],
    ["no JSON", "{", "no JSON"],
    ["not even an object", "null\n", "manifest.json"],
    ["far too much", " ".repeat(7 * 1024 * 1024), "longer than"],
  ])("%s", (_, text, message) => {
    expect(text).not.toBe(TEXT);
    const parsed = parseManifest(text);
    expect(parsed.ok).toBe(false);
    expect(problemsOf(text)).toContain(message);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  test("never throws, and what is accepted is canonical", () => {
    const mutated = fc
      .record({ at: fc.nat({ max: TEXT.length }), drop: fc.nat({ max: 3 }), put: fc.string({ maxLength: 3 }) })
      .map(({ at, drop, put }) => TEXT.slice(0, at) + put + TEXT.slice(at + drop));
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), mutated), (text) => {
        const parsed = parseManifest(text);
        if (parsed.ok) expect(renderCanonicalJson(parsed.manifest)).toBe(text);
      }),
      { numRuns: 500 },
    );
  });
});

describe("verification", () => {
  const known: Known = {
    version: "0.1.0",
    digest: "unstated",
    subject: manifest.subject,
    policy: manifest.policy,
    tree: manifest.tree,
    requiredGates: () => ["lint"],
    publishOf: () => "commit",
  };

  test("what was gated is what would be published", () => {
    expect(verifyBundle(manifest, known)).toEqual([]);
  });

  test.each<[string, Partial<Known>]>([
    ["bundle tool version", { version: "0.2.0" }],
    ["bundle base", { subject: { ...manifest.subject, base: "f".repeat(40) } }],
    ["bundle merge base", { subject: { ...manifest.subject, mergeBase: "f".repeat(40) } }],
    ["bundle head", { subject: { ...manifest.subject, head: "f".repeat(40) } }],
    ["bundle branch", { subject: { ...manifest.subject, branch: "main" } }],
    ["bundle policy", { policy: { ...manifest.policy, path: "other.yml" } }],
    ["bundle policy digest", { policy: { ...manifest.policy, sha256: "f".repeat(64) } }],
    ["bundle tree", { tree: "f".repeat(40) }],
  ])("%s", (place, other) => {
    expect(verifyBundle(manifest, { ...known, ...other }).map((problem) => problem.place)).toEqual([place]);
  });

  test.each<[string, Manifest["run"], Partial<Known>, RegExp | undefined]>([
    ["made and published in a terminal", undefined, {}, undefined],
    ["of a run, published in a terminal", RUN, {}, undefined],
    ["of this run, stated by its job", RUN, { origin: RUN, digest: "stated-by-job" }, undefined],
    ["of this run, never handed on", RUN, { origin: RUN, digest: "made-here" }, undefined],
    ["of this run whose digest got lost (fault G21)", RUN, { origin: RUN }, /no job has stated/u],
    ["of no run", undefined, { origin: RUN }, /does not say which run/u],
    ["of another repository", { ...RUN, repositoryId: "2" }, { origin: RUN }, /of the repository 2, but this is 1/u],
    ["of another run", { ...RUN, runId: "8" }, { origin: RUN }, /of run 8, but this is run 9/u],
    ["of an attempt to come", { ...RUN, attempt: 3 }, { origin: RUN, digest: "stated-by-job" }, /of attempt 3/u],
    ["of an earlier attempt, stated", { ...RUN, attempt: 1 }, { origin: RUN, digest: "stated-by-job" }, undefined],
    ["of an earlier attempt, stated by nobody", { ...RUN, attempt: 1 }, { origin: RUN }, /no job has stated/u],
  ])("a bundle %s", (_, made, other, message) => {
    const own = makeBundle(made === undefined ? {} : { run: made });
    const parsed = parseManifest(own.files.get("manifest.json") ?? "");
    expect(parsed).toEqual({ ok: true, manifest: own.manifest });
    const problems = verifyBundle(own.manifest, { ...known, ...other });
    expect(problems.map((problem) => problem.place)).toEqual(message === undefined ? [] : ["bundle run"]);
    if (message !== undefined) expect(problems[0]?.message).toMatch(message);
  });

  const FAILED = { id: 5, attempt: 1, workflow: "CI", place: "other" } as const;
  const own = { ...FAILED, place: "own" } as const;
  test.each<[string, Manifest["repair"], Known["purpose"], RegExp | undefined]>([
    ["work, in a job for work", undefined, { type: "work" }, undefined],
    ["a repair, in a terminal", REPAIR, undefined, undefined],
    ["a repair, in a job for work", REPAIR, { type: "work" }, /this job is not/u],
    ["work, in a job for a repair", undefined, { type: "repair", failedRun: FAILED }, /does not come from a failure/u],
    ["of this failure", REPAIR, { type: "repair", failedRun: FAILED }, undefined],
    [
      "of no failure",
      { ...REPAIR, failedRun: undefined as never },
      { type: "repair", failedRun: FAILED },
      /no run that failed/u,
    ],
    [
      "of another failure",
      REPAIR,
      { type: "repair", failedRun: { ...FAILED, id: 6 } },
      /run 5, attempt 1, but.*run 6, attempt 1/u,
    ],
    [
      "of another attempt",
      REPAIR,
      { type: "repair", failedRun: { ...FAILED, attempt: 2 } },
      /attempt 1, but.*attempt 2/u,
    ],
    [
      "of the run itself, whose last job runs again",
      REPAIR,
      { type: "repair", failedRun: { ...own, attempt: 2 } },
      undefined,
    ],
    ["of another run, in one that failed itself", REPAIR, { type: "repair", failedRun: { ...own, id: 6 } }, /run 6/u],
  ])("a bundle with %s", (_, repair, purpose, message) => {
    const made = repair === undefined ? manifest : { ...manifest, repair };
    const problems = verifyBundle(made, { ...known, ...(purpose && { purpose }) });
    expect(problems.map((problem) => problem.place)).toEqual(message === undefined ? [] : ["bundle repair"]);
    if (message !== undefined) expect(problems[0]?.message).toMatch(message);
  });

  test("a required gate that has not passed, and another way to publish, once per change", () => {
    const problems = verifyBundle(manifest, {
      ...known,
      requiredGates: () => ["lint", "tests"],
      publishOf: () => "none",
    });
    expect(problems).toHaveLength(4);
    expect(problems[0]).toMatchObject({
      place: "bundle fix-0000000000",
      message: "the required gate tests has not passed",
    });
  });
});
