/** `require("…")` of a module's text; the second group is the specifier. */
export const REQUIRED = /\brequire\(\s*(["'])([^"'\n]*)\1\s*\)/gu;
