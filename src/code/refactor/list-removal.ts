import type ts from "typescript";
import type { TextChange } from "../text-changes.ts";

/** Takes one element out of a list that commas part, with its own comma. */
export function listRemoval<T extends ts.Node>(
  elements: ts.NodeArray<T>,
  element: T,
  source: ts.SourceFile,
): TextChange {
  const at = elements.indexOf(element);
  const [next, previous] = [elements[at + 1], elements[at - 1]];
  if (next !== undefined) {
    const start = element.getStart(source);
    return { start, length: next.getStart(source) - start, text: "" };
  }
  const start = previous?.end ?? element.getStart(source);
  // A comma behind the last one stays where another element is left.
  const end = previous === undefined ? elements.end : element.end;
  return { start, length: end - start, text: "" };
}
