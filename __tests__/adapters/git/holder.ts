/** A process that holds a workspace pool at a chosen moment, to be killed: DIRECTORY TEMPORARY MOMENT. */
import { createRepository } from "../../../src/adapters/git/repository.ts";
import { toRepoPath } from "../../../src/domain/repo-path.ts";
import { bareSandbox } from "./bare-sandbox.ts";

const [directory = "", temporaryDirectory = "", moment = ""] = process.argv.slice(2);
const repository = await createRepository({ directory, temporaryDirectory, sandbox: bareSandbox, env: process.env });
const subject = await repository.subject({});
const say = (what: string): void => {
  if (what === moment) process.stdout.write("ready\n");
};
const pool = await repository.openWorkspaces(subject.head);
say("pool");
const creating = pool.create();
say("creating");
const workspace = await creating;
say("workspace");
const path = toRepoPath("src/f1.ts");
if (path.ok) {
  const before = await workspace.read(path.path);
  await workspace.apply([{ path: path.path, ...(before === undefined ? {} : { before }), after: "changed\n" }]);
}
say("applied");
await workspace.patch();
say("patched");
setInterval(() => undefined, 1000);
