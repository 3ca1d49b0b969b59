import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { isAbsolute, resolve } from 'node:path'
import { z } from 'zod'
import { inRoot } from './paths.ts'

// Not every address of a socket is a URL to the URL parser.
const databaseUrl = z.string().regex(/^postgres(ql)?:\/\/\S+$/, 'must begin with postgresql://')
/** A number of proxies counts from the nearest one; what lies behind it, anybody may have written into the header. */
const trustedProxies = z
  .string()
  .transform((value) => ({ true: '1', false: '0' })[value] ?? value)
  .refine(
    (value) => /^\d$/.test(value) || value.split(',').every(isAddressOrNetwork),
    'must be a number of proxies (0–9) or their addresses',
  )
  .transform((value): number | string[] => (/^\d$/.test(value) ? Number(value) : value.split(',').map((part) => part.trim())))

function isAddressOrNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.trim().split('/')
  const family = isIP(address)
  return family > 0 && more.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)))
}

const hostList = z.string().transform((value) =>
  value
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .filter(Boolean),
)

const flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true')

/** Every setting of the program, from the environment; each explained in docs/guide/settings.md (a test holds both equal). */
export const ConfigSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000).describe('TCP port the server listens on; 0 takes a free one'),
  HOST: z.string().default('127.0.0.1').describe('Address the server listens on'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Address people use, e.g. https://zhiwei.example.com; needed behind a proxy'),
  TRUST_PROXY: trustedProxies
    .default(0)
    .describe(
      'How many proxies of yours stand in front (1 for one), or their addresses and networks, comma-separated: only what these add to X-Forwarded-* is believed',
    ),
  DATA_DIR: z.string().default('./data').describe('Folder for the embedded database, files and keys'),
  DATABASE_URL: databaseUrl.optional().describe('Outside PostgreSQL ≥ 15 (application role); unset: the embedded one'),
  MIGRATE_DATABASE_URL: databaseUrl.optional().describe('Owner role for migrations and backups beside DATABASE_URL'),
  ADMIN_PASSWORD: z
    .string()
    .min(12, 'needs at least 12 characters')
    .optional()
    .describe('First start only: password of user admin; unset: a random one is printed once'),
  DEMO: flag.optional().describe('1 makes the demo tenant on an empty database (default with the embedded one), 0 none'),
  ROLE: z.enum(['all', 'web', 'worker']).default('all').describe('Which part this process runs; other than all needs DATABASE_URL'),
  SECRET_KEY: z
    .string()
    .optional()
    .describe('Keys for encryption, newest first, comma-separated, each ≥ 32 characters; embedded: made in DATA_DIR/secret.key'),
  INSECURE_HTTP: flag.default(false).describe('Allow sign-in over plain http off loopback (the cookie is then not Secure)'),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/[^\s/]+$/, 'must look like smtp://user:password@mail.example.com:587')
    .optional()
    .describe(
      'Mail server for notices to staff and surveys to customers: smtp:// (STARTTLS where offered) or smtps://, with user and password; unset: no mail',
    ),
  SMTP_FROM: z.string().min(3).max(200).optional().describe('Sender of mail, e.g. "Zhiwei <notice@example.com>"; needed with SMTP_URL'),
  OUTGOING_ALLOW: hostList
    .optional()
    .describe('Hosts of your own network (host or host:port, comma-separated) that robots may call; all others must be public and https'),
  MODEL_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Base address of an OpenAI-compatible model service, e.g. https://api.example.com/v1; unset: no drafts'),
  MODEL_NAME: z.string().max(200).optional().describe('Model that drafts; needed with MODEL_URL'),
  MODEL_KEY: z.string().max(1_000).optional().describe('Key of the model service; kept in the environment only'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info').describe('How much is logged'),
})

export type Config = ReturnType<typeof readConfig>

/**
 * Reads and checks the settings.
 * @throws Error with one sentence for the person who starts the program
 */
export function readConfig(env: Record<string, string | undefined> = process.env) {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = ConfigSchema.safeParse(given)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new Error(`Setting ${issue?.path.join('.')}: ${issue?.message}`)
  }
  const config = parsed.data
  if (config.ROLE !== 'all' && !config.DATABASE_URL) throw new Error(`Setting ROLE=${config.ROLE} needs DATABASE_URL`)
  if (config.DATABASE_URL && !config.SECRET_KEY) throw new Error('Setting SECRET_KEY is required with DATABASE_URL')
  if (config.SMTP_URL && !config.SMTP_FROM) throw new Error('Setting SMTP_FROM is required with SMTP_URL')
  if (config.MODEL_URL && !config.MODEL_NAME) throw new Error('Setting MODEL_NAME is required with MODEL_URL')
  const short = config.SECRET_KEY?.split(',').find((key) => key.trim().length < 32)
  if (short !== undefined) throw new Error('Setting SECRET_KEY: each key needs at least 32 characters')
  return {
    port: config.PORT,
    host: config.HOST,
    publicUrl: config.PUBLIC_URL?.replace(/\/+$/, ''),
    trustProxy: config.TRUST_PROXY,
    dataDir: isAbsolute(config.DATA_DIR) ? config.DATA_DIR : resolve(config.DATA_DIR),
    databaseUrl: config.DATABASE_URL,
    migrateDatabaseUrl: config.MIGRATE_DATABASE_URL ?? config.DATABASE_URL,
    adminPassword: config.ADMIN_PASSWORD,
    demo: config.DEMO ?? config.DATABASE_URL === undefined,
    role: config.ROLE,
    secretKey: config.SECRET_KEY,
    insecureHttp: config.INSECURE_HTTP,
    smtpUrl: config.SMTP_URL,
    smtpFrom: config.SMTP_FROM,
    outgoingAllow: config.OUTGOING_ALLOW ?? [],
    modelUrl: config.MODEL_URL,
    modelName: config.MODEL_NAME,
    modelKey: config.MODEL_KEY,
    logLevel: config.LOG_LEVEL,
    version: (JSON.parse(readFileSync(inRoot('package.json'), 'utf8')) as { version: string }).version,
  }
}
