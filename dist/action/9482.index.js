export const id=9482;export const ids=[9482,5158];export const modules={50829:(e,t,n)=>{n.d(t,{Oc:()=>o,Zd:()=>i,m7:()=>s,q2:()=>function e(t){var n;if(r.A.isFunctionLike(t))return t;let a=(n=t,r.A.isVariableStatement(n)?n.declarationList.declarations[0]:r.A.isPropertyAssignment(n)?n.initializer:r.A.isTypeAliasDeclaration(n)||r.A.isPropertySignature(n)?n.type:r.A.isVariableDeclaration(n)||r.A.isPropertyDeclaration(n)?n.initializer??n.type:r.A.isExportAssignment(n)||r.A.isParenthesizedExpression(n)?n.expression:r.A.isExpressionStatement(n)?r.A.isBinaryExpression(n.expression)?n.expression.right:void 0:void 0);return void 0===a?void 0:e(a)}});var r=n(64988),a=n(92607);function i(e){return r.A.getJSDocCommentsAndTags(e).flatMap(t=>r.A.isJSDoc(t)&&t.parent===e?[t]:[])}function s(e){let t=[];return(0,a.GG)(e,e=>{let n=i(e).at(-1);void 0!==n&&t.push({node:e,comment:n})}),t}function o(e){let t=r.A.isFunctionDeclaration(e)||r.A.isMethodDeclaration(e)||r.A.isMethodSignature(e)?e.name?.getText():void 0,n=[];return void 0===t?n:(r.A.forEachChild(e.parent,a=>{a!==e&&a.kind===e.kind&&r.A.isFunctionLike(a)&&a.name?.getText()===t&&n.push(a)}),n)}},15158:(e,t,n)=>{n.d(t,{examplePath:()=>d,hasImports:()=>v,toExampleProgram:()=>_,wholeName:()=>f});var r=n(64988),a=n(64072),i=n(92607),s=n(96086),o=n(57008),l=n(46380);let u=`class __Printed { args: unknown[]; constructor(args: unknown[]) { this.args = args; } }
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
};`;function d(e){let t=(0,a.Rw)(e);return`${""===t?"":`${t}/`}__assay_example.${/\.[jt]sx$/iu.test(e)?"tsx":"ts"}`}let c=/^[A-Za-z_$][\w$]*$/u;function p(e){let t=r.A.identifierToKeywordKind(r.A.factory.createIdentifier(e));return c.test(e)&&"default"!==e&&(void 0===t||t>r.A.SyntaxKind.LastReservedWord)}function m(e,t){let n=/(?:module\.exports\s*=|export\s+default(?:\s+(?:async\s+)?(?:function\*?|class))?|export\s*=)\s*([A-Za-z_$][\w$]*)(?![\w$]|\s*=>)/u.exec(t)?.[1];return[...new Set([n??"",("index"===(0,a.Vc)(e)?e.split("/").at(-2)??"index":(0,a.Vc)(e)).replaceAll(/[^\w$]+(\w?)/gu,(e,t)=>t.toUpperCase())])].filter(p)}function f(e,t){return m(e,t)[0]??"subject"}function _(e,t,n){var c,f;let _,v,A=(c=t,f=n,_=new Set((0,s.exportedNames)(c,f).filter(({kind:e})=>"value"===e).map(({name:e})=>e)),v=m(c,f).filter(e=>!_.has(e)),{names:_,whole:v,specifier:`./${(0,a.bx)(c)}`}),g=e.map((e,n)=>(function(e,t,n,a){var s;let u,{text:d,checks:c}=(0,l.c)(e,a),m=(0,o.parseSource)(a,d),{names:f,whole:_}=n,v=m.statements.filter(r.A.isImportDeclaration).map(e=>(function(e,{names:t,specifier:n},a){let i=e.importClause?.namedBindings,s=void 0!==i&&r.A.isNamedImports(i)?i.elements.map(({name:e,propertyName:t})=>(t??e).text):[],o=s.length>0&&s.every(e=>t.has(e)),l=e.getText(a);return o?l.replace(e.moduleSpecifier.getText(a),JSON.stringify(n)):l})(e,n,m)),A=m.statements.filter(e=>!r.A.isImportDeclaration(e)).map(e=>e.getText(m).replace(/^export /u,"")),g=[...f].filter(p),w=f.has("*")?(s=(0,o.parseSource)(a,e),u=new Set,(0,i.GG)(s,e=>{r.A.isIdentifier(e)&&u.add(e.text)}),[...u]).filter(e=>p(e)&&!f.has(e)):[],x=[...g.map(e=>`const ${e} = __own.${e};`),...w.map(e=>`const ${e} = __own.${e} ?? (globalThis as any).${e};`),..._.map(e=>`const ${e} = __own.default ?? __own;`)];return{imports:v,run:`export async function run${t}(): Promise<string> {
  const { __keep, __kept, __is, __isNow, __throws, __throwsNow, __end } = __checks();
  ${x.join("\n  ")}
  {
${A.join("\n")}
  }
  return __end(${JSON.stringify(c)});
}`}})(e,n,A,d(t)));return`// @ts-nocheck
import { format as __format, inspect as __inspect, isDeepStrictEqual as __equal } from "node:util";
import * as __module from ${JSON.stringify(A.specifier)};
${g.flatMap(({imports:e})=>e).join("\n")}
const __own = __module as any;
${u}
${g.map(({run:e})=>e).join("\n")}
`}function v(e){return(0,o.parseSource)("example.ts",e).statements.some(r.A.isImportDeclaration)}},84290:(e,t,n)=>{n.d(t,{G6:()=>s,Yt:()=>c,rw:()=>m});var r=n(64988),a=n(92607),i=n(50829);function s({name:e,namespace:t}){return void 0===t?e:e.slice(t.length+1)}function o(e,t){return r.A.canHaveModifiers(e)&&(r.A.getModifiers(e)??[]).some(e=>e.kind===t)}function l(e){if(!r.A.isExpressionStatement(e)||!r.A.isBinaryExpression(e.expression))return;let{left:t,right:n,operatorToken:i}=e.expression;if(i.kind!==r.A.SyntaxKind.EqualsToken)return;let s=(0,a.aK)(t);return"exports"===s[0]&&2===s.length?{path:s.slice(1),value:n}:"module"===s[0]&&"exports"===s[1]&&s.length<=3?{path:s.slice(2),value:n}:void 0}function u(e){if(r.A.isExportDeclaration(e)&&void 0===e.moduleSpecifier){let{exportClause:t}=e;return void 0!==t&&r.A.isNamedExports(t)?t.elements.map(({name:e,propertyName:t})=>(t??e).text):[]}if(r.A.isExportAssignment(e))return r.A.isIdentifier(e.expression)?[e.expression.text]:[];let t=l(e)?.value;return void 0===t?[]:r.A.isIdentifier(t)?[t.text]:r.A.isObjectLiteralExpression(t)?t.properties.flatMap(e=>r.A.isShorthandPropertyAssignment(e)?[e.name.text]:r.A.isPropertyAssignment(e)&&r.A.isIdentifier(e.initializer)?[e.initializer.text]:[]):[]}function d(e,t){let n=(0,i.q2)(t);return{name:e,node:t,...void 0===n?{}:{callable:n}}}function c(e){let{body:t,name:n}=e;if(void 0!==t&&r.A.isModuleDeclaration(t)){let e=c(t);return{...e,name:`${n.text}.${e.name}`}}return{name:n.text,...void 0!==t&&r.A.isModuleBlock(t)?{block:t}:{}}}function p(e,t){let{namespace:n}=t,a=new Set(e.flatMap(u)),s=e.flatMap(e=>(function(e,t,n){var a,s,u,m,f;let _,v=function(e,t,{isOpen:n}){let a=n||o(e,r.A.SyntaxKind.ExportKeyword);return e=>a||t.has(e)}(e,t,n),{moduleName:A}=n;if(r.A.isModuleDeclaration(e))return function(e,t,{isOpen:n,moduleName:a,namespace:i}){let s=r.A.isStringLiteral(e.name)||(e.flags&r.A.NodeFlags.GlobalAugmentation)!=0;if(!s&&!t(e.name.text))return[];let{name:l,block:u}=c(e),d=void 0===i?l:`${i}.${l}`,m=u?.statements??[],f=m.some(e=>r.A.isExportDeclaration(e)||r.A.isExportAssignment(e)),_=p(m,{moduleName:a,namespace:d,isOpen:(n||s||o(e,r.A.SyntaxKind.DeclareKeyword))&&!f});return[{name:d,node:e,...void 0===i?{}:{namespace:i}},..._]}(e,v,n);let g=l(e);if(void 0!==g){let t,n=d(g.path[0]??function(e){return r.A.isFunctionExpression(e)||r.A.isClassExpression(e)?e.name?.text:void 0}(g.value)??A,e);if(void 0!==n.callable)return[n];let o=(a=g.value,r.A.isObjectLiteralExpression(a)?a.properties.flatMap(e=>{let{name:t}=e;return void 0!==t&&r.A.isIdentifier(t)&&void 0!==(0,i.q2)(e)?[d(t.text,e)]:[]}):[]);return 0!==o.length||(s=g.path,u=g.value,t=r.A.isIdentifier(u)||r.A.isCallExpression(u)||r.A.isVoidExpression(u),void 0===s[0]||"__esModule"===s[0]||"default"===s[0]||t)?o:[n]}if(r.A.isExportAssignment(e)){let t=d(A,e);return void 0===t.callable?[]:[t]}return r.A.isVariableStatement(e)?(m=e,f=v,_=(m.declarationList.flags&r.A.NodeFlags.Const)!=0,m.declarationList.declarations.flatMap((e,t)=>{let{name:n}=e;if(!r.A.isIdentifier(n)||t>0&&!function(e){let t=e.getSourceFile(),n=e.getStart(t);return/(?:^|\n)[^\S\n]*$/u.test(t.text.slice(0,n))}(e))return[];let a=d(n.text,0===t?m:e);return f(a.name)&&(void 0!==a.callable||_)?[a]:[]})):function(e,t,n){if(!(r.A.isFunctionDeclaration(e)||r.A.isClassDeclaration(e)||r.A.isInterfaceDeclaration(e)||r.A.isEnumDeclaration(e)||r.A.isTypeAliasDeclaration(e)))return[];let a=e.name?.text??n;return t(a)?[d(a,e)]:[]}(e,v,A)})(e,a,t)).map(e=>void 0===n||void 0!==e.namespace?e:{...e,name:`${n}.${e.name}`,namespace:n});return s.filter(e=>{var t;let n;return!r.A.isModuleDeclaration(e.node)||(t=e,n=s.filter(({name:e})=>e===t.name),(n.find(({node:e})=>!r.A.isModuleDeclaration(e))??n[0])===t)}).map(e=>(function(e,t){let[n,a]=t.flatMap(({name:t,node:n})=>t===e.name&&r.A.isFunctionDeclaration(n)&&void 0!==n.body?[n]:[]);return t.some(({name:t,node:n})=>t===e.name&&n!==e.node&&r.A.isFunctionDeclaration(n))&&r.A.isFunctionDeclaration(e.node)&&void 0!==n&&void 0===a?{...e,implementation:n}:e})(e,s))}function m(e,t){var n;return p(e.statements,{moduleName:t,isOpen:(n=e).isDeclarationFile&&!r.A.isExternalModule(n)})}},36694:(e,t,n)=>{n.d(t,{eg:()=>o,lS:()=>i,nT:()=>s});var r=n(64988);let a=/^(?:Readonly|Partial|Required)$/u;function i(e){return r.A.isClassDeclaration(e)||r.A.isInterfaceDeclaration(e)||r.A.isEnumDeclaration(e)?[...e.members]:r.A.isTypeAliasDeclaration(e)?function e(t){return r.A.isTypeLiteralNode(t)?t.members:r.A.isParenthesizedTypeNode(t)?e(t.type):r.A.isIntersectionTypeNode(t)||r.A.isUnionTypeNode(t)?t.types.flatMap(e):r.A.isTypeReferenceNode(t)&&a.test(t.typeName.getText())?(t.typeArguments??[]).flatMap(e):[]}(e.type):[]}function s(e){var t;if((r.A.getCombinedModifierFlags(e)&(r.A.ModifierFlags.Private|r.A.ModifierFlags.Protected))!=0)return!1;return void 0===e.name||(t=e.name,r.A.isComputedPropertyName(t)?/^Symbol\.\w+$/u.test(t.expression.getText()):r.A.isStringLiteral(t)||r.A.isNumericLiteral(t)||r.A.isIdentifier(t)&&!t.text.startsWith("_"))}function o(e,t){if(r.A.isConstructorDeclaration(t))return`${e}#constructor`;if(r.A.isCallSignatureDeclaration(t))return`${e}()`;if(r.A.isConstructSignatureDeclaration(t))return`new ${e}()`;let{name:n}=t;if(void 0===n)return`${e}[]`;if(r.A.isComputedPropertyName(n))return`${e}${n.getText()}`;let a=r.A.isStringLiteral(n)||r.A.isNumericLiteral(n)?n.text:n.getText();if(!/^[\w$]+$/u.test(a))return`${e}[${JSON.stringify(a)}]`;let i=(r.A.getCombinedModifierFlags(t)&r.A.ModifierFlags.Static)!=0;return`${e}${r.A.isClassLike(t.parent)&&!i?"#":"."}${a}`}}};