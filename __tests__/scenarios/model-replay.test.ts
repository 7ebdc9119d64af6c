import { mkdir, readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { openModelShop } from "./support/model-shop.ts";
import { mend, startScriptedModel } from "./support/scripted-model.ts";

const EDIT = { old: "byWeight + (rule.centsPerMile ?? 0)", new: "Math.min(byWeight, rule.maxCents)" };
const KEY = "test-key-4f1c77aa90be3d52";

test("a transcript is saved redacted, and its replay needs no network and gives the same bundle", async () => {
  const model = await startScriptedModel(() => mend("src/shipping.ts", [EDIT]));
  await using shop = await openModelShop(
    (own) => `${own}model: { provider: custom, base-url: "${model.url}", name: scripted, key: SHOP_TOKEN }\n`,
  );
  const propose = (out: string, ...rest: readonly string[]) =>
    shop.run(
      ["propose", "--engine", "model", "--paths", "src/shipping.ts", "--out", path.join(shop.directory, out), ...rest],
      { SHOP_TOKEN: KEY },
    );
  const transcript = path.join(shop.directory, "transcript");
  await mkdir(transcript);
  const recorded = await propose("first", "--transcript", transcript);
  expect({ code: recorded.code, stderr: recorded.stderr }).toMatchObject({ code: 0 });
  await model[Symbol.asyncDispose]();

  const files = await readdir(transcript);
  expect(files).toEqual([expect.stringMatching(/^[0-9a-f]{16}-1\.json$/u)]);
  const saved = await readFile(path.join(transcript, files[0]!), "utf8");
  expect(saved).toContain("centsPerMile");
  expect(saved + recorded.stdout + recorded.stderr).not.toContain(KEY);

  const replayed = await propose("second", "--replay", transcript);
  expect(replayed.code).toBe(0);
  const patchOf = async (out: string): Promise<string> => {
    const [name] = (await readdir(path.join(shop.directory, out), { recursive: true })).filter((one) =>
      one.endsWith(".patch"),
    );
    return readFile(path.join(shop.directory, out, name!), "utf8");
  };
  expect(await patchOf("second")).toBe(await patchOf("first"));
  expect(replayed.report?.spending).toEqual(recorded.report?.spending);
}, 240_000);
