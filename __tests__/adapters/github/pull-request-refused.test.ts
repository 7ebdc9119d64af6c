import { expect, test } from "@jest/globals";
import { makeSituation, type Changes } from "./scene.ts";

const BRANCH = "assay/feature/rule-1";
const OTHER: Changes = [{ path: "a.ts", before: "one\ntwo changed\nthree\n", after: "one\ntwo better\nthree\n" }];

test.each(["POST /repos/{owner}/{repo}/git/commits", "PATCH /repos/{owner}/{repo}/git/refs/{ref}"])(
  "a pull request that cannot be moved on, as %s fails: what its branch holds is told, and the remedy",
  async (refused) => {
    await using situation = await makeSituation();
    await using other = await makeSituation(OTHER);
    await situation.publish("pull-request");
    const { server } = situation;
    const tip = server.state.store.read(`refs/heads/${BRANCH}`) ?? "";
    server.fault = ({ route }) =>
      route === refused ? { type: "answer", status: 403, body: { message: "Resource not accessible" } } : undefined;
    const rest = { settled: ["fix-0000000001"], heldBack: [], looked: "selection" } as const;
    const request = { ...other.request, pullRequest: { ...other.request.pullRequest!, rest } };
    const publication = await situation.publish("pull-request", { request });
    const [told] = publication.type === "several" ? publication.publications : [];
    expect(told).toMatchObject({
      type: "refused",
      reason: expect.stringContaining(`${BRANCH} was at ${tip.slice(0, 7)}, with earlier changes`),
      remedy: expect.stringContaining("permission"),
    });
    expect(server.state.store.read(`refs/heads/${BRANCH}`)).toBe(tip);
  },
);
