import { LLMock } from "@copilotkit/aimock";

/** One tool call of a scripted reply. */
export interface ScriptedCall {
  readonly name: string;
  readonly args: unknown;
}

/** One reply: calls, text, or both; or an error of the endpoint. */
export type ScriptedReply =
  | {
      readonly calls?: readonly ScriptedCall[];
      readonly text?: string;
      readonly finish?: string;
      readonly usage?: { readonly prompt_tokens?: number; readonly completion_tokens?: number };
    }
  | { readonly error: { readonly message: string; readonly code?: string }; readonly status: number };

/** What the model is sent, as far as scripts look at it. */
interface SeenRequest {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly body: string;
}

export type Script = (request: SeenRequest, count: number) => ScriptedReply;

/** A model on loopback that does what a script says. */
export interface ScriptedModel extends AsyncDisposable {
  /** Base URL for the policy. */
  readonly url: string;
  /** Everything that was sent, in order. */
  readonly requests: readonly SeenRequest[];
  readonly mock: LLMock;
}

function toText(content: unknown): string {
  return typeof content === "string" ? content : JSON.stringify(content ?? "");
}

/** Starts a server whose every reply is the script's. */
export async function startScriptedModel(script: Script): Promise<ScriptedModel> {
  const mock = new LLMock({ port: 0, logLevel: "silent", chunkSize: 40 });
  const requests: SeenRequest[] = [];
  mock.on({ predicate: () => true }, (request) => {
    const seen: SeenRequest = {
      model: request.model,
      messages: request.messages.map(({ role, content }) => ({ role, content: toText(content) })),
      body: JSON.stringify(request),
    };
    requests.push(seen);
    const reply = script(seen, requests.length);
    if ("error" in reply) return { error: { type: "error", ...reply.error }, status: reply.status };
    const { calls = [], text, finish, usage } = reply;
    const toolCalls = calls.map((call, index) => ({
      id: `call_${requests.length}_${index}`,
      name: call.name,
      arguments: typeof call.args === "string" ? call.args : JSON.stringify(call.args),
    }));
    const overrides = { ...(finish !== undefined && { finishReason: finish }), ...(usage && { usage }) };
    if (toolCalls.length === 0) return { content: text ?? "", ...overrides };
    return text === undefined ? { toolCalls, ...overrides } : { content: text, toolCalls, ...overrides };
  });
  await mock.start();
  return {
    url: `${mock.url}/v1`,
    requests,
    mock,
    async [Symbol.asyncDispose]() {
      await mock.stop();
    },
  };
}

/** A reply that plans, edits and finishes at once. */
export function mend(
  path: string,
  edits: readonly { readonly old: string; readonly new: string }[],
  rationale = "Mended.",
): ScriptedReply {
  return {
    calls: [
      { name: "plan", args: { steps: ["mend it"], files: [path], risks: [], verify: "types and tests" } },
      { name: "edit", args: { path, edits } },
      { name: "finish", args: { rationale, confidence: "high", look_at: [] } },
    ],
  };
}
