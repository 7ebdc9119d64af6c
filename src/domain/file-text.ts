/** What the bytes of a file are, as far as working on it is concerned. */
export type FileText =
  | { readonly type: "text"; readonly text: string }
  /** Holds a NUL byte: binary, or text in UTF-16 or UTF-32. */
  | { readonly type: "binary" }
  | { readonly type: "not-utf8" };

/** Decodes a whole file. A byte order mark stays part of the text, so that writing the text gives the same bytes. */
export function toFileText(bytes: Uint8Array): FileText {
  if (bytes.includes(0)) return { type: "binary" };
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  // What is not UTF-8 was replaced by U+FFFD; only then can encoding give other bytes.
  if (!text.includes("\ufffd") || isEncodingOf(bytes, text)) return { type: "text", text };
  return { type: "not-utf8" };
}

function isEncodingOf(bytes: Uint8Array, text: string): boolean {
  const encoded = new TextEncoder().encode(text);
  return encoded.length === bytes.length && encoded.every((byte, index) => byte === bytes[index]);
}
