import { isExpression, isLiteral } from "./examples.ts";

/** What an example says of one of its expressions. */
export type Statement =
  | { readonly type: "is"; readonly text: string; readonly isExpression: boolean }
  | { readonly type: "throws"; readonly text: string };

const ARROW = /^\s*(?:=>|→|⇒|->|(?:returns|resolves to|is):?\s)\s*(.*)$/u;
const THROWS = /^\s*(?:(?:=>|→|⇒|->)\s*)?(?:throws|rejects with|rejects)\b:?\s*(.*)$/iu;
/** Without an arrow an error is named or quoted: `// rejects empty strings` is prose. */
const PROSE =
  /^\s*(?:[Tt]hrows|[Rr]ejects with|[Rr]ejects)\b:?\s*(?=\S)(?!["'`]|(?:an? )?[A-Z]\w*(?:Error|Exception)\b|[A-Z]\w*:)/u;

/** The text of the line comments behind a place: the rest of its line, and whole lines that go on with it. */
function commentBehind(code: string, end: number): readonly string[] {
  const [first = "", ...rest] = code.slice(end).split("\n");
  const own = /^\s*;?\s*\/\/(.*)$/u.exec(first)?.[1];
  if (own === undefined && !/^\s*;?\s*$/u.test(first)) return [];
  const lines = own === undefined ? [] : [own];
  for (const line of rest) {
    const text = /^\s*\/\/(.*)$/u.exec(line)?.[1];
    if (text === undefined) break;
    lines.push(text);
  }
  return lines;
}

/** The result that is stated behind a place; of several lines as many as make an expression. */
export function statementBehind(code: string, end: number): Statement | undefined {
  const lines = commentBehind(code, end);
  const [first = ""] = lines;
  const thrown = PROSE.test(first) ? undefined : THROWS.exec(first)?.[1];
  if (thrown !== undefined) return { type: "throws", text: thrown.trim().replace(/\.$/u, "") };
  const said = ARROW.exec(first)?.[1]?.trim();
  if (said === undefined) {
    const bare = first.trim();
    return isLiteral(bare) ? { type: "is", text: bare, isExpression: true } : undefined;
  }
  for (let count = 1; count <= lines.length; count += 1) {
    const text = [said, ...lines.slice(1, count)].join("\n").trim();
    if (text !== "" && isExpression(text)) return { type: "is", text, isExpression: true };
  }
  return { type: "is", text: said, isExpression: false };
}
