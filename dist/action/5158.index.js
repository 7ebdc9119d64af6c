export const id=5158;export const ids=[5158];export const modules={15158:(e,t,n)=>{n.d(t,{examplePath:()=>d,hasImports:()=>v,toExampleProgram:()=>p,wholeName:()=>w});var a=n(64988),s=n(64072),r=n(92607),o=n(96086),i=n(57008),u=n(46380);let l=`class __Printed { args: unknown[]; constructor(args: unknown[]) { this.args = args; } }
const __printed = (...args: unknown[]) => new __Printed(args);
const __short = (text: string): string => (text.length > 400 ? text.slice(0, 400) + "\u{2026}" : text);
const __shown = (value: unknown): string => value instanceof __Printed
  ? value.args.length === 1 ? __shown(value.args[0]) : __format(...value.args)
  : __inspect(value, { depth: 6, breakLength: Infinity, compact: true });
const __bare = (text: string): string => text.replace(/["'\`;\\s]/gu, "");
const __isLater = (value: unknown): boolean => typeof value === "object" && value !== null && typeof (value as any).then === "function";
const __checks = () => {
  const remarks: any[] = [];
  const kept = new Map<number, unknown>();
  const later: unknown[] = [];
  const matches = (value: unknown, stated: string, wanted: { value?: unknown } | undefined, isValue: boolean): boolean => {
    if (value instanceof __Printed) {
      const [only] = value.args;
      if (value.args.length === 1 && matches(only, stated, wanted, isValue)) return true;
      return __bare(__format(...value.args)) === __bare(stated);
    }
    if (__shown(value) === stated) return true;
    // What is no expression is compared as it is shown, whatever the quotes and blanks.
    if (!isValue) return typeof value === "object" && __bare(__shown(value)) === __bare(stated);
    return wanted !== undefined && __equal(value, wanted.value);
  };
  const note = (line: number, values: unknown[], stated: string, wanted: { value?: unknown } | undefined, isValue: boolean): void => {
    const ok = values.some((value) => matches(value, stated, wanted, isValue));
    remarks.push({ line, ok, stated: __short(stated), actual: __short(__shown(values[0])) });
  };
  const resolved = async (value: unknown): Promise<unknown> => value instanceof __Printed ? new __Printed(await Promise.all(value.args)) : await value;
  const noteError = (line: number, error: unknown, stated: string): void => {
    const name = error instanceof Error ? error.constructor.name : typeof error;
    const message = error instanceof Error ? error.message : String(error);
    const ok = stated === "" || [name, message, name + ": " + message].some((text) => __bare(text) === __bare(stated));
    remarks.push({ line, ok, stated: "throws " + __short(stated), actual: __short(name + ": " + message) });
  };
  const noteValue = (line: number, value: unknown, stated: string): void => {
    remarks.push({ line, ok: false, stated: "throws " + __short(stated), actual: __short("gives " + __shown(value)) });
  };
  const wait = async (line: number, values: unknown[], stated: string, expected?: () => unknown): Promise<void> => {
    let wanted: { value?: unknown } | undefined;
    try { if (expected !== undefined) wanted = { value: await expected() }; } catch { /* What cannot be evaluated equals nothing. */ }
    note(line, await Promise.all(values.map(resolved)), stated, wanted, expected !== undefined);
  };
  return {
    __keep<T>(line: number, value: T): T { kept.set(line, value); return value; },
    __kept: (line: number): unknown => kept.get(line),
    async __is(line: number, make: () => unknown, stated: string, expected?: () => unknown, ...others: (() => unknown)[]): Promise<void> {
      await wait(line, [await resolved(await make()), ...others.map((other) => other())], stated, expected);
    },
    __isNow(line: number, make: () => unknown, stated: string, expected?: () => unknown, ...others: (() => unknown)[]): unknown {
      const values = [make(), ...others.map((other) => other())];
      let wanted: { value?: unknown } | undefined;
      try { if (expected !== undefined) wanted = { value: expected() }; } catch { /* What cannot be evaluated equals nothing. */ }
      const parts = values.flatMap((value) => value instanceof __Printed ? value.args : [value]);
      if ([...parts, wanted?.value].some(__isLater)) later.push(wait(line, values, stated, expected));
      else note(line, values, stated, wanted, expected !== undefined);
      return values[0] instanceof __Printed ? undefined : values[0];
    },
    async __throws(line: number, make: () => unknown, stated: string): Promise<void> {
      try { noteValue(line, await make(), stated); } catch (error) { noteError(line, error, stated); }
    },
    __throwsNow(line: number, make: () => unknown, stated: string): void {
      try {
        const value = make();
        if (__isLater(value)) later.push((value as any).then((one: unknown) => noteValue(line, one, stated), (error: unknown) => noteError(line, error, stated)));
        else noteValue(line, value, stated);
      } catch (error) { noteError(line, error, stated); }
    },
    async __end(stated: { line: number; stated: string }[]): Promise<string> {
      const isOpen = (): boolean => stated.some(({ line }) => !remarks.some((one) => one.line === line));
      for (let turn = 0; turn < 60 && isOpen(); turn += 1) await new Promise((resolve) => setTimeout(resolve, 100));
      await Promise.all(later);
      return JSON.stringify(stated.map(({ line, stated: text }) => {
        const rounds = remarks.filter((one) => one.line === line);
        return rounds.find(({ ok }) => ok) ?? rounds[0] ?? { line, ok: false, stated: __short(text), actual: "never reached" };
      }));
    },
  };
};`;function d(e){let t=(0,s.Rw)(e);return`${""===t?"":`${t}/`}__assay_example.${/\.[jt]sx$/iu.test(e)?"tsx":"ts"}`}let _=/^[A-Za-z_$][\w$]*$/u;function c(e){let t=a.A.identifierToKeywordKind(a.A.factory.createIdentifier(e));return _.test(e)&&"default"!==e&&(void 0===t||t>a.A.SyntaxKind.LastReservedWord)}function m(e,t){let n=/(?:module\.exports\s*=|export\s+default(?:\s+(?:async\s+)?(?:function\*?|class))?|export\s*=)\s*([A-Za-z_$][\w$]*)(?![\w$]|\s*=>)/u.exec(t)?.[1];return[...new Set([n??"",("index"===(0,s.Vc)(e)?e.split("/").at(-2)??"index":(0,s.Vc)(e)).replaceAll(/[^\w$]+(\w?)/gu,(e,t)=>t.toUpperCase())])].filter(c)}function w(e,t){return m(e,t)[0]??"subject"}function p(e,t,n){var _,w;let p,v,f=(_=t,w=n,p=new Set((0,o.exportedNames)(_,w).filter(({kind:e})=>"value"===e).map(({name:e})=>e)),v=m(_,w).filter(e=>!p.has(e)),{names:p,whole:v,specifier:`./${(0,s.bx)(_)}`}),h=e.map((e,n)=>(function(e,t,n,s){var o;let l,{text:d,checks:_}=(0,u.c)(e,s),m=(0,i.parseSource)(s,d),{names:w,whole:p}=n,v=m.statements.filter(a.A.isImportDeclaration).map(e=>(function(e,{names:t,specifier:n},s){let r=e.importClause?.namedBindings,o=void 0!==r&&a.A.isNamedImports(r)?r.elements.map(({name:e,propertyName:t})=>(t??e).text):[],i=o.length>0&&o.every(e=>t.has(e)),u=e.getText(s);return i?u.replace(e.moduleSpecifier.getText(s),JSON.stringify(n)):u})(e,n,m)),f=m.statements.filter(e=>!a.A.isImportDeclaration(e)).map(e=>e.getText(m).replace(/^export /u,"")),h=[...w].filter(c),k=w.has("*")?(o=(0,i.parseSource)(s,e),l=new Set,(0,r.GG)(o,e=>{a.A.isIdentifier(e)&&l.add(e.text)}),[...l]).filter(e=>c(e)&&!w.has(e)):[],g=[...h.map(e=>`const ${e} = __own.${e};`),...k.map(e=>`const ${e} = __own.${e} ?? (globalThis as any).${e};`),...p.map(e=>`const ${e} = __own.default ?? __own;`)];return{imports:v,run:`export async function run${t}(): Promise<string> {
  const { __keep, __kept, __is, __isNow, __throws, __throwsNow, __end } = __checks();
  ${g.join("\n  ")}
  {
${f.join("\n")}
  }
  return __end(${JSON.stringify(_)});
}`}})(e,n,f,d(t)));return`// @ts-nocheck
import { format as __format, inspect as __inspect, isDeepStrictEqual as __equal } from "node:util";
import * as __module from ${JSON.stringify(f.specifier)};
${h.flatMap(({imports:e})=>e).join("\n")}
const __own = __module as any;
${l}
${h.map(({run:e})=>e).join("\n")}
`}function v(e){return(0,i.parseSource)("example.ts",e).statements.some(a.A.isImportDeclaration)}}};