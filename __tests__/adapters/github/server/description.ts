import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { PROJECT } from "../../../../scripts/sample.ts";

/** Where GitHub's own description of its API may lie: too large to be a dependency of this project. */
const PLACES = [process.env["ASSAY_OPENAPI"], path.join(PROJECT, "..", "assay-openapi"), "/tmp/openapi"];
const FILE = path.join("node_modules", "@octokit", "openapi", "generated", "api.github.com.json");

const place = PLACES.find((one) => one !== undefined && existsSync(path.join(one, FILE)));

/** Whether requests can be compared with GitHub's description; where not, the tests say so. */
export const isDescribed = place !== undefined;

interface Operation {
  readonly parameters?: readonly {
    readonly $ref?: string;
    readonly name?: string;
    readonly in?: string;
    readonly required?: boolean;
    readonly schema?: { readonly type?: string; readonly enum?: readonly unknown[] };
  }[];
  readonly requestBody?: {
    readonly required?: boolean;
    readonly content?: Record<string, { readonly schema?: object }>;
  };
}

interface Description {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: Record<string, Record<string, object>>;
}

interface DescribedRequest {
  readonly method: string;
  /** As the description writes it: `/repos/{owner}/{repo}/pulls`. */
  readonly template: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Says what is wrong with a request; undefined where nothing is. */
export type Judge = (request: DescribedRequest) => string | undefined;

function pointer(text: string): string {
  return text.replaceAll("~", "~0").replaceAll("/", "~1");
}

function load(directory: string): Judge {
  const description = JSON.parse(readFileSync(path.join(directory, FILE), "utf8")) as Description;
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, coerceTypes: false });
  ajv.addSchema(description, "api");
  const known = new Map<string, ValidateFunction>();
  const schemaAt = (at: string): ValidateFunction => {
    const found = known.get(at) ?? ajv.compile({ $ref: `api#${at}` });
    known.set(at, found);
    return found;
  };
  return ({ method, template, query, body }) => {
    const operation = description.paths[template]?.[method.toLowerCase()];
    if (operation === undefined) return `${method} ${template} is no operation`;
    const base = `/paths/${pointer(template)}/${method.toLowerCase()}`;
    const type = "application/json";
    if (operation.requestBody?.content?.[type] !== undefined) {
      const validate = schemaAt(`${base}/requestBody/content/${pointer(type)}/schema`);
      if (!validate(body ?? {})) return `${method} ${template}: body ${ajv.errorsText(validate.errors)}`;
    } else if (body !== undefined) return `${method} ${template}: takes no body`;
    return queryProblem(description, operation, query, `${method} ${template}`);
  };
}

function queryProblem(
  { components }: Description,
  operation: Operation,
  query: Readonly<Record<string, string>>,
  where: string,
): string | undefined {
  const parameters = (operation.parameters ?? []).map((one) => {
    const name = one.$ref?.split("/").at(-1);
    return name === undefined
      ? one
      : (components["parameters"]?.[name] as NonNullable<Operation["parameters"]>[number]);
  });
  for (const [name, value] of Object.entries(query)) {
    const known = parameters.find((one) => one.in === "query" && one.name === name);
    if (known === undefined) return `${where}: unknown query ${name}`;
    const { type, enum: values } = known.schema ?? {};
    if (type === "integer" && !/^\d+$/u.test(value)) return `${where}: query ${name} is no number`;
    if (values?.includes(value) === false) return `${where}: query ${name} is none of ${values.join(", ")}`;
  }
  const missing = parameters.find(
    (one) => one.in === "query" && one.required === true && query[one.name ?? ""] === undefined,
  );
  return missing === undefined ? undefined : `${where}: query ${missing.name ?? ""} is missing`;
}

interface GraphqlParts {
  readonly buildSchema: (text: string, options: object) => object;
  readonly parse: (text: string) => object;
  readonly validate: (schema: object, document: object) => readonly { readonly message: string }[];
  readonly getVariableValues: unknown;
}

/** Judges requests by GitHub's OpenAPI description, loaded once; absent where it is not installed. */
export const judge: Judge | undefined = place === undefined ? undefined : load(place);

/** Says what is wrong with a GraphQL document and its variables. */
export type GraphqlJudge = (query: string, variables: Readonly<Record<string, unknown>>) => string | undefined;

function loadGraphql(directory: string): GraphqlJudge | undefined {
  const require = createRequire(path.join(directory, "node_modules", "x.js"));
  const file = path.join(directory, "node_modules", "@octokit", "graphql-schema", "schema.graphql");
  if (!existsSync(file)) return undefined;
  const graphql = require(["graphql"].join("")) as GraphqlParts & {
    readonly execute: (input: object) => unknown;
    readonly coerceInputValue: (
      value: unknown,
      type: unknown,
      onError: (path: unknown, value: unknown, error: Error) => void,
    ) => unknown;
    readonly typeFromAST: (schema: object, node: unknown) => unknown;
  };
  const schema = graphql.buildSchema(readFileSync(file, "utf8"), { assumeValidSDL: true });
  return (query, variables) => {
    const document = graphql.parse(query) as {
      definitions: { variableDefinitions?: { variable: { name: { value: string } }; type: unknown }[] }[];
    };
    const [error] = graphql.validate(schema, document);
    if (error !== undefined) return error.message;
    for (const { variable, type } of document.definitions[0]?.variableDefinitions ?? []) {
      let problem: string | undefined;
      graphql.coerceInputValue(
        variables[variable.name.value],
        graphql.typeFromAST(schema, type),
        (at, _value, wrong) => {
          problem = `${JSON.stringify(at)}: ${wrong.message}`;
        },
      );
      if (problem !== undefined) return problem;
    }
    return undefined;
  };
}

/** Judges GraphQL by GitHub's own schema; absent where it is not installed. */
export const judgeGraphql: GraphqlJudge | undefined = place === undefined ? undefined : loadGraphql(place);
