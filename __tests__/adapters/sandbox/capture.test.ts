import fc from "fast-check";
import { expect, test } from "@jest/globals";
import { createCapture } from "../../../src/adapters/sandbox/capture.ts";

function captured(limit: number, chunks: readonly Uint8Array[]): string {
  const capture = createCapture(limit);
  for (const chunk of chunks) capture.write(chunk);
  return capture.text();
}

test.each([
  [10, ["abc", "def"], "abcdef"],
  [6, ["abcdef"], "abcdef"],
  [6, ["abcdefg"], "abc\n… [1 bytes left out] …\nefg"],
  [6, ["a", "b", "c", "d", "e", "f", "g", "h"], "abc\n… [2 bytes left out] …\nfgh"],
  [0, ["abc"], "\n… [3 bytes left out] …\n"],
  [4, ["a€", "x€b"], "a\n… [7 bytes left out] …\nb"],
])("keeps head and tail of %d bytes", (limit, texts, expected) => {
  expect(
    captured(
      limit,
      texts.map((text) => Buffer.from(text)),
    ),
  ).toBe(expected);
});

test("however the bytes are cut into chunks, the text is the same", () => {
  // What stands for bytes that are no text is in no text that was given.
  const piece = fc.string({ unit: "grapheme", maxLength: 40 }).filter((text) => !text.includes("\ufffd"));
  const pieces = fc.array(piece, { maxLength: 20 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 200 }), pieces, fc.integer({ min: 1, max: 17 }), (limit, texts, step) => {
      const whole = Buffer.from(texts.join(""));
      const chunks: Buffer[] = [];
      for (let at = 0; at < whole.length; at += step) chunks.push(whole.subarray(at, at + step));
      expect(captured(limit, chunks)).toBe(captured(limit, [whole]));
      expect(captured(limit, chunks)).not.toContain("\ufffd");
    }),
  );
});
