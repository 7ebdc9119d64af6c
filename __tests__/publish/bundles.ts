import { createHash } from "node:crypto";
import { toBundle, type BundleFiles, type BundleInput } from "../../src/publish/to-bundle.ts";
import { makeAccepted } from "../report/reports.ts";

export const digest = (text: string): string => createHash("sha256").update(text).digest("hex");

export function makeBundle(overrides: Partial<BundleInput> = {}): BundleFiles {
  return toBundle({
    version: "0.1.0",
    subject: { base: "a".repeat(40), mergeBase: "b".repeat(40), head: "c".repeat(40), branch: "feature" },
    policy: { path: ".github/assay.yml", sha256: "d".repeat(64) },
    accepted: [makeAccepted("src/user.ts", "1111111111"), makeAccepted("src/cart.ts", "0000000000")],
    publishOf: () => "commit",
    tree: "e".repeat(40),
    reportText: '{"a":1}\n',
    digest,
    ...overrides,
  });
}
