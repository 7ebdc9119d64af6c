import { expect, test } from "@jest/globals";
import { renderError } from "../../src/cli/render-error.ts";
import { WorldError } from "../../src/domain/errors.ts";

test.each([
  ["oops", 3, "This is a bug in assay: oops"],
  [{ odd: true }, 3, "not an error"],
  [new WorldError("no disk", { cause: "full" }), 3, "no disk\n  because: full"],
  [new WorldError("::error::x\n::y"), 3, "| ::error::x ::y"],
])("%#", (error, code, text) => {
  expect(renderError(error)).toMatchObject({ code, text: expect.stringContaining(text) });
});
