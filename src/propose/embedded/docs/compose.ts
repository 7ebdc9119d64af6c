import type { Declaration, DocParameter, Thrown } from "../../../code/docs/declaration.ts";
import type { DocsPolicy } from "../../../domain/docs-policy.ts";
import type { DocStyle } from "./doc-style.ts";

/** What a comment says, before it is laid out. */
export interface CommentContent {
  /** Sentences; empty where nothing true can be said that the name does not say. */
  readonly summary: readonly string[];
  /** One entry a tag, with its text. */
  readonly tags: readonly string[];
  /** Lines of code, with their results. */
  readonly example: readonly string[];
}

/** Something that is only named, or that readers cannot see from outside, explains nothing. */
function isTelling(expression: string): boolean {
  return /[^\w$.]/u.test(expression) && !/\bthis\.[_#]|^[{([]/u.test(expression);
}

function expressionSentence({ kind, body, returnType }: Declaration): readonly string[] {
  const expression = body?.expression;
  if (kind === "constructor" || expression === undefined || body === undefined || !isTelling(expression)) return [];
  if (returnType === "void" || body.returns !== "something") return [];
  if (body.isPredicate) return [`Whether \`${expression}\`.`];
  const isLater = body.isAsync || returnType?.startsWith("Promise<") === true;
  return [`${isLater ? "Resolves to" : "Returns"} \`${expression}\`.`];
}

function toSummary(declaration: Declaration, style: DocsPolicy["style"]): readonly string[] {
  const defaults = declaration.facts.filter((fact) => fact.startsWith("Default:"));
  if (style === "signature") return defaults;
  return [...declaration.facts, ...expressionSentence(declaration), ...(declaration.body?.effects ?? [])];
}

const TYPES: Readonly<Record<string, string>> = { Array: "Array", object: "object" };

function typeOf({ rest, inferred, properties, calledAs }: DocParameter): string | undefined {
  if (properties.length > 0) return "object";
  if (calledAs.length > 0) return "Function";
  const plain = inferred === undefined ? undefined : (TYPES[inferred] ?? inferred);
  return plain === undefined || rest === "no" ? plain : `...${plain}`;
}

function parameterText({ calledAs, defaultText }: DocParameter, style: DocStyle): string {
  const said = [
    ...(calledAs.length > 0 ? [`Called as ${calledAs.map((call) => `\`${call}\``).join(" or ")}.`] : []),
    ...(defaultText !== undefined && style.syntax === "tsdoc" ? [`Default: \`${defaultText}\`.`] : []),
  ];
  return said.join(" ");
}

function parameterTag(parameter: DocParameter, name: string, style: DocStyle): string | undefined {
  const text = parameterText(parameter, style);
  const type = style.syntax === "jsdoc" ? typeOf(parameter) : undefined;
  const { defaultText, optional } = parameter;
  const isDefaultTold = style.syntax === "jsdoc" && defaultText !== undefined;
  if (text === "" && type === undefined && !isDefaultTold && style.parameters === "telling") return undefined;
  const filled = defaultText === undefined ? name : `${name}=${defaultText}`;
  const shown = style.syntax === "jsdoc" && optional === "yes" ? `[${filled}]` : name;
  const head = `@param ${type === undefined ? "" : `{${type}} `}${shown}`;
  return text === "" ? head : `${head}${style.separator}${text}`;
}

function tagsIn(style: DocStyle, { parameters }: Declaration): readonly string[] {
  return parameters.flatMap((parameter) => {
    const { name, properties } = parameter;
    if (name !== undefined) return parameterTag(parameter, name, style) ?? [];
    if (style.syntax === "tsdoc" || properties.length === 0) return [];
    const inner = properties.flatMap((one) => parameterTag(one, `options.${one.name ?? ""}`, style) ?? []);
    return [`@param {object} ${parameter.optional === "yes" ? "[options]" : "options"}`, ...inner];
  });
}

/** Tags of parameters: none, or one for each, for a comment that names some of them looks as if it were out of date. */
function parameterTags(declaration: Declaration, style: DocStyle): readonly string[] {
  return tagsIn(style, declaration).length === 0 ? [] : tagsIn({ ...style, parameters: "all" }, declaration);
}

function returnsTag({ kind, body, returnType }: Declaration, style: DocStyle, hasSentence: boolean): readonly string[] {
  if (body === undefined || kind === "constructor" || body.returns !== "something") return [];
  const early = body.early.map(({ value, condition }) => `\`${value}\` if \`${condition}\``);
  const text = early.length === 0 || hasSentence ? "" : `${early.join(", ")}.`;
  const type = style.syntax === "jsdoc" ? (returnType ?? body.inferred) : undefined;
  if (text === "" && type === undefined) return [];
  return [[style.returns, type === undefined ? "" : `{${type}}`, text].filter((part) => part !== "").join(" ")];
}

function reasonOf(thrown: readonly Thrown[]): string {
  const conditions = thrown.flatMap(({ condition, by }) =>
    condition !== undefined && by === undefined ? [`if \`${condition}\``] : [],
  );
  const makers = [...new Set(thrown.flatMap(({ by }) => (by === undefined ? [] : [`\`${by}\``])))];
  const isWhole = thrown.every(({ condition, by }) => condition !== undefined || by !== undefined);
  const parts = [...conditions, ...(makers.length > 0 ? [`from ${makers.join(" and ")}`] : [])];
  return isWhole ? parts.join(" or ") : "";
}

function throwsTags({ thrown }: Declaration, style: DocStyle): readonly string[] {
  const errors = [...new Set(thrown.map(({ error }) => error))];
  return errors.map((error) => {
    const reason = reasonOf(thrown.filter((one) => one.error === error));
    const name = style.syntax === "jsdoc" ? `{${error}}` : error;
    if (reason === "") return `@throws ${name}`;
    const told = style.syntax === "jsdoc" ? reason.charAt(0).toUpperCase() + reason.slice(1) : reason;
    return `@throws ${name} ${told}.`;
  });
}

function endsComment(text: string): boolean {
  return text.includes("*/");
}

/** Everything that can be said of a declaration; undefined where it is nothing. */
export function compose(
  declaration: Declaration,
  executed: readonly string[],
  style: DocStyle,
  docs: DocsPolicy["style"],
): CommentContent | undefined {
  const example = executed.some(endsComment) ? [] : executed;
  const summary = toSummary(declaration, docs);
  const hasSentence = docs === "full" && expressionSentence(declaration).length > 0;
  const tags = [
    ...parameterTags(declaration, style),
    ...returnsTag(declaration, style, hasSentence),
    ...throwsTags(declaration, style),
  ].filter((tag) => !endsComment(tag));
  return summary.length + tags.length + example.length === 0 ? undefined : { summary, tags, example };
}
