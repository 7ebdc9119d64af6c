/** Whether a valid JSON text gives a key of an object more than once: readers differ in which value they take. */
export function hasRepeatedKeys(text: string, value: unknown): boolean {
  return writtenKeys(text) > readKeys(value);
}

/** Strings that a colon follows. */
function writtenKeys(text: string): number {
  let keys = 0;
  for (let start = text.indexOf('"'); start >= 0;) {
    let end = start + 1;
    while (end < text.length && text[end] !== '"') end += text[end] === "\\" ? 2 : 1;
    const next = text.slice(end + 1, end + 60).trimStart()[0] ?? /\S/u.exec(text.slice(end + 1))?.[0];
    if (next === ":") keys += 1;
    start = text.indexOf('"', end + 1);
  }
  return keys;
}

function readKeys(value: unknown): number {
  let keys = 0;
  const open: unknown[] = [value];
  for (let current = open.pop(); current !== undefined; current = open.pop()) {
    if (typeof current !== "object" || current === null) continue;
    const inside: readonly unknown[] = Object.values(current);
    if (!Array.isArray(current)) keys += inside.length;
    for (const one of inside) if (one !== undefined) open.push(one);
  }
  return keys;
}
