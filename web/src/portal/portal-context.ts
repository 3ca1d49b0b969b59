import type { PortalSettings } from '@zhiwei/contract'
import { createContext, use } from 'react'
import type { Language, Speak } from './words.ts'

/** What every screen knows: the company, its customers' words, and a way to say that something was done. */
export type PortalContext = { tenant: string; settings: PortalSettings; language: Language; t: Speak; say: (what: string) => void }

export const Portal = createContext<PortalContext | undefined>(undefined)

export function usePortal(): PortalContext {
  const portal = use(Portal)
  if (!portal) throw new Error('a screen stands outside the portal')
  return portal
}
