import { expect, jest, test } from "@jest/globals";
import { digest } from "../publish/bundles.ts";
import { inScenario, memoryStore, writes, type Place } from "./support/fixture-run.ts";

jest.setTimeout(180_000);

const FINE = "export const total = (x) => x + 1;\n";
const UGLY = "export const total = (x) => x + 1; // UGLY\n";
const POLICY = `version: 1
tasks: [fix]
publish: patch
caps: { runs: 50 }
rules:
  - { paths: ["src/**"], tasks: [fix] }
commands:
  lint: { run: "node tools/lint.mjs {files}", format: eslint-json }
  test: { run: "node check.mjs", format: exit-code }
`;
/** Green as long as one of the files is as it was: each change passes alone, and both do not. */
const CHECK = `import { readFileSync } from "node:fs";
const ugly = ["a", "b"].filter((name) => readFileSync("src/" + name + ".js", "utf8").includes("UGLY"));
process.exit(ugly.length === 0 ? 1 : 0);
`;
const SCENARIO = {
  policy: POLICY,
  base: { "package.json": '{ "type": "module" }\n', "check.mjs": CHECK, "src/a.js": FINE, "src/b.js": FINE },
  head: { "src/a.js": UGLY, "src/b.js": UGLY },
};

const idOf = (target: string): string => `fix-${digest(`fix\0${target}`).slice(0, 10)}`;

/** What one job of a matrix comes to, in a directory of its own. */
async function propose(place: Place, target: string): Promise<readonly [string, string][]> {
  const edits = writes({ [target]: FINE });
  const { report, bundle } = await place.propose({ edits, settings: { phase: "propose", only: [idOf(target)] } });
  expect(report.outcomes.map(({ type }) => type)).toEqual(["accepted"]);
  return [...bundle].map(([name, text]) => [`${idOf(target)}/${name}`, text]);
}

/** The bundle of a job that code has taken over: its patch makes one more file than it says. */
function withHiddenFile(bundle: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const name = [...bundle.keys()].find((file) => file.endsWith(".patch")) ?? "";
  const hidden =
    "diff --git a/tools/x.mjs b/tools/x.mjs\nnew file mode 100644\n--- /dev/null\n+++ b/tools/x.mjs\n@@ -0,0 +1 @@\n+1;\n";
  const patch = `${bundle.get(name) ?? ""}${hidden}`;
  const manifest = [...bundle.keys()].find((file) => file.endsWith("manifest.json")) ?? "";
  const stated = (bundle.get(manifest) ?? "").replace(
    /"patchSha256": *"[0-9a-f]{64}"/u,
    `"patchSha256": "${digest(patch)}"`,
  );
  return new Map([...bundle, [name, patch], [manifest, stated]]);
}

test("a patch that changes more than its bundle says is refused, by verify and by publish", () =>
  inScenario(SCENARIO, async (place) => {
    const settings = { phase: "publish", ci: true } as const;
    const honest = new Map(await propose(place, "src/a.js"));
    expect(await place.publish(honest, { settings })).toMatchObject({ publication: { type: "patch" } });
    const forged = withHiddenFile(honest);
    const said = /tools\/x\.mjs: is none of the paths that it may change/u;
    await expect(place.publish(forged, { settings })).rejects.toThrow(said);
    await expect(place.verify(forged, { settings: { phase: "verify" } })).rejects.toThrow(said);
  }));

test("what passes in two jobs and not together is taken out before anything is published, and remembered", () =>
  inScenario(SCENARIO, async (place) => {
    const bundles = new Map([...(await propose(place, "src/a.js")), ...(await propose(place, "src/b.js"))]);
    const { report, verdict } = await place.verify(bundles, { settings: { phase: "verify" } });
    expect(report.outcomes.map(({ type }) => type).toSorted()).toEqual(["accepted", "rejected"]);
    expect(report.sum.find(({ gate }) => gate === "tests")).toMatchObject({ status: "passed" });
    const [kept] = verdict.kept;
    const [dropped] = verdict.dropped;
    expect([kept, dropped?.task].toSorted()).toEqual([idOf("src/a.js"), idOf("src/b.js")].toSorted());
    expect(dropped).toMatchObject({ because: "gates", reason: expect.stringContaining("gate tests fails") });

    const store = memoryStore();
    const settings = { phase: "publish", ci: true } as const;
    await expect(place.publish(bundles, { store, settings })).rejects.toThrow(/have not been run together/u);
    const { publication } = await place.publish(bundles, {
      store,
      settings: { ...settings, verdict: JSON.stringify(verdict) },
    });
    expect(publication).toMatchObject({ type: "patch", files: [expect.stringContaining(kept ?? "?")] });
    const left = await store.read();
    const state: unknown = JSON.parse(left.ok ? (left.text ?? "") : "");
    expect(state).toHaveProperty(["tried", dropped?.task ?? "", "end"], "rejected");
  }));
