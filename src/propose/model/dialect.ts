import type { ModelRequest } from "../../domain/model-exchange.ts";
import { upperMessages, upperTools } from "./estimate.ts";
import { sendWithin, type Line, type Reply, type Sent } from "./send.ts";
import { parseTextCalls, toTextRequest } from "./text-tools.ts";
import { TOOLS } from "./tools.ts";

/** How the endpoint is spoken to: with its own tool calls, or with tools as text. Found out once and remembered. */
export interface Dialect {
  send(line: Line, task: string, request: ModelRequest, upperInput: number): Promise<Sent>;
}

/** Replies in prose from an endpoint that has never passed on a call, after which it is taken to drop the tools. */
const MAX_PROSE = 2;

/** A call that the model made and the endpoint did not recognise: markup of a chat template, or the call's JSON. */
const MARKUP = /<tool_call>|<function=|<\|tool_calls?|\[TOOL_CALLS\]/u;
const CALL = new RegExp(`"(?:name|tool|function)"\\s*:\\s*"(?:${TOOLS.map(({ name }) => name).join("|")})"`, "u");

/** Whether a reply is words alone, though tools were offered. */
function isProse({ calls, finish, text }: Reply): boolean {
  return calls.length === 0 && finish === "done" && text.trim() !== "";
}

/**
 * Tools until the endpoint says that it has none, or shows it: some take the tools, tell the model nothing of them, and
 * hand on what it says as text. One that has passed on a call once is never doubted again.
 */
export function createDialect(): Dialect {
  let spoken: "tools" | "text" = "tools";
  let shown: "nothing" | "calls" = "nothing";
  let prose = 0;
  const hasTools = (sent: Sent): boolean => {
    if (sent.type === "fault") return sent.fault !== "no-tools";
    if (sent.type === "refused" || shown === "calls") return true;
    if (sent.reply.calls.length > 0) shown = "calls";
    if (!isProse(sent.reply)) return true;
    prose += MARKUP.test(sent.reply.text) || CALL.test(sent.reply.text) ? MAX_PROSE : 1;
    return prose < MAX_PROSE;
  };
  return {
    async send(line, task, request, upperInput) {
      if (spoken === "tools") {
        const sent = await sendWithin(line, task, request, upperInput);
        if (hasTools(sent)) return sent;
        spoken = "text";
      }
      const asText = toTextRequest(request);
      const sent = await sendWithin(line, task, asText, upperTools([]) + upperMessages(asText.messages));
      if (sent.type !== "reply") return sent;
      // The tokens counted are those of the text form: they say nothing about the conversation as it is kept.
      return { type: "reply", reply: { ...sent.reply, calls: parseTextCalls(sent.reply.text) } };
    },
  };
}
