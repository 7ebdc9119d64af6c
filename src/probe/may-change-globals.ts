/** Texts that change the language's own objects, or could. */
const CHANGES =
  /\bprototype\b|defineProper|setPrototypeOf|__proto__|\b(?:Math|JSON|Date|Object|Array|String|Number|Promise|console|Reflect|Symbol|Intl|globalThis|global)\.\w+\s*=(?!=)/u;

/** Methods of the language that are borrowed: `Array.prototype.slice.call(…)`. */
const BORROWED = /\b[A-Z]\w*\.prototype\.\w+(?:\.(?:call|apply|bind)\b|\s*(?:[;,)]|\|\|))/gu;

/** `X.prototype`, `X["prototype"]`, `X.all =`, `Object.defineProperty(X, …`. */
const ON_NAME =
  /\bObject\.defineProperty\(\s*([\w$]+)(?:\.prototype)?\s*,|\b([A-Za-z_$][\w$]*)(?:\.prototype\b|\[\s*["']prototype["']\s*\]|\.\w+\s*=(?!=))/gu;

/** Names of functions and classes that a text declares. */
function declaredNames(text: string): ReadonlySet<string> {
  const declarations = /\b(?:function|class)\s+([\w$]+)|\b(?:var|let|const)\s+([\w$]+)\s*=\s*(?:function|class)\b/gu;
  return new Set([...text.matchAll(declarations)].map((match) => match[1] ?? match[2] ?? ""));
}

/**
 * Whether a module's text could change what the language itself brings. What it does to functions and classes of its
 * own is no such thing, even under a name of the language's.
 */
export function mayChangeGlobals(text: string): boolean {
  const own = new Set([...declaredNames(text), "exports"]);
  const left = text
    .replaceAll(BORROWED, "")
    .replaceAll(ON_NAME, (whole, defined?: string, named?: string) => (own.has(defined ?? named ?? "") ? "" : whole));
  return CHANGES.test(left);
}
