/** One element of an XML document. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Text and CDATA directly in it, joined. */
  readonly text: string;
}

export type XmlResult =
  { readonly ok: true; readonly root: XmlElement } | { readonly ok: false; readonly reason: string };

interface Draft extends XmlElement {
  readonly children: Draft[];
  text: string;
}

/** Deepest nesting that is read; reports stay below 20. */
const MAX_DEPTH = 200;

/**
 * Reads a well-formed XML document; never throws. Entities are the five of XML and character references: no entity is
 * ever defined, expanded or fetched. A document type that only names an outside file, as JaCoCo and Cobertura write
 * it, is passed over; one with declarations of its own is refused.
 */
export async function parseXml(text: string): Promise<XmlResult> {
  const { SaxesParser } = await import("saxes");
  const parser = new SaxesParser({ xmlns: false, position: true });
  const open: Draft[] = [];
  const state: { root?: Draft; reason?: string } = {};
  const refuse = (reason: string): void => {
    state.reason ??= reason;
  };
  parser.on("error", (error) => {
    refuse(`it is not well-formed XML: ${error.message}`);
  });
  parser.on("doctype", (doctype) => {
    if (doctype.includes("[")) refuse("its document type declares entities of its own, which are never read");
  });
  parser.on("opentag", ({ name, attributes }) => {
    if (open.length >= MAX_DEPTH) refuse(`it is nested deeper than ${MAX_DEPTH} elements`);
    if (state.reason !== undefined) return;
    const element: Draft = { name, attributes: { ...attributes }, children: [], text: "" };
    open.at(-1)?.children.push(element);
    state.root ??= element;
    open.push(element);
  });
  const addText = (part: string): void => {
    const current = open.at(-1);
    if (current !== undefined) current.text += part;
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("closetag", () => {
    open.pop();
  });
  parser.write(text.trimStart()).close();
  if (state.reason !== undefined) return { ok: false, reason: state.reason };
  return state.root === undefined ? { ok: false, reason: "it is empty" } : { ok: true, root: state.root };
}

/** The direct children of this name. */
export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** All elements of this name below an element, in document order. */
export function descendantsOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...descendantsOf(child, name)]);
}
