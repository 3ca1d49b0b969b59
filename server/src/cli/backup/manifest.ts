import { z } from 'zod'

/** Grows with each change that an older program could not load. */
export const backupFormat = 1

const counts = z.record(z.string(), z.number().int())

/** The last page of a backup: what is in it, by which a restore sees that nothing is missing and nothing was changed. */
export const Manifest = z.object({
  format: z.literal(backupFormat),
  program: z.string(),
  madeAt: z.iso.datetime(),
  migrations: z.array(z.string()),
  /** Of the key the data is encrypted with; the key itself is not inside. */
  keyFingerprint: z.string().nullable(),
  /** In the order of loading. */
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
  tenants: z.array(z.object({ id: z.uuid(), code: z.string(), rows: counts })),
  /** Rows of the tables without tenants. */
  shared: counts,
  jobs: z.number().int(),
  files: z.number().int(),
  /** Named by a row, yet not in the folder of files when the backup was made. */
  missingFiles: z.array(z.object({ table: z.string(), storageName: z.string() })),
  /** SHA-256 of each member as it lies in the archive. */
  members: z.record(z.string(), z.string()),
})
export type Manifest = z.infer<typeof Manifest>

/** Members of the archive by their names: `tables/<table>/<tenant or "shared">/000001.copy.gz`, `files/<storage name>`, and one of each of these. */
export const members = {
  jobs: 'jobs.json.gz',
  manifest: 'manifest.json',
  digest: 'manifest.sha256',
  rows: (table: string, tenantId: string | null, part: number) =>
    `tables/${table}/${tenantId ?? shared}/${String(part).padStart(6, '0')}.copy.gz`,
  file: (storageName: string) => `files/${storageName}`,
}
const shared = 'shared'

export type Member =
  | { kind: 'rows'; table: string; tenantId: string | null }
  | { kind: 'file'; storageName: string }
  | { kind: 'jobs' | 'manifest' | 'digest' | 'unknown' }

export function memberNamed(name: string): Member {
  const [folder, table = '', tenantId = ''] = name.split('/')
  if (folder === 'tables') return { kind: 'rows', table, tenantId: tenantId === shared ? null : tenantId }
  if (folder === 'files') return { kind: 'file', storageName: name.slice('files/'.length) }
  if (name === members.jobs) return { kind: 'jobs' }
  if (name === members.manifest) return { kind: 'manifest' }
  return { kind: name === members.digest ? 'digest' : 'unknown' }
}
