import type { Output } from "./main.ts";

/**
 * An output stream of the process. A reader that has gone (EPIPE) is no error: what would have been written is not
 * wanted any more. Any other failure, such as a full disk, is told once; nothing more is written after it.
 */
export function toOutput(stream: NodeJS.WriteStream, onFailure: (error: Error) => void): Output {
  let open = true;
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (open && error.code !== "EPIPE" && error.code !== "ERR_STREAM_DESTROYED") onFailure(error);
    open = false;
  });
  return {
    write(text) {
      if (open) stream.write(text);
    },
    ...(stream.isTTY && { columns: stream.columns || 80 }),
  };
}
