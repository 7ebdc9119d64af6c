import { entropy, isPlaceholder, isRandom } from "./checks.ts";
import type { Confidence, SecretRule } from "./rule.ts";

/** Passwords that stand in examples and local set-ups everywhere; showing them tells nobody anything. */
const COMMON = new Set(
  "password passwd pass secret user username admin administrator root test testing tester guest postgres mysql mongo redis rabbitmq guest changeme default local localhost development dev demo foo bar baz hunter2 letmein qwerty 123456 12345678 p@ssw0rd pw pwd p token key none null undefined true false string".split(
    " ",
  ),
);

/** A password inside a URL or connection string: anything but a stand-in, a variable or a well-known default. */
function isPassword(value: string): Confidence {
  if (COMMON.has(value.toLowerCase()) || /^[$<{[%:*]|[}>\]]$|^(.)\1*$/u.test(value) || isPlaceholder(value))
    return "no";
  if (/^[a-z]+[-_]?(password|secret|pass|pw|token)$/iu.test(value)) return "no";
  return value.length >= 6 && entropy(value) >= 2.2 ? "likely" : "no";
}

/** How often neighbours are of different classes (upper, lower, digit, other): about 0.6 in random text, 0.2 in camelCase. */
function restlessness(value: string): number {
  const classes = Array.from(value).map((one) =>
    /[a-z]/u.test(one) ? 0 : /[A-Z]/u.test(one) ? 1 : /\d/u.test(one) ? 2 : 3,
  );
  return classes.filter((one, at) => at > 0 && one !== classes[at - 1]).length / value.length;
}

/**
 * A literal assigned to a name that says it is a secret: long, without spaces, mixed like a random one.
 * Words, paths, dotted names and prose are not; they have few digits.
 */
function isAssignedSecret(value: string): Confidence {
  if (COMMON.has(value.toLowerCase()) || isPlaceholder(value)) return "no";
  if (/[(){}<>\\]|^[./~$@#%]|:\/\/|^(?:sha\d|https?|urn)/u.test(value)) return "no";
  if (/^[A-Za-z]+(?:[-_./:][A-Za-z]+)*\d{0,4}$/u.test(value) && restlessness(value) < 0.4) return "no";
  const digits = value.replace(/\D/gu, "").length;
  if (digits === value.length || (digits < 2 && restlessness(value) < 0.4)) return "no";
  return isRandom(value, value.length >= 20 ? 3.2 : 3) ? "likely" : "no";
}

/** Base64 of `user:password`, from a header of basic authorization (RFC 7617). */
function isBasic(value: string): Confidence {
  if (value.length % 4 !== 0) return "no";
  const decoded = atob(value);
  const colon = decoded.indexOf(":");
  return /^[\u0020-\u007e]+$/u.test(decoded) && colon > 0 ? isPassword(decoded.slice(colon + 1)) : "no";
}

/** How the base64 body of a private key begins: DER or OpenSSH's magic. */
const BODY = "(?:MII[A-Za-z0-9+/]|b3BlbnNzaC1rZXktdjEA)";

/** Secrets that are known by where they stand: keys in armour, passwords in addresses, literals under a telling name. */
export const GENERIC_RULES: readonly SecretRule[] = [
  {
    id: "private-key",
    title: "private key",
    words: ["PRIVATE KEY"],
    pattern:
      /-{5}BEGIN (?:[A-Z0-9]{1,12} ){0,2}PRIVATE KEY(?: BLOCK)?-{5}(?:[\s"'`+,]|\\[nr]){0,40}(?<value>[A-Za-z0-9+/=:][A-Za-z0-9+/=:,\- ]{15,100})/gu,
    verify: (value) =>
      /^[A-Za-z0-9+/=]*$|^(Proc-Type|DEK-Info|Version|Comment)/u.test(value) && !isPlaceholder(value)
        ? "certain"
        : "no",
  },
  {
    id: "private-key-body",
    title: "private key without its armour",
    words: ["MII", "b3BlbnNzaC1rZXktdjEA"],
    // A version number of 0 or 1 follows the length in a private key, another structure in a certificate (RFC 5208, 8017).
    pattern: new RegExp(`(?<![A-Za-z0-9+/=])${BODY}[A-Za-z0-9+/]{300,8000}={0,2}`, "gu"),
    verify: (value) => (/^(?:MII[A-Za-z0-9+/]{2,4}IBA|b3Blbn)/u.test(value) ? "likely" : "no"),
  },
  {
    id: "putty-private-key",
    title: "PuTTY private key",
    words: ["PuTTY-User-Key-File"],
    pattern: /PuTTY-User-Key-File-[23]: [a-z0-9-]{5,30}/gu,
    verify: () => "certain",
  },
  {
    id: "age-secret-key",
    title: "age secret key",
    words: ["AGE-SECRET-KEY-1"],
    pattern: /AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}/gu,
  },
  {
    id: "url-password",
    title: "password in a URL",
    words: ["://"],
    pattern:
      /[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/?#:@"'`<>]{0,100}:(?<value>[^\s/?#@"'`<>]{3,200})@[A-Za-z0-9[][A-Za-z0-9.:_-]{0,200}/giu,
    verify: isPassword,
  },
  {
    id: "connection-string-password",
    title: "password in a connection string",
    words: ["password=", "pwd="],
    fold: "lower-case",
    pattern: /;\s{0,3}(?:password|pwd)=(?<value>[^;"'`\s]{6,200})/giu,
    verify: isPassword,
  },
  {
    id: "basic-authorization",
    title: "basic authorization",
    words: ["basic "],
    fold: "lower-case",
    pattern: /\bbasic (?<value>[A-Za-z0-9+/]{8,200}={0,2})(?![A-Za-z0-9+/=])/giu,
    verify: isBasic,
  },
  {
    id: "bearer-token",
    title: "bearer token",
    words: ["bearer "],
    fold: "lower-case",
    pattern: /\bbearer (?<value>[A-Za-z0-9._~+/-]{20,2000}={0,2})/giu,
    verify: isAssignedSecret,
  },
  {
    id: "command-password",
    title: "password on a command line",
    words: ["curl", "wget", "http"],
    pattern:
      /\b(?:curl|wget|https?)\b[^\n]{0,400}?\s(?:-u|--user|--proxy-user|-U|-a|--auth)[ =]?["']?[^\s:"'$]{1,100}:(?<value>[^\s"'`$]{6,200})/gu,
    verify: isPassword,
  },
  {
    id: "assigned-secret",
    title: "secret literal",
    words: ["passw", "pwd", "secret", "token", "key", "credential", "auth", "signature", "salt"],
    fold: "lower-case",
    pattern:
      /(?:passwo?r?d|passwd|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|secret[_-]?key|encryption[_-]?key|signing[_-]?key|master[_-]?key|account[_-]?key|client[_-]?key|app[_-]?key|credentials?|auth)(?:[_-]?(?:value|id|key|prod|live|dev|default|v?\d))?["'\]]{0,2}\s{0,8}(?::\s{0,3}(?:string|str|&str|&'static str)\s{0,3})?(?::=|=>|[:=,(])\s{0,8}(?:[A-Za-z_][\w.]{0,60}\()?[brfu@]?["'`](?<value>[^\s"'`]{12,400})["'`]/giu,
    verify: isAssignedSecret,
  },
  {
    id: "assigned-secret-plain",
    title: "secret value in a settings file",
    words: ["PASS", "SECRET", "TOKEN", "KEY", "CREDENTIAL", "AUTH"],
    pattern:
      /(?<![A-Za-z0-9_])(?:export )?[A-Z][A-Z0-9_]{0,60}(?:PASSWORD|PASSWD|PASS|SECRET|TOKEN|KEY|CREDENTIALS?|AUTH)(?:_[A-Z0-9]{1,10})?\s{0,3}[=:]\s{0,3}(?<value>[A-Za-z0-9+/=_.~!@#%^&*-]{16,400})(?![^\s,;"'`])/gu,
    verify: isAssignedSecret,
  },
  {
    id: "environment-secret",
    title: "secret value in a settings file",
    words: ["ENV ", "ARG ", "setenv ", "setx ", "set -"],
    // `ENV NAME value` of a Dockerfile, `setenv`, `setx`, `set -gx` of shells: no sign between name and value.
    pattern:
      /(?:^[ \t]{0,20}(?:ENV|ARG|setenv|setx|set -\w{1,4}))[ \t]{1,4}\w{0,60}(?:PASSWORD|PASSWD|PASS|SECRET|TOKEN|KEY|CREDENTIALS?|AUTH)(?:_\w{1,10})?[ \t]{1,4}["']?(?<value>[A-Za-z0-9+/=_.~!@#%^&*-]{12,400})(?=["']?(?:\s|$))/gimu,
    verify: isAssignedSecret,
  },
  {
    id: "settings-secret",
    title: "secret value in a settings file",
    words: ["passw", "secret", "token", "key", "credential"],
    fold: "lower-case",
    // YAML, properties, INI, XML, netrc and options of a command: no quotes, the value ends the line, the tag or the word.
    pattern:
      /(?:^[ \t]{0,40}(?:- )?["']?[\w.-]{0,60}|<(?:\w{1,20}[.:-])?|--[\w-]{0,40}?|\blogin \S{1,100} )(?:passwo?r?d|passphrase|secret|token|api[._-]?key|access[._-]?key|private[._-]?key|credentials?)["']?(?:[ \t]{0,3}[:=][ \t]{0,3}|>|[ \t]{1,3})(?<value>[A-Za-z0-9+/=_.~!@#%^&*-]{16,400})(?=[ \t]*$|<\/|[ \t]+#|[ \t]+-)/gimu,
    verify: isAssignedSecret,
  },
  {
    id: "chosen-secret",
    title: "secret literal",
    words: ["passw", "secret", "token", "key"],
    fold: "lower-case",
    // A literal that a telling name falls back to or is compared with.
    pattern:
      /(?:passwo?r?d|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key)\b[^\n"'`]{0,80}(?:\?\?|\|\||\?|:|===?|!==?|=)\s{0,3}["'`](?<value>[^\s"'`]{16,400})["'`]/giu,
    verify: isAssignedSecret,
  },
];
