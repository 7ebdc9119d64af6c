import { expect, test } from "@jest/globals";
import type { Workspace } from "../../src/ports.ts";
import { openWorkspaces } from "../../src/run/workspaces.ts";
import { fakeWorkspace } from "./fakes.ts";

test("a workspace that was given back is handed on before a new one is made, and all are closed together", async () => {
  const closed: number[] = [];
  let made = 0;
  const create = (): Promise<Workspace> => {
    const number = (made += 1);
    const dispose = (): Promise<void> => Promise.resolve(void closed.push(number));
    return Promise.resolve({ ...fakeWorkspace(), [Symbol.asyncDispose]: dispose });
  };
  {
    await using workspaces = openWorkspaces({ create }, { watch: (workspace) => workspace });
    const [first, second] = [await workspaces.take(), await workspaces.take()];
    expect(second).not.toBe(first);
    workspaces.giveBack(first);
    expect(await workspaces.take()).toBe(first);
    await workspaces.take();
    expect([made, closed]).toEqual([3, []]);
  }
  expect(closed).toEqual([3, 2, 1]);
});
