import { useEffect, useState } from 'react'
import { addressOf, go } from '../address.ts'
import { stepAfter, stepOf } from '../draft/filing.ts'
import { keepUnsent, keptUnsent } from '../draft/kept-files.ts'
import type { ChosenFile } from '../parts/chosen-file.ts'
import { usePortal } from '../portal-context.ts'
import { AboutStep } from './AboutStep.tsx'
import { ContactStep } from './ContactStep.tsx'
import { EvidenceStep } from './EvidenceStep.tsx'
import { RemedyStep } from './RemedyStep.tsx'
import { ReviewStep } from './ReviewStep.tsx'
import { SentScreen } from './SentScreen.tsx'
import { dropSent, keepSent, type Sent, sentBefore } from './sent.ts'
import { useFiling } from './use-filing.ts'
import { WhatStep } from './WhatStep.tsx'

/** 提交投诉: one question a screen; the screen is in the address, so Back leads to the one before. */
export function FilingPage({ wanted }: { wanted: string }) {
  const { tenant } = usePortal()
  const state = useFiling(tenant)
  const { sent, files, setSent } = useSent(tenant, wanted)
  const step = stepOf(wanted, state.filing)
  // The screen that is shown holds its address: else what is typed would turn the page to the one that was asked for.
  useEffect(() => {
    if (!sent && wanted !== '' && wanted !== step) go(addressOf({ tenant, page: 'new', step }), { replace: true })
  }, [sent, wanted, step, tenant])
  if (sent) return <SentScreen sent={sent} files={files} />

  const next = stepAfter(step)
  const props = { ...state, step, onNext: () => next && go(addressOf({ tenant, page: 'new', step: next })) }
  if (step === 'about') return <AboutStep {...props} />
  if (step === 'what') return <WhatStep {...props} />
  if (step === 'evidence') return <EvidenceStep {...props} />
  if (step === 'contact') return <ContactStep {...props} />
  if (step === 'remedy') return <RemedyStep {...props} />
  return (
    <ReviewStep
      {...props}
      onSent={async (filed) => {
        dropSent(tenant)
        if (!state.shared) keepSent(tenant, filed)
        await keepUnsent(tenant, filed, state.files)
        // What was filed is no draft any more: the next complaint begins with a key of its own.
        state.startAnew()
        setSent({ sent: filed, files: state.files })
        go(addressOf({ tenant, page: 'new', step: 'sent' }), { replace: true })
      }}
    />
  )
}

type Shown = { sent?: Sent | undefined; files: readonly ChosenFile[] }

/** 提交后: what was filed in this tab, and what of its evidence has not arrived, also after a reload or on another day. */
function useSent(tenant: string, wanted: string) {
  const [shown, setSent] = useState<Shown>(() => ({ sent: wanted === 'sent' ? sentBefore(tenant) : undefined, files: [] }))
  const [asked] = useState(() => ({ isAsked: wanted === 'sent', number: shown.sent?.number }))
  useEffect(() => {
    let isWanted = asked.isAsked
    if (isWanted)
      void keptUnsent(tenant, asked.number).then((kept) => {
        if (kept && isWanted) setSent({ sent: kept.sent, files: kept.files })
      })
    return () => {
      isWanted = false
    }
  }, [asked, tenant])
  return { ...shown, setSent }
}
