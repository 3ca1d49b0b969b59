import type { RestSuggestion } from '@zhiwei/contract'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../platform/index.ts'
import { ProblemNotice, TableBones, useProblemWords } from '../../ui/index.ts'
import { answerRest, useRefreshCoaching, useRests } from '../queries.ts'
import { Buddies } from './Buddies.tsx'
import { PrivateNotes } from './PrivateNotes.tsx'

/** 关怀: a break after what was hard, who looks after me, and notes for myself; a lead sees the same of the team, but no note that is not shared. */
export function CarePart() {
  return (
    <div className="care-parts">
      <Rests />
      <Buddies />
      <PrivateNotes />
    </div>
  )
}

/** Says what went wrong, and shows what is new. */
export function useCareAct() {
  const { message } = App.useApp()
  const words = useProblemWords()
  const refresh = useRefreshCoaching()
  return async (doing: () => Promise<unknown>) => {
    try {
      await doing()
      await refresh()
    } catch (error) {
      const { title, detail } = words(error)
      void message.error(detail ?? title)
    }
  }
}

function Rests() {
  const { t } = useTranslation('coaching')
  const rests = useRests()
  return (
    <section className="card care-part" aria-labelledby="care-rests">
      <h2 id="care-rests">{t('rest.title')}</h2>
      <p className="meta">{t('rest.hint')}</p>
      {rests.isPending && <TableBones />}
      {rests.isError && <ProblemNotice problem={rests.error} onRetry={rests.refetch} />}
      {rests.data?.rows.length === 0 && <p>{t('rest.none')}</p>}
      <ul className="care-list">
        {rests.data?.rows.map((rest) => (
          <li key={`${rest.person.id} ${rest.occasion}`}>
            <Rest rest={rest} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Rest({ rest: { person, reason, occasion, pauseMinutes, calmMinutes, answer, until, can } }: { rest: RestSuggestion }) {
  const { t } = useTranslation('coaching')
  const format = useFormat()
  const act = useCareAct()
  return (
    <>
      <p>
        <strong>{person.name}</strong> {t(`rest.reason.${reason}`)}
      </p>
      <p>
        {answer === null && t('rest.suggest', { pause: pauseMinutes, calm: calmMinutes })}
        {answer === 'taken' && t('rest.taken', { until: until ? format.instant(until) : '' })}
        {answer === 'declined' && t('rest.declined')}
      </p>
      {can.answer && (
        <span className="coaching-acts">
          <Button size="small" type="primary" onClick={() => void act(() => answerRest(occasion, 'taken'))}>
            {t('rest.take')}
          </Button>
          <Button size="small" onClick={() => void act(() => answerRest(occasion, 'declined'))}>
            {t('rest.decline')}
          </Button>
        </span>
      )}
    </>
  )
}
