import { expect, test } from "@jest/globals";
import { renderError } from "../../src/cli/render-error.ts";
import { WorldError } from "../../src/domain/errors.ts";

test.each([
  ["oops", 3, "This is a bug in assay: oops"],
  [{ odd: true }, 3, "not an error"],
  [new WorldError("no disk", { cause: "full" }), 3, "no disk\n  because: full"],
  [
    Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC", syscall: "write" }),
    2,
    "the system refused: ENOSPC: no space left on device, write. Make room there, or name another directory in TMPDIR.",
  ],
  [
    Object.assign(new Error("EROFS: read-only file system, mkdtemp '/x'"), { code: "EROFS", syscall: "mkdtemp" }),
    2,
    "'/x'. See whether the place exists and may be written; TMPDIR",
  ],
  [
    new WorldError("the report cannot be written", {
      cause: Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC", syscall: "write" }),
    }),
    2,
    "the report cannot be written\n  because: ENOSPC",
  ],
  [Object.assign(new Error("EMFILE: too many open files"), { code: "EMFILE", syscall: "open" }), 3, "ulimit -n"],
  [new WorldError("::error::x\n::y"), 3, "| ::error::x ::y"],
])("%#", (error, code, text) => {
  expect(renderError(error)).toMatchObject({ code, text: expect.stringContaining(text) });
});
