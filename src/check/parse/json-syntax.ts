import { parseJson } from "./json.ts";

/** Where a JSON text stops being one: 1-based. */
export interface JsonSyntaxError {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** What is wrong with a JSON text; `jsonc` takes comments and trailing commas as TypeScript's and VS Code's files have them. */
export function jsonSyntaxErrors(text: string, dialect: "json" | "jsonc"): readonly JsonSyntaxError[] {
  const bare = text.startsWith("\ufeff") ? text.slice(1) : text;
  if (dialect === "jsonc" && bare.trim() === "") return [];
  const result = parseJson(dialect === "json" ? bare : blankComments(bare));
  return result.ok ? [] : [{ line: result.line, column: result.column, message: result.reason }];
}

/** Strings are kept; comments and commas before a closing bracket become blanks, so that places stay. */
const TOKEN = /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|,(?=(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*[}\]])/gu;

function blankComments(text: string): string {
  return text.replace(TOKEN, (token) => (token.startsWith('"') ? token : token.replaceAll(/[^\n]/gu, " ")));
}
