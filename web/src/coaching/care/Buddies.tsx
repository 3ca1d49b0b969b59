import type { Buddy } from '@zhiwei/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PersonSelect } from '../../identity/index.ts'
import { useMay } from '../../platform/index.ts'
import { ProblemNotice, TableBones } from '../../ui/index.ts'
import { answerBuddy, askBuddy, endBuddy, useBuddies } from '../queries.ts'
import { useCareAct } from './CarePart.tsx'

/** 同伴: a colleague is asked to look after me; both agree. */
export function Buddies() {
  const { t } = useTranslation('coaching')
  const buddies = useBuddies()
  const mayChoose = useMay('identity:read')
  const leads = useMay('cases:assign')
  const act = useCareAct()
  const [buddyId, setBuddyId] = useState<string>()
  const [userId, setUserId] = useState<string>()

  async function ask(chosen: string) {
    await act(() => askBuddy(chosen, userId))
    setBuddyId(undefined)
    setUserId(undefined)
  }

  return (
    <section className="card care-part" aria-labelledby="care-buddies">
      <h2 id="care-buddies">{t('buddy.title')}</h2>
      <p className="meta">{t('buddy.hint')}</p>
      {mayChoose && (
        <div className="care-ask">
          {leads && <PersonSelect value={userId} label={t('buddy.forWhom')} placeholder={t('buddy.forWhom')} onChange={setUserId} />}
          <PersonSelect value={buddyId} label={t('buddy.whom')} placeholder={t('buddy.whom')} onChange={setBuddyId} />
          <Button disabled={!buddyId} onClick={() => buddyId && void ask(buddyId)}>
            {t('buddy.ask')}
          </Button>
        </div>
      )}
      {buddies.isPending && <TableBones />}
      {buddies.isError && <ProblemNotice problem={buddies.error} onRetry={buddies.refetch} />}
      <ul className="care-list" aria-label={t('buddy.title')}>
        {buddies.data?.rows.map((buddy) => (
          <li key={buddy.id}>
            <BuddyLine buddy={buddy} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function BuddyLine({ buddy: { id, person, buddy, agreed, can } }: { buddy: Buddy }) {
  const { t } = useTranslation('coaching')
  const act = useCareAct()
  return (
    <>
      <p className="coaching-head">
        <span>{t('buddy.looksAfter', { buddy: buddy.name, person: person.name })}</span>
        <span className="coaching-state">{t(agreed ? 'buddy.agreed' : 'buddy.waiting')}</span>
      </p>
      <span className="coaching-acts">
        {can.answer && (
          <>
            <Button size="small" type="primary" onClick={() => void act(() => answerBuddy(id, true))}>
              {t('buddy.agree')}
            </Button>
            <Button size="small" onClick={() => void act(() => answerBuddy(id, false))}>
              {t('buddy.refuse')}
            </Button>
          </>
        )}
        {can.end && !can.answer && (
          <Button size="small" type="text" onClick={() => void act(() => endBuddy(id))}>
            {t('buddy.end')}
          </Button>
        )}
      </span>
    </>
  )
}
