import { expect, test } from "@jest/globals";
import { childrenOf, descendantsOf, parseXml } from "../../../src/check/parse/xml.ts";

const BOMB = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]><lolz>&lol2;</lolz>`;
const FETCH = `<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]><x>&file;</x>`;

test.each([
  ["an entity bomb", BOMB, /declares entities/u],
  ["an entity that names a file", FETCH, /declares entities/u],
  ["an entity that nobody declared", "<x>&nbsp;</x>", /not well-formed/u],
  ["nothing", "", /not well-formed/u],
  ["a cut document", "<a><b></b>", /not well-formed/u],
  ["two roots", "<a/><b/>", /not well-formed/u],
  ["text", "oops", /not well-formed/u],
  ["elements nested without end", "<a>".repeat(300) + "</a>".repeat(300), /nested deeper/u],
])("%s is refused", async (_, text, reason) => {
  expect(await parseXml(text)).toMatchObject({ ok: false, reason: expect.stringMatching(reason) });
});

test("names, attributes, text and the five entities", async () => {
  const text = `<?xml version="1.0"?>\n<!DOCTYPE r SYSTEM "r.dtd"><r a="&lt;&#65;"><b>1<![CDATA[<2>]]></b><c><b>&amp;</b></c></r>`;
  const result = await parseXml(text);
  if (!result.ok) throw new Error(result.reason);
  expect(result.root.attributes).toEqual({ a: "<A" });
  expect(childrenOf(result.root, "b").map((one) => one.text)).toEqual(["1<2>"]);
  expect(descendantsOf(result.root, "b").map((one) => one.text)).toEqual(["1<2>", "&"]);
});
