import { expect, test } from "@jest/globals";
import { findStubs, isSpecification } from "../../src/domain/stubs.ts";

test.each([
  ["// assay: implement a refund by days"],
  ["  # Assay: implement"],
  ["/* assay: implement */"],
  ['  throw new Error("not implemented");'],
  ["  throw new Error(`Not implemented: ${price}`);"],
  ['  throw Error("not yet implemented")'],
  ["    throw new NotImplementedException();"],
  ['        throw new UnsupportedOperationException("later");'],
  ["    raise NotImplementedError"],
  ['    raise NotImplementedError("soon")'],
  ['	panic("not implemented")'],
  ["    todo!()"],
  ['    unimplemented!("later")'],
  ['    TODO("refund")'],
])("%j is a stub", (line) => {
  expect(findStubs(`first\n${line}\nlast`)).toEqual([{ line: 2, text: line.trim() }]);
});

test.each([
  ["// TODO: implement"],
  ['const text = "not implemented";'],
  ["if (error instanceof NotImplementedError) return;"],
  ["// the assay implements nothing"],
  ["except NotImplementedError:"],
  ["todos(1)"],
])("%j is none", (line) => {
  expect(findStubs(line)).toEqual([]);
});

test("Markdown is a specification", () => {
  expect(["specs/refund.md", "A.MARKDOWN", "src/a.ts", "md"].map(isSpecification)).toEqual([true, true, false, false]);
});
