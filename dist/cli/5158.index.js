export const id=5158;export const ids=[5158,6086,6380,9742];export const modules={2255:(e,t,n)=>{n.d(t,{J2:()=>a,N5:()=>o,QD:()=>s});var r=n(4988),i=n(7008);function s(e,t){let n=(0,i.parseSource)(e,t),s=[],a=e=>{if(e.kind>=r.A.SyntaxKind.FirstJSDocNode&&e.kind<=r.A.SyntaxKind.LastJSDocNode)return;let t=e.getChildren(n);t.length>0?t.forEach(a):e.kind!==r.A.SyntaxKind.JsxText&&function(e,t,n){let i=t.getStart(e),s=r.A.createScanner(r.A.ScriptTarget.Latest,!1,e.languageVariant,e.text,void 0,t.pos,i-t.pos);for(let e=s.scan();e!==r.A.SyntaxKind.EndOfFileToken;e=s.scan())(e===r.A.SyntaxKind.SingleLineCommentTrivia||e===r.A.SyntaxKind.MultiLineCommentTrivia)&&n.push({start:s.getTokenStart(),end:s.getTokenEnd()})}(n,e,s)};return a(n),s}let a=/[\n\r\u2028\u2029]/u;function o(e,t){let n="",r=0;for(let{start:i,end:o}of s(e,t)){let e=(n+=t.slice(r,i)).lastIndexOf("\n")+1,s=n.slice(e),l=/^[^\S\r\n]*(\r?\n|$)/u.exec(t.slice(o));r=o,null===l?(n=""===s.trim()?n:n.trimEnd()+(a.test(t.slice(i,o))?"\n":" "),r+=/^[^\S\r\n]*/u.exec(t.slice(o))?.[0].length??0):""===s.trim()?(n=n.slice(0,e),r+=l[0].length):(n=n.slice(0,e)+s.trimEnd(),r+=l[0].length-(l[1]?.length??0))}return n+t.slice(r)}},6380:(e,t,n)=>{n.d(t,{countStated:()=>_,c:()=>x});var r=n(4988),i=n(2607),s=n(7008),a=n(6674),o=n(9742);let l=/^\s*(?:=>|\u2192|\u21d2|->|(?:returns|resolves to|is):?\s)\s*(.*)$/u,u=/^\s*(?:(?:=>|\u2192|\u21d2|->)\s*)?(?:throws|rejects with|rejects)\b:?\s*(.*)$/iu,d=/^\s*(?:[Tt]hrows|[Rr]ejects with|[Rr]ejects)\b:?\s*(?=\S)(?!["'`]|(?:an? )?[A-Z]\w*(?:Error|Exception)\b|[A-Z]\w*:)/u;function c(e){return r.A.isCallExpression(e)&&"console.log"===e.expression.getText()}function p(e,t){let n=e.arguments.map(e=>e.getText()).join(", ");return{whole:e,value:`__printed(${n})`,mode:t}}function m({stated:e,line:t},n,r=[]){let i=JSON.stringify(e.text),[s,a,o]="awaits"===n?["","await ","async () => ("]:["Now","","() => ("];if("throws"===e.type)return[`${a}__throws${s}(${t}, ${o}`,`), ${i})`];let l=e.isExpression?`${o}${e.text}
)`:"undefined",u=r.map(e=>`, () => (${e})`).join("");return[`${a}__is${s}(${t}, ${o}`,`), ${i}, ${l}${u})`]}function f(e){return r.A.isIdentifier(e)?[e.text]:e.elements.flatMap(e=>r.A.isBindingElement(e)?f(e.name):[])}function x(e,t){var n;let x,_=(n=(0,s.parseSource)(t,e),x=[],(0,i.GG)(n,e=>{if(!r.A.isExpressionStatement(e)&&!r.A.isVariableStatement(e))return;let t=function(e,t){let n=function(e,t){let[n="",...r]=e.slice(t).split("\n"),i=/^\s*;?\s*\/\/(.*)$/u.exec(n)?.[1];if(void 0===i&&!/^\s*;?\s*$/u.test(n))return[];let s=void 0===i?[]:[i];for(let e of r){let t=/^\s*\/\/(.*)$/u.exec(e)?.[1];if(void 0===t)break;s.push(t)}return s}(e,t),[r=""]=n,i=d.test(r)?void 0:u.exec(r)?.[1];if(void 0!==i)return{type:"throws",text:i.trim().replace(/\.$/u,"")};let s=l.exec(r)?.[1]?.trim();if(void 0===s){let e=r.trim();return(0,o.c)(e)?{type:"is",text:e,isExpression:!0}:void 0}for(let e=1;e<=n.length;e+=1){let t=[s,...n.slice(1,e)].join("\n").trim();if(""!==t&&(0,o.B)(t))return{type:"is",text:t,isExpression:!0}}return{type:"is",text:s,isExpression:!1}}(n.text,e.end),i=function(e){for(let t=e.parent;!r.A.isSourceFile(t);t=t.parent){if(r.A.isFunctionLike(t)){if("asteriskToken"in t&&void 0!==t.asteriskToken)return;return(r.A.getCombinedModifierFlags(t)&r.A.ModifierFlags.Async)!=0?"awaits":"at-once"}}return"awaits"}(e);if(void 0===t||void 0===i)return;let{line:s}=n.getLineAndCharacterOfPosition(e.getStart(n));x.push({statement:e,stated:t,line:s,mode:i})}),x),v=_.map(e=>{let{statement:t}=e;return r.A.isVariableStatement(t)?function(e,t){let[n,i]=e.declarationList.declarations;if(n?.initializer===void 0||void 0!==i)return[];let{name:s,initializer:a}=n;if(r.A.isIdentifier(s)){let[n,r]=m(t,t.mode);return[{start:e.end,length:0,text:`
${n}${s.text}${r};`}]}let[o,l]=f(s),[u,d]=m(t,t.mode,[...void 0!==o&&void 0===l?[o]:[],`__kept(${t.line})`]);return[{start:a.getStart(),length:0,text:`__keep(${t.line}, `},{start:a.end,length:0,text:")"},{start:e.end,length:0,text:`
${u}${function(e){if(r.A.isArrayBindingPattern(e))return`[${f(e).join(", ")}]`;let t=e.elements.map(({propertyName:e,name:t})=>void 0!==e&&r.A.isIdentifier(e)&&r.A.isIdentifier(t)?`${e.text}: ${t.text}`:f(t).join(", "));return`{ ${t.join(", ")} }`}(s)}${d};`}]}(t,e):function(e,t){let{whole:n,value:i,mode:s}=function(e,{stated:t,mode:n}){if("is"===t.type){if(c(e))return p(e,n);let t=function(e){let t=r.A.isCallExpression(e)?e.arguments.at(-1):void 0;if(void 0!==t&&r.A.isArrowFunction(t)&&c(t.body))return p(t.body,"at-once")}(e);if(void 0!==t)return t}return{whole:e,value:e.getText(),mode:n}}(e.expression,t),[a,o]=m(t,s),l=n.getStart();return i===n.getText()?[{start:l,length:0,text:a},{start:n.end,length:0,text:o}]:[{start:l,length:n.end-l,text:a+i+o}]}(t,e)}),g=_.filter((e,t)=>(v[t]??[]).length>0);return{text:(0,a.YF)(e,v.flat()),checks:g.map(({line:e,stated:t})=>({line:e,stated:t.text}))}}function _(e){return x(e,"example.ts").checks.length}},5158:(e,t,n)=>{n.d(t,{examplePath:()=>d,hasImports:()=>_,toExampleProgram:()=>x,wholeName:()=>f});var r=n(4988),i=n(4072),s=n(2607),a=n(6086),o=n(7008),l=n(6380);let u=`class __Printed { args: unknown[]; constructor(args: unknown[]) { this.args = args; } }
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
};`;function d(e){let t=(0,i.Rw)(e);return`${""===t?"":`${t}/`}__assay_example.${/\.[jt]sx$/iu.test(e)?"tsx":"ts"}`}let c=/^[A-Za-z_$][\w$]*$/u;function p(e){let t=r.A.identifierToKeywordKind(r.A.factory.createIdentifier(e));return c.test(e)&&"default"!==e&&(void 0===t||t>r.A.SyntaxKind.LastReservedWord)}function m(e,t){let n=/(?:module\.exports\s*=|export\s+default(?:\s+(?:async\s+)?(?:function\*?|class))?|export\s*=)\s*([A-Za-z_$][\w$]*)(?![\w$]|\s*=>)/u.exec(t)?.[1];return[...new Set([n??"",("index"===(0,i.Vc)(e)?e.split("/").at(-2)??"index":(0,i.Vc)(e)).replaceAll(/[^\w$]+(\w?)/gu,(e,t)=>t.toUpperCase())])].filter(p)}function f(e,t){return m(e,t)[0]??"subject"}function x(e,t,n){var c,f;let x,_,v=(c=t,f=n,x=new Set((0,a.exportedNames)(c,f).filter(({kind:e})=>"value"===e).map(({name:e})=>e)),_=m(c,f).filter(e=>!x.has(e)),{names:x,whole:_,specifier:`./${(0,i.bx)(c)}`}),g=e.map((e,n)=>(function(e,t,n,i){var a;let u,{text:d,checks:c}=(0,l.c)(e,i),m=(0,o.parseSource)(i,d),{names:f,whole:x}=n,_=m.statements.filter(r.A.isImportDeclaration).map(e=>(function(e,{names:t,specifier:n},i){let s=e.importClause?.namedBindings,a=void 0!==s&&r.A.isNamedImports(s)?s.elements.map(({name:e,propertyName:t})=>(t??e).text):[],o=a.length>0&&a.every(e=>t.has(e)),l=e.getText(i);return o?l.replace(e.moduleSpecifier.getText(i),JSON.stringify(n)):l})(e,n,m)),v=m.statements.filter(e=>!r.A.isImportDeclaration(e)).map(e=>e.getText(m).replace(/^export /u,"")),g=[...f].filter(p),h=f.has("*")?(a=(0,o.parseSource)(i,e),u=new Set,(0,s.GG)(a,e=>{r.A.isIdentifier(e)&&u.add(e.text)}),[...u]).filter(e=>p(e)&&!f.has(e)):[],w=[...g.map(e=>`const ${e} = __own.${e};`),...h.map(e=>`const ${e} = __own.${e} ?? (globalThis as any).${e};`),...x.map(e=>`const ${e} = __own.default ?? __own;`)];return{imports:_,run:`export async function run${t}(): Promise<string> {
  const { __keep, __kept, __is, __isNow, __throws, __throwsNow, __end } = __checks();
  ${w.join("\n  ")}
  {
${v.join("\n")}
  }
  return __end(${JSON.stringify(c)});
}`}})(e,n,v,d(t)));return`// @ts-nocheck
import { format as __format, inspect as __inspect, isDeepStrictEqual as __equal } from "node:util";
import * as __module from ${JSON.stringify(v.specifier)};
${g.flatMap(({imports:e})=>e).join("\n")}
const __own = __module as any;
${u}
${g.map(({run:e})=>e).join("\n")}
`}function _(e){return(0,o.parseSource)("example.ts",e).statements.some(r.A.isImportDeclaration)}},9742:(e,t,n)=>{n.d(t,{B:()=>m,c:()=>f,commentExamples:()=>d,pageExamples:()=>c});var r=n(4988),i=n(2255),s=n(7008);let a=/^([ \t]*)(`{3,}|~{3,})[ \t]*([\w+-]*)[^\n]*$/u,o=/^(?:js|ts|jsx|tsx|mjs|cjs|mts|cts|javascript|typescript|node)$/iu,l=RegExp(`${o.source}|^$`,"iu");function u(e,t){let n=[];for(let r=0;r<e.length;r+=1){let[i="",s="",o="",l=""]=a.exec(e[r]??"")??[];if(""===o)continue;let u=e.findIndex((e,t)=>t>r&&e.trim().startsWith(o)&&/^[`~]+$/u.test(e.trim())),d=u<0?e.length:u,c=e.slice(r+1,d).map(e=>e.startsWith(s)?e.slice(s.length):e);t.test(l)&&n.push({code:c.join("\n"),line:r+1,info:i}),r=d}return n}function d(e,t){return(0,i.QD)(e,t).flatMap(({start:e,end:n})=>{let r=t.slice(e,n);return r.startsWith("/**")&&/@example|```|~~~/u.test(r)?function(e,t){let n=e.replace(/^\/\*\*?/u,"").replace(/\*\/$/u,"").split(/\r?\n/u).map((e,t)=>0===t?e.replace(/^ /u,""):e.replace(/^\s*\* ?/u,"")),r=n.findIndex(e=>/^\s*@[a-z]\w*/iu.test(e)),i=u(n.slice(0,r<0?n.length:r),o).map(e=>({code:e.code,line:t+e.line})),s=-1,d=e=>{if(s<0)return;let r=[(n[s]??"").replace(/^\s*@example\b[^\S\n]*(?:<caption>.*<\/caption>)?/u,""),...n.slice(s+1,e)],o=u(r,l);r.some(e=>a.test(e))?i.push(...o.map(e=>({code:e.code,line:t+s+e.line}))):r.some(e=>""!==e.trim())&&i.push({code:r.join("\n"),line:t+s})},c=!1;for(let[e,t]of n.entries())a.test(t)&&(c=!c),!c&&/^\s*@[a-z]\w*/iu.test(t)&&(d(e),s=/^\s*@example\b/u.test(t)?e:-1);return d(n.length),i}(r,t.slice(0,e).split("\n").length):[]})}function c(e){let t=e.split(/\r?\n/u);return u(t,o).map(({code:e,line:n,info:r})=>{let i;for(let e of t.slice(0,n)){let[,t]=/^#{1,6}\s+(.*)$/u.exec(e)??[];void 0!==t&&(i=function(e){let[,t]=/`([^`\s]+\.[cm]?[jt]sx?)`/u.exec(e)??[],n=t??e.trim();return(0,s.isParsable)(n)&&!/\s/u.test(n)?n:void 0}(t)??i)}let a=/\ssignature\s*$/u.test(r)?{claims:"signature"}:{};return{code:e,line:n+1,...void 0===i?{}:{module:i},...a}})}function p(e){let[t,n]=r.A.createSourceFile("stated.ts",`(${e}
);`,r.A.ScriptTarget.Latest,!0,r.A.ScriptKind.TS).statements;if(void 0===n&&void 0!==t&&r.A.isExpressionStatement(t)&&r.A.isParenthesizedExpression(t.expression))return 0===(r.A.transpileModule(`(${e}
);`,{reportDiagnostics:!0}).diagnostics??[]).length?t.expression.expression:void 0}function m(e){return void 0!==p(e)}function f(e){if(!/^["'`[{\d.+-]|^(?:true|false|null|undefined|NaN|Infinity)$|^\/.*\/[a-z]*$/u.test(e))return!1;let t=p(e);return void 0!==t&&function e(t){return r.A.isPrefixUnaryExpression(t)?r.A.isNumericLiteral(t.operand)||r.A.isBigIntLiteral(t.operand):r.A.isArrayLiteralExpression(t)?t.elements.every(e):r.A.isObjectLiteralExpression(t)?t.properties.every(t=>r.A.isPropertyAssignment(t)&&e(t.initializer)):r.A.isIdentifier(t)?["undefined","NaN","Infinity"].includes(t.text):[r.A.SyntaxKind.TrueKeyword,r.A.SyntaxKind.FalseKeyword,r.A.SyntaxKind.NullKeyword].includes(t.kind)||r.A.isLiteralExpression(t)}(t)}},6086:(e,t,n)=>{n.d(t,{exportedNames:()=>a});var r=n(4988),i=n(2607),s=n(7008);function a(e,t){let n=(0,s.parseSource)(e,t),a=[];return(0,i.GG)(n,e=>{var t,o;for(let l of(t=e,o=n,r.A.isExportAssignment(t)?[{name:!0===t.isExportEquals?"export=":"default",kind:"value"}]:r.A.isExportDeclaration(t)?function(e){let{moduleSpecifier:t,exportClause:n,isTypeOnly:i}=e,s=void 0!==t&&r.A.isStringLiteralLike(t)?{from:t.text}:{},a=i?"type":"value";return void 0===n?[{name:"*",kind:a,...s}]:r.A.isNamespaceExport(n)?[{name:n.name.text,kind:a,...s}]:n.elements.map(e=>({name:e.name.text,kind:e.isTypeOnly?"type":a,...s}))}(t):r.A.isBinaryExpression(t)?function(e){if(e.operatorToken.kind!==r.A.SyntaxKind.EqualsToken)return[];let t=(0,i.aK)(e.left),n="exports"===t[0]?t.slice(1):"module"===t[0]&&"exports"===t[1]?t.slice(2):void 0;if(void 0===n||n.length>1)return[];let[s]=n;if(void 0!==s)return[{name:s,kind:"value"}];if("exports"===t[0])return[];let{right:a}=e;return r.A.isObjectLiteralExpression(a)?a.properties.map(e=>({name:void 0===e.name?"*":e.name.getText().replaceAll(/^["']|["']$/gu,""),kind:"value"})):[{name:"export=",kind:"value"}]}(t):r.A.isStatement(t)&&t.parent===o?function(e){let t=r.A.canHaveModifiers(e)?r.A.getModifiers(e)??[]:[];if(!t.some(({kind:e})=>e===r.A.SyntaxKind.ExportKeyword))return[];let n=r.A.isInterfaceDeclaration(e)||r.A.isTypeAliasDeclaration(e),i=n?"type":"value";return t.some(e=>e.kind===r.A.SyntaxKind.DefaultKeyword)?[{name:"default",kind:i}]:r.A.isVariableStatement(e)?e.declarationList.declarations.flatMap(e=>(function e(t){return r.A.isIdentifier(t)?[t.text]:t.elements.flatMap(t=>r.A.isBindingElement(t)?e(t.name):[])})(e.name)).map(e=>({name:e,kind:i})):(n||r.A.isFunctionDeclaration(e)||r.A.isClassDeclaration(e)||r.A.isEnumDeclaration(e)||r.A.isModuleDeclaration(e)||r.A.isImportEqualsDeclaration(e))&&void 0!==e.name?[{name:e.name.text,kind:i}]:[]}(t):[]))a.push({...l,line:(0,s.lineAt)(n,e.getStart(n))})}),a}},6674:(e,t,n)=>{function r(e,t){let n=t.toSorted((e,t)=>e.start-t.start),r="",i=0;for(let t of n)r+=e.slice(i,t.start)+t.text,i=t.start+t.length;return r+e.slice(i)}function i(e){let t=e.toSorted((e,t)=>e.start-t.start);return t.some((e,n)=>{let r=t[n-1];return void 0!==r&&e.start<=r.start+r.length})}function s(e,t){let n=r(e,t),i=new Set,s=0;for(let e of t.toSorted((e,t)=>e.start-t.start)){let t=n.lastIndexOf("\n",e.start+s-1)+1,r=n.indexOf("\n",e.start+s+e.text.length);for(let e of n.slice(t,r<0?void 0:r).split("\n"))""!==e.trim()&&i.add(e.trim());s+=e.text.length-e.length}return[...i]}n.d(t,{$f:()=>i,H:()=>s,YF:()=>r})}};