import { isJwt } from "./checks.ts";
import { named, token } from "./rule.ts";
import type { SecretRule } from "./rule.ts";

const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

/** Clouds, hosting, infrastructure and monitoring. */
export const CLOUD_RULES: readonly SecretRule[] = [
  token(
    "aws-access-key-id",
    "AWS access key id",
    ["AKIA", "ASIA", "ABIA", "ACCA"],
    "(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}",
  ),
  named(
    "aws-secret-access-key",
    "AWS secret access key",
    ["secret_access_key", "secretaccesskey", "secret-access-key", "aws_secret"],
    "[A-Za-z0-9/+]{40}",
  ),
  token("aws-bedrock-key", "AWS Bedrock API key", ["ABSK"], "ABSK[A-Za-z0-9+/]{100,270}={0,2}"),
  token("amazon-mws-token", "Amazon MWS token", ["amzn.mws."], `amzn\\.mws\\.${UUID}`),
  token("gcp-api-key", "Google API key", ["AIza"], "AIza[0-9A-Za-z_-]{35}"),
  token("gcp-oauth-secret", "Google OAuth client secret", ["GOCSPX-"], "GOCSPX-[0-9A-Za-z_-]{28}"),
  token("gcp-oauth-token", "Google OAuth access token", ["ya29."], "ya29\\.[0-9A-Za-z_-]{30,500}"),
  token(
    "firebase-messaging-key",
    "Firebase messaging key",
    [":APA91b"],
    "AAAA[0-9A-Za-z_-]{7}:APA91b[0-9A-Za-z_-]{134}",
  ),
  {
    id: "azure-account-key",
    title: "Azure storage account key",
    words: ["AccountKey=", "SharedAccessKey="],
    pattern: /(?:Account|SharedAccess)Key=(?<value>[A-Za-z0-9+/]{42,86}={1,2})/gu,
  },
  {
    id: "azure-client-secret",
    title: "Azure client secret",
    words: ["Q~"],
    pattern: /(?<![A-Za-z0-9_~.-])[A-Za-z0-9_~.]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34}(?![A-Za-z0-9_~.-])/gu,
  },
  token("azure-devops-token", "Azure DevOps token", ["AZDO"], "[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}"),
  {
    id: "azure-sas",
    title: "Azure shared access signature",
    words: ["sig="],
    pattern: /[?&]s[vrtei]=[^\s"'`]{1,300}&sig=(?<value>[A-Za-z0-9%+/]{40,70}(?:=|%3D)?)/giu,
  },
  token("alibaba-access-key", "Alibaba access key id", ["LTAI"], "LTAI[A-Za-z0-9]{20}"),
  token("tencent-secret-id", "Tencent secret id", ["AKID"], "AKID[A-Za-z0-9]{32}"),
  token("digitalocean-token", "DigitalOcean token", ["_v1_"], "do[opr]_v1_[a-f0-9]{64}"),
  token("heroku-key", "Heroku API key", ["HRKU-"], `HRKU-(?:AA[0-9A-Za-z_-]{58}|${UUID})`),
  named("heroku-legacy-key", "Heroku API key", ["heroku"], UUID),
  token("databricks-token", "Databricks token", ["dapi"], "dapi[a-f0-9]{32}(?:-[0-9])?"),
  token(
    "doppler-token",
    "Doppler token",
    ["dp."],
    "dp\\.(?:pt|ct|sa|scim|audit)\\.[A-Za-z0-9]{40,44}|dp\\.st\\.(?:[a-z0-9_-]{2,35}\\.)?[A-Za-z0-9]{40,44}",
  ),
  token("terraform-token", "Terraform Cloud token", [".atlasv1."], "[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_=-]{60,70}"),
  token("vault-token", "Vault token", ["hvs.", "hvb.", "hvr."], "hv[sbr]\\.[A-Za-z0-9_-]{24,300}"),
  token("pulumi-token", "Pulumi token", ["pul-"], "pul-[a-f0-9]{40}"),
  token(
    "fly-token",
    "Fly.io token",
    ["fo1_", "fm1", "fm2_"],
    "fo1_[\\w-]{43}|fm1[ar]_[A-Za-z0-9+/]{100,600}={0,3}|fm2_[A-Za-z0-9+/]{100,600}={0,3}",
  ),
  token("netlify-token", "Netlify token", ["nfp_"], "nfp_[A-Za-z0-9]{36}"),
  token("supabase-key", "Supabase key", ["sbp_", "sb_secret_"], "sbp_[a-f0-9]{40}|sb_secret_[A-Za-z0-9_-]{22,40}"),
  token("planetscale-token", "PlanetScale token", ["pscale_"], "pscale_(?:tkn|oauth|pw)_[A-Za-z0-9=._-]{32,64}"),
  token("openshift-token", "OpenShift token", ["sha256~"], "sha256~[\\w-]{43}"),
  // https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/
  token(
    "cloudflare-token",
    "Cloudflare API token",
    ["cfk_", "cfut_", "cfat_"],
    "cf(?:k|ut|at)_[A-Za-z0-9]{40}[a-f0-9]{8}",
  ),
  named("cloudflare-key", "Cloudflare API token", ["cloudflare"], "[A-Za-z0-9_-]{37,40}"),
  token("cloudflare-origin-key", "Cloudflare origin CA key", ["v1.0-"], "v1\\.0-[a-f0-9]{24}-[a-f0-9]{146}"),
  token(
    "grafana-token",
    "Grafana token",
    ["glsa_", "glc_"],
    "glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}|glc_[A-Za-z0-9+/]{32,400}={0,3}",
  ),
  token(
    "newrelic-key",
    "New Relic key",
    ["NRAK-", "NRJS-", "NRII-", "NRRA-"],
    "NRAK-[A-Z0-9]{27}|NRJS-[a-f0-9]{19}|NRII-[A-Za-z0-9-]{32}|NRRA-[a-f0-9]{42}",
  ),
  token("newrelic-license-key", "New Relic licence key", ["NRAL"], "[a-f0-9]{36}NRAL|[a-f0-9]{30,36}FFFFNRAL"),
  named("datadog-key", "Datadog key", ["datadog", "dd_api", "dd_app"], "[a-f0-9]{40}|[a-f0-9]{32}"),
  token(
    "sentry-token",
    "Sentry token",
    ["sntrys_", "sntryu_"],
    "sntryu_[a-f0-9]{64}|sntrys_eyJ[A-Za-z0-9+/=_]{60,400}",
  ),
  token(
    "tailscale-key",
    "Tailscale key",
    ["tskey-"],
    "tskey-(?:auth|api|client|scim|webhook)-[A-Za-z0-9]{8,24}(?:CNTRL)?-[A-Za-z0-9]{24,40}",
  ),
  token("dynatrace-token", "Dynatrace token", ["dt0c01."], "dt0c01\\.[A-Z0-9]{24}\\.[A-Z0-9]{64}"),
  token("honeycomb-key", "Honeycomb key", ["hcaik_", "hcbik_"], "hc[ab]ik_[a-z0-9]{58}"),
  token(
    "jwt",
    "JSON web token",
    ["eyJ"],
    // Without a signature it ends with the dot (RFC 7519, 6).
    "ey[A-Za-z0-9_-]{15,2000}\\.ey[A-Za-z0-9_-]{10,4000}\\.(?:[A-Za-z0-9_-]{10,1000})?",
    isJwt,
  ),
];
