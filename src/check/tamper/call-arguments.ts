import { tokenize } from "../tokens.ts";

/** The arguments of the call whose opening bracket a text begins with, blanks taken out. */
export function argumentsAt(text: string): readonly string[] {
  const found = [""];
  let depth = 0;
  for (const { text: token } of tokenize(text, "slashes")) {
    if (/^[([{]$/u.test(token)) depth += 1;
    if (/^[)\]}]$/u.test(token)) depth -= 1;
    if (depth === 0) break;
    if (depth === 1 && token === ",") found.push("");
    else if (depth > 1 || token !== "(") found.push(`${found.pop() ?? ""}${token}`);
  }
  return found;
}
