/** The version of this tool; the same as in package.json (checked by `npm run metadata`). */
export const VERSION = "0.1.0";
