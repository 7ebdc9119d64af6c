import { expect, test } from "@jest/globals";
import { sortFiles } from "../../../src/check/equivalence/changed-modules.ts";
import { metadataRemarks } from "../../../src/check/equivalence/metadata-remarks.ts";
import { tempWorkspace } from "../../propose/temp-workspace.ts";
import { fileChange } from "../subjects.ts";

const BEFORE = `import { Store } from "./store";
import { Injectable } from "./framework";

@Injectable()
export class Service {
  constructor(private readonly store: Store) {}
}
`;

async function remarks(options: object, after: string): Promise<readonly string[]> {
  await using workspace = tempWorkspace({
    "tsconfig.json": JSON.stringify({ compilerOptions: { experimentalDecorators: true, ...options } }),
    "src/service.ts": BEFORE,
    "src/store.ts": "export class Store {}\n",
  });
  const { modules } = sortFiles([fileChange("src/service.ts", BEFORE, after)]);
  return (await metadataRemarks(workspace.root, modules)).map(({ code = "" }) => code);
}

test.each<readonly [string, object, string, number]>([
  [
    "an import that is one of types now",
    { emitDecoratorMetadata: true },
    BEFORE.replace("{ Store }", "type { Store }"),
    1,
  ],
  ["another type of a parameter", { emitDecoratorMetadata: true }, BEFORE.replace("store: Store", "store: object"), 1],
  ["a decorator that is gone", { emitDecoratorMetadata: true }, BEFORE.replace("@Injectable()\n", ""), 1],
  ["another name of a parameter", { emitDecoratorMetadata: true }, BEFORE.replace("store: Store", "kept: Store"), 0],
  ["types that nobody is told", {}, BEFORE.replace("{ Store }", "type { Store }"), 0],
])("%s", async (_, options, after, count) => {
  expect(await remarks(options, after)).toHaveLength(count);
});
