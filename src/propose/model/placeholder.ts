/** What stands in place of a secret in everything that a model is sent: the same secret, the same number, in one run. */
export function renderPlaceholder(number: number): string {
  return `‹secret:${number}›`;
}

/** Whether a text of the model's holds a placeholder, or what could be a mangled one. */
export function mentionsPlaceholder(text: string): boolean {
  return /‹\s*secret\s*:|<\s*secret\s*:\s*\d+\s*>/iu.test(text);
}

/** The placeholders of a text, sorted: whether one is gone can be told from them. */
export function placeholdersOf(text: string): readonly string[] {
  return (text.match(/‹secret:\d+›/gu) ?? []).sort();
}
