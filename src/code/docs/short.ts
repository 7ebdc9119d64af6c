/** A piece of code as a message shows it. */
export function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 37)}…` : text;
}
