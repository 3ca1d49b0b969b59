import type { PortalFiled } from '@zhiwei/contract'

/** What the customer needs after sending. The session's token is not kept: the cookie holds it. */
export type Sent = Pick<PortalFiled, 'number' | 'link' | 'receivedAt' | 'duplicate'> & {
  /** 后改的内容: filed before with other words, which are not part of the complaint yet. */
  laterText?: string
}

// In the tab only: the number would be lost by an accidental reload.
const nameOf = (tenant: string) => `zhiwei.portal.sent.${tenant}`

export function keepSent(tenant: string, { number, link, receivedAt, duplicate, laterText }: Sent) {
  try {
    sessionStorage.setItem(nameOf(tenant), JSON.stringify({ number, link, receivedAt, duplicate, laterText }))
  } catch {
    // storage forbidden: the page still shows it
  }
}

export function sentBefore(tenant: string): Sent | undefined {
  try {
    return (JSON.parse(sessionStorage.getItem(nameOf(tenant)) ?? 'null') as Sent | null) ?? undefined
  } catch {
    return undefined
  }
}

export function dropSent(tenant: string) {
  try {
    sessionStorage.removeItem(nameOf(tenant))
  } catch {
    // nothing could be kept either
  }
}
