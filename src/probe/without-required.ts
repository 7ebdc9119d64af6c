/** `require("…")` of a module's text. */
const REQUIRED = /\brequire\(\s*(["'])([^"'\n]*)\1\s*\)/gu;

/**
 * A module's code with a number in the place of each `require` of a module that is judged elsewhere, by its own text (of
 * the repository, by the specifiers of `imports`), or that is known to be harmless (of Node, by its plain name).
 */
export function withoutRequired(
  code: string,
  imports: Readonly<Record<string, string>>,
  harmless: ReadonlySet<string>,
): string {
  return code.replaceAll(REQUIRED, (whole, _quote, specifier: string) =>
    Object.hasOwn(imports, specifier) || harmless.has(specifier.replace(/^node:/u, "")) ? "0" : whole,
  );
}
