import ts from "typescript";

/** How a text is laid out, for what the compiler writes into it. */
export function formatOf(text: string): ts.FormatCodeSettings {
  const tabs = /^\t/mu.test(text);
  const widths = [...text.matchAll(/^( +)\S/gmu)].map(([, blanks]) => blanks?.length ?? 0).filter((width) => width > 1);
  const width = Math.min(...widths, 8);
  return {
    ...ts.getDefaultFormatCodeSettings(text.includes("\r\n") ? "\r\n" : "\n"),
    convertTabsToSpaces: !tabs,
    indentSize: widths.length === 0 ? 2 : width,
    tabSize: tabs || widths.length === 0 ? 4 : width,
    semicolons: ts.SemicolonPreference.Ignore,
  };
}
