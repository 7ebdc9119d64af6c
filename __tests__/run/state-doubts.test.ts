import { expect, test } from "@jest/globals";
import { DOUBT_LIMITS } from "../../src/domain/doubt.ts";
import { parseManifest } from "../../src/publish/parse-manifest.ts";
import { toPublicationCheck } from "../../src/publish/to-check-run.ts";
import { stateDoubts, withholdEvidence } from "../../src/run/state-doubts.ts";
import { makeBundle } from "../publish/bundles.ts";
import { makeAccepted } from "../report/reports.ts";

const SECRET = "correct-horse-battery-staple";
const environment = { DEPLOY_TOKEN: SECRET };
const WITHHELD = "[withheld: it holds what looks like a secret]";

/** An accepted change of code that does what each of these says. */
function suspicious(...whats: readonly string[]): ReturnType<typeof makeAccepted> {
  const accepted = makeAccepted();
  const suspicions = whats.map((what) => ({ path: accepted.task.target, line: 7, call: "total([])", what }));
  return { ...accepted, candidate: { ...accepted.candidate, suspicions } };
}

test("suspicious places go into the bundle, through its strict schema, and stand in the check run of the job that publishes", async () => {
  const outcome = suspicious("gives NaN for @everyone\nand more");
  const doubts = await stateDoubts([outcome], { environment });
  const text = "total([]) gives NaN for @everyone and more";
  const stated = { title: "looks like a mistake", text, path: outcome.task.target, line: 7 };
  expect([...doubts]).toEqual([[outcome.task.id, [stated]]]);
  const { files, manifest } = makeBundle({ accepted: [outcome], doubts });
  expect(parseManifest(files.get("manifest.json") ?? "")).toEqual({ ok: true, manifest });
  const evidence = { entries: manifest.entries, patches: new Map([[outcome.task.id, outcome.patch]]), rejected: [] };
  const { annotations } = toPublicationCheck({ publication: { type: "none", reason: "" }, evidence }, "", "success");
  expect(annotations.map(({ title }) => title)).toEqual(["looks like a mistake", expect.stringContaining("accepted")]);
  expect(annotations[0]).toMatchObject({ path: outcome.task.target, start_line: 7, annotation_level: "warning" });
  expect(annotations[0]?.message).not.toContain("@everyone");
});

test("they are bounded, and secrets are withheld before anything is cut, in both jobs", async () => {
  const long = "said ".repeat(DOUBT_LIMITS.text);
  const cut = `${long.slice(0, DOUBT_LIMITS.text - 10 - SECRET.length / 2)}${SECRET}`;
  const outcome = suspicious(cut, ...Array.from({ length: 30 }, () => long));
  const stated = (await stateDoubts([outcome], { environment })).get(outcome.task.id) ?? [];
  expect(stated).toHaveLength(DOUBT_LIMITS.doubts);
  expect(stated[0]?.text).toBe(WITHHELD);
  expect(stated[1]?.text).toHaveLength(DOUBT_LIMITS.text);
  const doubts = new Map([[outcome.task.id, [{ title: "t", text: `uses ${SECRET}`, path: "src/a.ts" }]]]);
  const { manifest } = makeBundle({ accepted: [outcome], doubts });
  const rejected = [{ kind: "fix", target: "src/b.ts", reason: `${long} ${SECRET}` }];
  const evidence = { entries: manifest.entries, patches: new Map<string, string>(), rejected };
  expect(await withholdEvidence(evidence, { environment })).toMatchObject({
    entries: [{ doubts: [{ text: WITHHELD }] }],
    rejected: [{ kind: "fix", target: "src/b.ts", reason: WITHHELD }],
  });
});

test("a line that no file has is none: the doubt is about the file", async () => {
  const accepted = makeAccepted();
  const suspicions = [1e300, -1].map((line) => ({ path: "src/a.ts", line, call: "total([])", what: "gives NaN" }));
  const outcome = { ...accepted, candidate: { ...accepted.candidate, suspicions } };
  const doubts = await stateDoubts([outcome], { environment });
  expect(doubts.get(outcome.task.id)?.map(({ line }) => line)).toEqual([undefined, 1]);
  const { files } = makeBundle({ accepted: [outcome], doubts });
  expect(parseManifest(files.get("manifest.json") ?? "").ok).toBe(true);
});

test.each([
  ["a line too long", { text: "x".repeat(DOUBT_LIMITS.text + 1) }],
  ["several lines", { text: "a\nb" }],
  ["hidden characters", { text: "a\u001b[31m" }],
  ["a place that is none", { path: "../a.ts" }],
  ["no line", { line: 0 }],
  ["a key that nobody knows", { url: "https://example.com" }],
])("a manifest with %s in a doubt is refused", (_, wrong) => {
  const outcome = makeAccepted();
  const doubt = { title: "t", text: "x", path: "src/a.ts", ...wrong };
  const { files } = makeBundle({ accepted: [outcome], doubts: new Map([[outcome.task.id, [doubt]]]) });
  expect(parseManifest(files.get("manifest.json") ?? "").ok).toBe(false);
});
