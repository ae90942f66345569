/** What may follow a prefix: the pattern takes as much as it can, and tells less than `least` signs from a secret. */
export interface Format {
  readonly name: string;
  readonly prefix: string;
  /** Fewest signs after the prefix. */
  readonly least: number;
  readonly body: 'word' | 'alnum' | 'base64' | 'dotted' | 'jwt';
  /** Whether the prefix is short or a word of English, so that what follows must look random. */
  readonly isWeak?: true;
}

type Row = readonly [name: string, prefixes: string, least: number, body?: Format['body'], weak?: true];

/** Fixed formats as their vendors document them, by prefix. A new one is a line here. */
const ROWS: readonly Row[] = [
  ['JWT', 'eyJ', 8, 'jwt'],
  ['AWS key id', 'AKIA ASIA', 16, 'alnum'],
  ['AWS session token', 'IQoJb3JpZ2lu FwoGZXIvYXdz FQoGZXIvYXdz', 40, 'base64'],
  ['AWS Bedrock key', 'ABSK', 80, 'base64'],
  ['AWS MWS token', 'amzn.mws.', 30],
  ['GitHub token', 'ghp_ gho_ ghu_ ghs_ ghr_', 24, 'dotted'],
  ['GitHub token', 'github_pat_', 30],
  [
    'GitLab token',
    'glpat- glptt- gldt- glrt- glrtr- glsoat- glcbt- glft- glimt- glagent- gloas- glffct- glwt-',
    18,
    'dotted',
  ],
  ['Slack token', 'xoxb- xoxp- xoxa- xoxo- xoxr- xoxs- xoxc- xoxd- xoxe- xoxe. xapp- xwfp-', 10, 'dotted'],
  ['Stripe key', 'sk_live_ sk_test_ rk_live_ rk_test_ sk_org_live_', 16],
  ['Stripe webhook secret', 'whsec_', 24, 'base64'],
  ['Google API key', 'AIza', 30],
  ['Google secret', 'GOCSPX-', 20],
  ['Google token', 'ya29.', 20, 'dotted'],
  ['Google token', '1//0', 30],
  ['npm token', 'npm_', 36],
  ['PyPI token', 'pypi-', 50],
  ['Docker token', 'dckr_pat_ dckr_oat_', 20],
  ['RubyGems key', 'rubygems_', 40, 'alnum'],
  ['crates.io token', 'cio', 32, 'alnum', true],
  ['NuGet key', 'oy2', 43, 'alnum'],
  ['SendGrid key', 'SG.', 16, 'dotted', true],
  ['Mailgun key', 'key-', 32, 'alnum', true],
  ['Brevo key', 'xkeysib- xsmtpsib-', 40],
  ['OpenAI key', 'sk-proj- sk-svcacct- sk-admin-', 30],
  ['Anthropic key', 'sk-ant-', 30],
  ['API key', 'sk-or-v1- sk-lf-', 30],
  ['API key', 'sk-', 20, 'alnum', true],
  ['Hugging Face token', 'hf_', 30, 'alnum'],
  ['Replicate token', 'r8_', 30, 'alnum', true],
  ['API key', 'gsk_ pplx- xai- tvly- pcsk_', 30],
  ['LangSmith key', 'lsv2_pt_ lsv2_sk_', 30],
  ['New Relic key', 'NRAK- NRJS- NRIQ- NRII- NRRA-', 16],
  ['Sentry token', 'sntrys_ sntryu_ sntrya_', 40, 'base64'],
  ['Heroku key', 'HRKU-', 30],
  ['Shopify token', 'shpat_ shpca_ shppa_ shpss_ shptka_', 24],
  ['Square token', 'sq0atp- sq0csp- sq0idp- sq0acp-', 20],
  ['Square token', 'EAAA', 56],
  ['DigitalOcean token', 'dop_v1_ doo_v1_ dor_v1_', 40],
  ['Linear key', 'lin_api_ lin_oauth_', 30],
  ['Notion token', 'ntn_', 40, 'alnum'],
  ['Atlassian token', 'ATATT3 ATCTT3', 40, 'base64'],
  ['Bitbucket token', 'ATBB', 28],
  ['Figma token', 'figd_ figo_', 30],
  ['Postman key', 'PMAK-', 50],
  ['Doppler token', 'dp.pt. dp.st. dp.ct. dp.sa. dp.scim. dp.audit.', 30, 'dotted'],
  ['Vault token', 'hvs. hvb. hvr.', 24],
  ['Pulumi token', 'pul-', 40, 'alnum'],
  ['Databricks token', 'dapi', 32, 'word', true],
  ['Grafana token', 'glsa_', 32],
  ['Grafana token', 'glc_', 32, 'base64'],
  ['PlanetScale token', 'pscale_tkn_ pscale_pw_ pscale_oauth_', 30, 'dotted'],
  ['Vercel token', 'vcp_ vci_ vca_ vcr_ vck_', 20, 'alnum'],
  ['Cloudflare token', 'cfk_ cfut_ cfat_', 40, 'alnum'],
  ['Supabase token', 'sbp_ sb_secret_', 20],
  ['Tailscale key', 'tskey-', 20],
  ['Netlify token', 'nfp_', 30],
  ['Dynatrace token', 'dt0c01. dt0s01. dt0s02. dt0s06.', 60, 'dotted'],
  ['SonarQube token', 'squ_ sqp_ sqa_', 40],
  ['Buildkite token', 'bkua_ bkaj_', 40],
  ['CircleCI token', 'CCIPAT_ CCIPRJ_', 30],
  ['Contentful token', 'CFPAT-', 40],
  ['Alibaba key id', 'LTAI', 16, 'alnum'],
  ['Shippo token', 'shippo_live_ shippo_test_', 40],
  ['Plaid token', 'access-production- access-sandbox- access-development-', 36],
  ['EasyPost key', 'EZAK EZTK', 54, 'alnum'],
  ['Flutterwave key', 'FLWSECK- FLWSECK_TEST-', 12],
  ['Mapbox token', 'sk.eyJ', 40, 'dotted'],
  ['1Password token', 'ops_ey', 100, 'base64'],
  ['age key', 'AGE-SECRET-KEY-1', 50],
  ['JFrog key', 'AKCp cmVmdGtuO', 50, 'alnum'],
  ['Fly.io token', 'fm1_ fm2_ fo1_', 40, 'base64'],
  ['Prefect key', 'pnu_ pnb_', 36, 'alnum'],
  ['private key', 'LS0tLS1CRUdJTiBQUklWQVRF LS0tLS1CRUdJTiBSU0EgUFJJVkFUR', 40, 'base64'],
  ['private key', 'LS0tLS1CRUdJTiBFQyBQUklWQVRF LS0tLS1CRUdJTiBPUEVOU1NIIFBSSVZBVE', 40, 'base64'],
];

export const FORMATS: readonly Format[] = ROWS.flatMap(([name, prefixes, least, body = 'word', isWeak]) =>
  prefixes.split(' ').map((prefix) => ({ name, prefix, least, body, ...(isWeak && { isWeak }) })),
);
