import { describe, expect, test } from "@jest/globals";
import type { OwnCommit } from "../../src/domain/undo.ts";
import { selectUndo } from "../../src/publish/select-undo.ts";
import { undoMessage } from "../../src/publish/undo-message.ts";

const ADDRESS = "https://github.com/corner/shop/actions/runs/";

function own(letter: string, run: string, undoes: readonly string[] = []): OwnCommit {
  return { id: letter.repeat(40), base: "0".repeat(40), subject: `fix: ${letter}`, runs: [run], undoes };
}

function ids(commits: readonly OwnCommit[]): string {
  return commits.map(({ id }) => id[0]).join("");
}

const A = own("a", `${ADDRESS}42`);
const B = own("b", `${ADDRESS}42`);
const C = own("c", `${ADDRESS}421`);

describe("what a run or a commit stands for", () => {
  test.each([
    ["a number", "42", "ba"],
    ["an address", `${ADDRESS}421`, "c"],
  ])("%s", (_, text, expected) => {
    const selection = selectUndo([C, B, A], [{ text }]);
    expect(selection.type === "selected" && ids(selection.commits)).toBe(expected);
  });

  test("runs and commits together, newest first, each once", () => {
    const selection = selectUndo(
      [C, B, A],
      [{ text: "HEAD~2", commit: A.id }, { text: "42" }, { text: `${ADDRESS}421` }],
    );
    expect(selection.type === "selected" && ids(selection.commits)).toBe("cba");
  });

  test("every unknown word is told, with the latest runs", () => {
    const selection = selectUndo([C], [{ text: "4" }, { text: "main", commit: "d".repeat(40) }]);
    expect(selection).toMatchObject({
      type: "unknown",
      problems: [
        {
          place: "4",
          message: "is no run of Assay's on this branch, and no commit",
          remedy: expect.stringContaining("421"),
        },
        { place: "main", message: expect.stringContaining("not one that Assay made") },
      ],
    });
  });

  test("a commit that holds another run too is told", () => {
    const joined = { ...A, runs: [`${ADDRESS}42`, `${ADDRESS}7`] };
    expect(selectUndo([joined], [{ text: "42" }])).toMatchObject({ notes: [expect.stringContaining(`${ADDRESS}7`)] });
  });
});

describe("what has been taken back", () => {
  const undo = own("d", "later", [A.id, B.id]);
  const redo = own("e", "latest", [undo.id]);

  test("is not taken back again", () => {
    expect(selectUndo([undo, B, A], [{ text: "42" }])).toEqual({ type: "done", by: [undo] });
  });

  test("the rest of the run is", () => {
    const half = { ...undo, undoes: [A.id] };
    const selection = selectUndo([half, B, A], [{ text: "42" }]);
    expect(selection.type === "selected" && ids(selection.commits)).toBe("b");
  });

  test("comes back with the undo of the undo, and can be taken back again", () => {
    const selection = selectUndo([redo, undo, B, A], [{ text: "42" }]);
    expect(selection.type === "selected" && ids(selection.commits)).toBe("ba");
    expect(selectUndo([redo, undo, B, A], [{ text: undo.id, commit: undo.id }])).toEqual({ type: "done", by: [redo] });
  });
});

describe("the message", () => {
  test("names each commit, and no subject can be a trailer or a mention", () => {
    const message = undoMessage([{ ...A, subject: "Assay-Run: @all" }, B], "run 1\nAssay-Undo: x");
    expect(message).toBe(
      [
        "revert: 2 changes of Assay",
        "",
        "* aaaaaaaaaaaa Assay-Run: @ all",
        "* bbbbbbbbbbbb fix: b",
        "",
        `Assay-Undo: ${A.id}`,
        `Assay-Undo: ${B.id}`,
        "Assay-Run: run 1 Assay-Undo: x",
        "",
      ].join("\n"),
    );
  });

  test("one commit is named in the subject", () => {
    expect(undoMessage([A], "1").split("\n")[0]).toBe("revert: fix: a");
  });
});
