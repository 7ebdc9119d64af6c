import ts from "typescript";
import { walk } from "../callee.ts";

/** The names of a file, by what they are written like. */
export interface FileNames {
  /** Identifiers that stand for a value or declare one, in order of place; names of properties and labels are not among them. */
  readonly all: ReadonlyMap<string, readonly ts.Identifier[]>;
  /** Those that declare. */
  readonly declared: ReadonlyMap<string, readonly ts.Identifier[]>;
  /** A name like this that the file does not know yet; it is taken from then on. */
  fresh(wish: string): string;
}

const RESERVED =
  /^(?:arguments|await|break|case|catch|class|const|continue|debugger|default|delete|do|else|enum|eval|export|extends|false|finally|for|function|if|implements|import|in|instanceof|interface|let|new|null|package|private|protected|public|return|static|super|switch|this|throw|true|try|typeof|var|void|while|with|yield)$/u;

/** Whether a text can be the name of a variable of a module. */
export function isBindable(name: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) && !RESERVED.test(name);
}

/** Whether an identifier names a property or a label, and no variable. */
function isOtherName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) || ts.isMetaProperty(parent)) return parent.name === node;
  if (ts.isBindingElement(parent) || ts.isImportSpecifier(parent)) return parent.propertyName === node;
  if (ts.isPropertyAssignment(parent) || ts.isJsxAttribute(parent)) return parent.name === node;
  if (ts.isClassElement(parent) || ts.isMethodDeclaration(parent) || ts.isAccessor(parent)) return parent.name === node;
  return ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent);
}

function isDeclaring(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isBindingElement(parent))
    return parent.name === node;
  if (ts.isFunctionLike(parent) || ts.isClassLike(parent)) return parent.name === node;
  return ts.isImportClause(parent) || ts.isImportSpecifier(parent) || ts.isNamespaceImport(parent);
}

function add(node: ts.Identifier, into: Map<string, ts.Identifier[]>): void {
  const list = into.get(node.text);
  if (list === undefined) into.set(node.text, [node]);
  else list.push(node);
}

/** Reads the names of a file. */
export function readNames(source: ts.SourceFile): FileNames {
  const all = new Map<string, ts.Identifier[]>();
  const declared = new Map<string, ts.Identifier[]>();
  walk(source, (node) => {
    if (!ts.isIdentifier(node) || isOtherName(node)) return;
    add(node, all);
    if (isDeclaring(node)) add(node, declared);
  });
  return untaken({ all, declared });
}

/** The names of a file as it was read: what was thought of for it since is free again. */
export function untaken({ all, declared }: Pick<FileNames, "all" | "declared">): FileNames {
  const taken = new Set(all.keys());
  return {
    all,
    declared,
    fresh(wish) {
      const base = wish.replaceAll(/[^\p{ID_Continue}$]+(.?)/gu, (_, next: string) => next.toUpperCase());
      const start = /^[\p{ID_Start}$_]/u.test(base) ? base : `_${base}`;
      let name = isBindable(start) ? start : `_${start}`;
      for (let count = 2; taken.has(name); count += 1) name = `${start}${count}`;
      taken.add(name);
      return name;
    },
  };
}
