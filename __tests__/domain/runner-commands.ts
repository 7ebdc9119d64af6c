/** The runner's own rule, written down from its source: which texts would be read as commands, whatever their name. */
export function commandsIn(output: string): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (let index = 0; index < output.length; index += 1) {
    const character = output.charAt(index);
    if (character !== "\n" && character !== "\r") {
      line += character;
      continue;
    }
    lines.push(line);
    line = "";
    if (character === "\r" && output.charAt(index + 1) === "\n") index += 1;
  }
  lines.push(line);
  return lines.filter((text) => {
    const trimmed = text.replace(/^\p{White_Space}+/u, "");
    const isNew = trimmed.startsWith("::") && trimmed.indexOf("::", 2) > 0;
    const old = text.indexOf("##[");
    return isNew || (old >= 0 && text.includes("]", old));
  });
}
