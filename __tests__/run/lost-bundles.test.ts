import { describe, expect, test } from "@jest/globals";
import { ConfigError } from "../../src/domain/errors.ts";
import type { Settings } from "../../src/domain/settings.ts";
import { openBundles } from "../../src/run/open-bundles.ts";
import { makeAccepted } from "../report/reports.ts";
import { digest, makeBundle } from "../publish/bundles.ts";
import { SETTINGS } from "../settings/default-settings.ts";

const USER = "1111111111";
const CART = "0000000000";
const MATRIX = JSON.stringify({
  include: [
    { shard: 1, only: `fix-${USER}` },
    { shard: 2, only: `fix-${CART}` },
  ],
});

const ONE = makeBundle({ accepted: [makeAccepted("src/user.ts", USER)] }).files;
const TWO = makeBundle({ accepted: [makeAccepted("src/cart.ts", CART)] }).files;

function sha256(files: ReadonlyMap<string, string>): string {
  return digest(files.get("manifest.json") ?? "");
}

/** Files of artifacts, each in a directory of its own. */
function download(artifacts: Readonly<Record<string, ReadonlyMap<string, string>>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(artifacts).flatMap(([name, files]) => [...files].map(([path, text]) => [`${name}/${path}`, text])),
  );
}

/** Why the phase `publish` of a workflow does not go on; undefined: it does. */
function refusal(files: ReadonlyMap<string, string>, more: Partial<Settings>): string | undefined {
  try {
    openBundles(files, { settings: { ...SETTINGS, phase: "publish", ci: true, ...more }, dependencies: { digest } });
    return undefined;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(({ place, message, remedy }) => `${place}: ${message}. ${remedy}`).join("\n");
  }
}

const BOTH = download({ one: ONE, two: TWO });
const STATED = [sha256(ONE), sha256(TWO)];

describe("G21: an output that the runner has dropped, since it looked like a secret", () => {
  test("without any digest the bundles of a matrix are not published, and the cause is named", () => {
    expect(refusal(BOTH, { matrix: MATRIX })).toMatch(/^manifest-sha256: no job has stated a digest.*looks secret/u);
  });

  test("nor where the digest of one is missing among them", () => {
    const said = refusal(BOTH, { matrix: MATRIX, manifestSha256: STATED.slice(1) });
    expect(said).toMatch(/^bundle "one": has the digest [0-9a-f]{64}, which no job has stated/u);
  });

  test("nor where a digest is there and the matrix got lost, if a bundle is missing", () => {
    const said = refusal(download({ one: ONE }), { manifestSha256: STATED });
    expect(said).toMatch(/^manifest-sha256: a job has stated the digest .*no such bundle/u);
  });
});

describe("G26: artifacts that are not as they were uploaded", () => {
  const stated = { manifestSha256: STATED, matrix: MATRIX };

  test.each<[string, ReadonlyMap<string, string>, RegExp]>([
    ["none is there, or it has expired", new Map(), /./u],
    ["one of two is not there", download({ one: ONE }), /no such bundle/u],
    ["one is there under two names", download({ one: ONE, two: TWO, three: ONE }), /is the same bundle as/u],
    ["another one has the name", download({ one: ONE, two: makeBundle().files }), /which no job has stated/u],
    [
      "its digest differs",
      download({ one: ONE, two: new Map([...TWO, ["report.json", "{}\n"]]) }),
      /its digest differs/u,
    ],
    ["the upload broke off", download({ one: ONE, two: new Map([...TWO].slice(0, 1)) }), /"two"/u],
    [
      "a file more is in it",
      download({ one: ONE, two: new Map([...TWO, ["x.patch", ""]]) }),
      /not part of the bundle/u,
    ],
  ])("%s: refused", (_, files, reason) => {
    expect(refusal(files, stated)).toMatch(reason);
  });

  test("as they were uploaded they are taken", () => {
    // Of several with changes the phase verify has to have said that they hold together.
    expect(refusal(BOTH, stated)).toMatch(/^verdict/u);
    expect(refusal(ONE, { manifestSha256: [sha256(ONE)] })).toBeUndefined();
  });
});
