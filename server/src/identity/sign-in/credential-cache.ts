import type { Actor } from '../../platform/http.ts'

/** Who a token stands for, as the database said at `lookedUpAt`. */
export type Credential = {
  actor: Actor
  tokenHash: Buffer
  /** Idle or absolute end, whichever comes first; null: an API token without end. */
  expiresAt: Date | null
  /** Instant of the sign-in; the absolute end counts from here. */
  startedAt: Date
}

// Another process may have revoked the token meanwhile: at most this long does it live on here.
const trustMs = 5_000
const maxEntries = 10_000

const found = new Map<string, { credential: Credential; lookedUpAt: number }>()
let generation = 0

/** The credential as remembered, or looked up; what is looked up while rights change is used once and not remembered. */
export async function rememberedCredential(key: string, now: Date, lookUp: () => Promise<Credential | null>): Promise<Credential | null> {
  const entry = found.get(key)
  const age = entry ? now.getTime() - entry.lookedUpAt : 0
  if (entry && age >= 0 && age < trustMs && !isOver(entry.credential, now)) return entry.credential

  const begun = generation
  const credential = await lookUp()
  found.delete(key)
  if (credential && begun === generation) {
    const oldest = found.size >= maxEntries ? found.keys().next().value : undefined
    if (oldest !== undefined) found.delete(oldest)
    found.set(key, { credential, lookedUpAt: now.getTime() })
  }
  return credential
}

const isOver = ({ expiresAt }: Credential, now: Date) => expiresAt !== null && expiresAt <= now

/** Rights, sessions or tokens of the tenant changed: everyone is looked up anew. Call it after the change is committed. */
export function forgetCredentials(tenantId: string) {
  generation += 1
  for (const [key, { credential }] of found) if (credential.actor.tenantId === tenantId) found.delete(key)
}
