import type { Diagnostic, Severity } from "../../domain/diagnostic.ts";
import { toDiagnostic, toNamedPath, toRange, type DiagnosticsResult } from "./diagnostics-result.ts";
import { childrenOf, parseXml } from "./xml.ts";

const SEVERITIES: ReadonlyMap<string, Severity | "none"> = new Map<string, Severity | "none">([
  ["error", "error"],
  ["warning", "warning"],
  ["warn", "warning"],
  ["info", "info"],
  ["ignore", "none"],
]);

/**
 * Reads Checkstyle's XML (https://checkstyle.org, XMLLogger), which many linters write as well. A file that Checkstyle
 * could not read (`exception`) is a reason not to believe the rest. Never throws.
 */
export async function parseCheckstyle(text: string, root: string): Promise<DiagnosticsResult> {
  const xml = await parseXml(text);
  if (!xml.ok) return xml;
  if (xml.root.name !== "checkstyle") {
    return { ok: false, reason: `its root element is <${xml.root.name}>, not <checkstyle>` };
  }
  const diagnostics: Diagnostic[] = [];
  for (const file of childrenOf(xml.root, "file")) {
    const name = file.attributes["name"];
    if (name === undefined) return { ok: false, reason: "a <file> has no name" };
    if (childrenOf(file, "exception").length > 0) return { ok: false, reason: `it could not check ${name}` };
    for (const { attributes } of childrenOf(file, "error")) {
      const severity = SEVERITIES.get(attributes["severity"] ?? "error");
      const message = attributes["message"];
      if (severity === undefined || message === undefined) {
        return { ok: false, reason: `an <error> of ${name} has no message or an unknown severity` };
      }
      if (severity === "none") continue;
      const code = attributes["source"]?.replace(/^com\.puppycrawl\.tools\.checkstyle\.checks\./u, "");
      const range = toRange({ line: attributes["line"], column: attributes["column"] });
      const path = toNamedPath(name, root);
      diagnostics.push(toDiagnostic({ source: "checkstyle", code, severity, message, path, range }));
    }
  }
  return { ok: true, diagnostics };
}
