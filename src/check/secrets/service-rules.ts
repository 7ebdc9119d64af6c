import { isDiscord } from "./checks.ts";
import { named, token } from "./rule.ts";
import type { SecretRule } from "./rule.ts";

const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

/** Payment, messaging, mail, shops and the other services that programs call. */
export const SERVICE_RULES: readonly SecretRule[] = [
  token(
    "stripe-key",
    "Stripe key",
    ["sk_", "rk_", "whsec_"],
    "[sr]k_(?:live|test|prod)_[A-Za-z0-9]{16,247}|whsec_[A-Za-z0-9]{32,64}",
  ),
  token(
    "slack-token",
    "Slack token",
    ["xox", "xapp-"],
    "xox[baprseo]-(?:[0-9]{1,2}-)?[A-Za-z0-9]{8,48}(?:-[A-Za-z0-9]{6,64}){1,4}|xoxe\\.xox[bp]-[0-9]-[A-Za-z0-9]{140,180}|xapp-[0-9]-[A-Z0-9]{8,16}-[0-9]{8,16}-[a-z0-9]{40,80}",
  ),
  {
    id: "slack-webhook",
    title: "Slack webhook",
    words: ["hooks.slack.com"],
    pattern: /hooks\.slack\.com\/(?:services|workflows|triggers)\/(?<value>[A-Za-z0-9+/]{30,80})/gu,
  },
  token(
    "discord-token",
    "Discord bot token",
    ["."],
    "[MNO][A-Za-z0-9_-]{22,27}\\.[A-Za-z0-9_-]{6}\\.[A-Za-z0-9_-]{27,40}",
    isDiscord,
  ),
  {
    id: "discord-webhook",
    title: "Discord webhook",
    words: ["/api/webhooks/"],
    pattern: /discord(?:app)?\.com\/api\/webhooks\/[0-9]{17,20}\/(?<value>[A-Za-z0-9_-]{60,80})/gu,
  },
  token("telegram-token", "Telegram bot token", [":AA"], "[0-9]{8,10}:AA[A-Za-z0-9_-]{33}"),
  {
    id: "teams-webhook",
    title: "Microsoft Teams webhook",
    words: ["webhook.office.com"],
    pattern:
      /webhook\.office\.com\/webhookb2\/(?<value>[a-z0-9@-]{40,90}\/IncomingWebhook\/[a-z0-9]{32}\/[a-z0-9-]{36})/giu,
  },
  token("twilio-key", "Twilio API key", ["SK"], "SK[0-9a-f]{32}"),
  named("twilio-auth-token", "Twilio auth token", ["twilio"], "[0-9a-f]{32}"),
  token("sendgrid-key", "SendGrid key", ["SG."], "SG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}"),
  token("mailgun-key", "Mailgun key", ["key-", "-"], "key-[0-9a-f]{32}|[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}"),
  token("mailchimp-key", "Mailchimp key", ["-us"], "[0-9a-f]{32}-us[0-9]{1,2}"),
  token("brevo-key", "Brevo key", ["xkeysib-"], "xkeysib-[a-f0-9]{64}-[A-Za-z0-9]{16}"),
  token("shopify-token", "Shopify token", ["shp"], "shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}"),
  token(
    "square-token",
    "Square token",
    ["sq0", "EAAA"],
    "sq0(?:atp|idp)-[A-Za-z0-9_-]{22}|sq0csp-[A-Za-z0-9_-]{43}|EAAA[A-Za-z0-9_-]{60}",
  ),
  {
    id: "braintree-token",
    title: "Braintree access token",
    words: ["access_token$"],
    pattern: /access_token\$(?:production|sandbox)\$[a-z0-9]{16}\$[a-f0-9]{32}/gu,
  },
  token("dropbox-token", "Dropbox token", ["sl."], "sl\\.(?:u\\.)?[A-Za-z0-9_-]{120,1400}"),
  token(
    "mapbox-token",
    "Mapbox secret token",
    ["sk.eyJ", "tk.eyJ"],
    "[st]k\\.eyJ[A-Za-z0-9_-]{40,200}\\.[A-Za-z0-9_-]{20,40}",
  ),
  token("airtable-token", "Airtable token", ["pat"], "pat[A-Za-z0-9]{14}\\.[a-f0-9]{64}"),
  token("asana-token", "Asana token", ["/"], "[0-9]/[0-9]{16}:[a-f0-9]{32}"),
  token("hubspot-token", "HubSpot token", ["pat-"], `pat-(?:na|eu)[0-9]-${UUID}`),
  token("typeform-token", "Typeform token", ["tfp_"], "tfp_[A-Za-z0-9_.=-]{59}|tfp_[A-Za-z0-9]{40,44}_[A-Za-z0-9]{14}"),
  token("launchdarkly-key", "LaunchDarkly key", ["sdk-", "api-"], `(?:sdk|api)-${UUID}`),
  token("easypost-key", "EasyPost key", ["EZAK", "EZTK"], "EZ[AT]K[A-Za-z0-9]{54}"),
  token("shippo-token", "Shippo token", ["shippo_"], "shippo_(?:live|test)_[a-f0-9]{40}"),
  token("flutterwave-key", "Flutterwave key", ["FLWSECK"], "FLWSECK(?:_TEST)?-[a-h0-9]{32}-X"),
  token(
    "adyen-key",
    "Adyen key",
    ["AQE"],
    "AQE[A-Za-z0-9+/]{60,200}-[A-Za-z0-9+/=]{40,80}-[A-Za-z0-9{};:<>,.?!@#$%^&*()+=~-]{8,20}",
  ),
  token("facebook-token", "Facebook token", ["EAA"], "EAA[A-Za-z0-9]{90,300}"),
  token("twitter-bearer", "Twitter bearer token", ["AAAAAAAAAAAAAAAAAAAAAA"], "A{22}[A-Za-z0-9%]{70,100}"),
  named("okta-token", "Okta token", ["okta"], "00[A-Za-z0-9_-]{40}"),
  token("plaid-token", "Plaid token", ["access-"], `access-(?:sandbox|development|production)-${UUID}`),
  token("intercom-token", "Intercom token", ["dG9r"], "dG9r[A-Za-z0-9+/]{50,80}={0,2}"),
  token("sourcegraph-token", "Sourcegraph token", ["sgp_"], "sgp_(?:[a-fA-F0-9]{16}_|local_)?[a-fA-F0-9]{40}"),
  token("duffel-token", "Duffel token", ["duffel_"], "duffel_(?:test|live)_[A-Za-z0-9_=-]{43}"),
  token("frameio-token", "Frame.io token", ["fio-u-"], "fio-u-[A-Za-z0-9_=-]{64}"),
  token("resend-key", "Resend key", ["re_"], "re_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}"),
  token("posthog-key", "PostHog personal key", ["phx_"], "phx_[A-Za-z0-9]{40,50}"),
  token("lob-key", "Lob key", ["live_", "test_"], "(?:live|test)_[a-f0-9]{35}"),
];
