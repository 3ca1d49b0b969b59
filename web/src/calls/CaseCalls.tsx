import { useTranslation } from 'react-i18next'
import { Instant } from '../ui/index.ts'
import { useCallsOfCase } from './queries.ts'
import { RecordingLink } from './RecordingLink.tsx'
import './calls.css'

/** 来电 of a case: when, who talked, how long, and the recording. */
export function CaseCalls({ caseId }: { caseId: string }) {
  const { t } = useTranslation('calls')
  const calls = useCallsOfCase(caseId)
  const rows = calls.data?.rows ?? []
  if (rows.length === 0) return null
  return (
    <section className="part">
      <h2>{t('ofCase', { count: rows.length })}</h2>
      <ul className="plain">
        {rows.map((call) => (
          <li key={call.id} className="call-line">
            <Instant at={call.at} />
            <span className="figures">{call.number ?? t('withheld')}</span>
            <span className="meta">{[call.agent?.name, call.isMissed && t('missed')].filter(Boolean).join(' · ')}</span>
            {call.hasRecording && <RecordingLink id={call.id} />}
          </li>
        ))}
      </ul>
    </section>
  )
}
