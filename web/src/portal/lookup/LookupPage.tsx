import type { PortalCodeSent } from '@zhiwei/contract'
import { useState } from 'react'
import { sentBefore } from '../filing/sent.ts'
import { usePortal } from '../portal-context.ts'
import { AskCode } from './AskCode.tsx'
import { EnterCode } from './EnterCode.tsx'

export type Asked = { number: string; contact: string; sent: PortalCodeSent; at: number }

/** 查进度: number and contact first, then the code that came. Whether such a case exists is never told before the code fits. */
export function LookupPage({ onOpened }: { onOpened: () => void }) {
  const { tenant } = usePortal()
  const [number, setNumber] = useState(() => sentBefore(tenant)?.number ?? '')
  const [contact, setContact] = useState('')
  const [asked, setAsked] = useState<Asked | undefined>()
  if (asked) return <EnterCode asked={asked} onAsked={setAsked} onBack={() => setAsked(undefined)} onOpened={onOpened} />
  return <AskCode number={number} contact={contact} onNumber={setNumber} onContact={setContact} onAsked={setAsked} />
}
