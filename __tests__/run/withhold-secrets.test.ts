import { expect, test } from "@jest/globals";
import { withholdSecrets } from "../../src/run/withhold-secrets.ts";

const SECRET = "correct-horse-battery-staple";
const environment = { DEPLOY_TOKEN: SECRET };
const WITHHELD = "[withheld: it holds what looks like a secret]";

const task = (reason: string) => ({ target: "src/a.ts", end: "declined", reason }) as const;

test("what holds no secret is told as it is", async () => {
  const end = { reasons: ["the tests are green"], tasks: [task("no place is known")], more: 2 };
  expect(await withholdSecrets(end, { environment })).toEqual(end);
});

test("only the text that holds a secret is withheld", async () => {
  const end = { reasons: [`printed ${SECRET}`, "plain"], tasks: [task(`env: ${SECRET}`)], more: 0 };
  expect(await withholdSecrets(end, { environment })).toEqual({
    reasons: [WITHHELD, "plain"],
    tasks: [task(WITHHELD)],
    more: 0,
  });
});

// A key block is told by its lines: in none of these texts it is whole.
const PIECES = ["-----BEGIN RSA PRIVATE", "KEY-----"].join(" ");
const BODY = "MIIEowIBAAKCAQEAx4Zl3Fv0Tn9uQm2Yw7c1kJrE5dGhBsPqLoVtXiNfUaWyCzDe";
const END = ["-----END RSA PRIVATE", "KEY-----"].join(" ");
const SPREAD = [PIECES, BODY, BODY.toLowerCase(), END];

test.each([
  ["alone", []],
  ["with another one in a single text beside it", [`printed ${SECRET}`]],
])("a secret that is spread over several texts, %s, withholds all", async (_, decoy) => {
  const reasons = [...decoy, ...SPREAD];
  const { reasons: shown } = await withholdSecrets({ reasons, tasks: [], more: 0 }, { environment });
  expect(shown).toEqual(reasons.map(() => WITHHELD));
});
