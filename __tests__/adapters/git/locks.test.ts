import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, jest, test } from "@jest/globals";
import { createLocalStateStore } from "../../../src/adapters/git/state-ref.ts";
import { createRepository } from "../../../src/adapters/git/repository.ts";
import { renderError } from "../../../src/cli/render-error.ts";
import { makeSituation } from "../local/situation.ts";
import { bareSandbox } from "./bare-sandbox.ts";
import { fingerprint, git, makeGround, makeRepository, open, path, type Ground } from "./fixture.ts";

jest.setTimeout(120_000);

async function errorOf(work: Promise<unknown>): Promise<{ readonly text: string; readonly code: number }> {
  try {
    await work;
  } catch (error) {
    // Errors of Node itself are of another realm than the test.
    const { code, syscall, message } = error as NodeJS.ErrnoException;
    return renderError(syscall === undefined ? error : Object.assign(new Error(message), { code, syscall }));
  }
  throw new Error("nothing went wrong");
}

describe("T12: locks that another process has left", () => {
  test("of index and refs: reading, and work on copies, need none of them", async () => {
    using ground = makeGround();
    const root = makeRepository(ground, { "a.ts": "a\n" });
    for (const lock of ["index.lock", "HEAD.lock", "refs/heads/main.lock", "packed-refs.lock", "config.lock"]) {
      writeFileSync(join(root, ".git", lock), "");
    }
    const before = fingerprint(root);
    const repository = await open(ground, root);
    {
      await using pool = await repository.openWorkspaces((await repository.subject({})).head);
      const workspace = await pool.create();
      expect(await workspace.apply([{ path: path("a.ts"), before: "a\n", after: "b\n" }])).toEqual([]);
      expect(await workspace.patch()).toContain("+b");
    }
    expect(fingerprint(root)).toBe(before);
  });

  test.each(["refs/heads/feature.lock", "index.lock"])("%s: a commit is refused with what git says", async (lock) => {
    using ground = makeGround();
    const { root, head, publish } = await makeSituation(ground);
    const place = join(root, ".git", lock);
    writeFileSync(place, "");
    expect(await publish("commit")).toMatchObject({
      type: "refused",
      reason: expect.stringContaining(lock),
      remedy: "Settle what git names and run again",
    });
    expect(git(root, ["rev-parse", "feature"]).trim()).toBe(head);
    expect(git(root, ["show", "HEAD:a.ts"])).toBe(git(root, ["show", `${head}:a.ts`]));
    expect(readdirSync(ground.tmp)).toEqual([]);
  });

  test("of the ref that the state is on: told with its name, and nothing is lost", async () => {
    using ground = makeGround();
    const directory = makeRepository(ground, { "a.ts": "a\n" });
    const store = createLocalStateStore({ directory, env: ground.env });
    expect(await store.update(() => "1\n")).toBeUndefined();
    writeFileSync(join(directory, ".git/refs/assay/state.lock"), "");
    expect(await store.update(() => "2\n")).toContain("state.lock");
    expect(await store.read()).toEqual({ ok: true, text: "1\n" });
  });
});

describe("T13: what the machine does not let one do", () => {
  /** git as it behaves where the repository belongs to another user, whoever runs the test. */
  function asStranger(ground: Ground): Ground {
    const bin = join(ground.path, "bin");
    mkdirSync(bin);
    const real = join(git(ground.path, ["--exec-path"]).trim(), "git");
    const script = `#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec ${real} "$@"\n`;
    writeFileSync(join(bin, "git"), script, { mode: 0o755 });
    return { ...ground, env: { ...ground.env, PATH: `${bin}:${ground.env["PATH"] ?? ""}` } };
  }

  test("a repository of another owner ends with exit code 2 and the line that trusts it", async () => {
    using ground = makeGround();
    const root = makeRepository(ground, { "a.ts": "a\n" });
    const stranger = asStranger(ground);
    const { text, code } = await errorOf(open(stranger, root));
    expect(code).toBe(2);
    expect(text).toBe(
      `${root}: this repository belongs to another user, so git does not trust it. If you do: git config --global --add safe.directory ${root}`,
    );
    writeFileSync(join(ground.env["HOME"] ?? "", ".gitconfig"), `[safe]\n\tdirectory = ${root}\n`);
    const repository = await open(stranger, root);
    const { head } = await repository.subject({});
    await using pool = await repository.openWorkspaces(head);
    expect(await (await pool.create()).patch()).toBe("");
  });

  test("trust in another place is none in this one", async () => {
    using ground = makeGround();
    const root = makeRepository(ground, { "a.ts": "a\n" });
    writeFileSync(join(ground.env["HOME"] ?? "", ".gitconfig"), `[safe]\n\tdirectory = ${ground.path}/other\n`);
    expect((await errorOf(open(asStranger(ground), root))).code).toBe(2);
  });

  // Linux lets nobody make a directory there, root included.
  test.each(["/proc", "/sys/kernel"])(
    "a disk that takes nothing (%s): the place is named, and so is TMPDIR",
    async (place) => {
      using ground = makeGround();
      const root = makeRepository(ground, { "a.ts": "a\n" });
      const options = { directory: root, sandbox: bareSandbox, env: ground.env, temporaryDirectory: place };
      const repository = await createRepository(options);
      const { head } = await repository.subject({});
      const { text, code } = await errorOf(repository.openWorkspaces(head));
      expect(code).toBe(3);
      expect(text).toMatch(/^the system refused: E[A-Z]+: /u);
      expect(text).toContain(`${place}/assay-`);
      expect(text).toContain("TMPDIR");
    },
  );

  test("without a home nothing is missing", async () => {
    using ground = makeGround();
    const root = makeRepository(ground, { "a.ts": "a\n" });
    const { PATH = "" } = ground.env;
    const repository = await open({ ...ground, env: { PATH } }, root);
    expect((await repository.subject({})).head).toBe(git(root, ["rev-parse", "HEAD"]).trim());
  });
});
