import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useHotkey, useSession } from '../../platform/index.ts'
import { KeyHint } from '../../ui/index.ts'
import { ActButton } from '../acts/ActButton.tsx'
import { blockedActsOf, nextActsOf, nextActsShown } from '../acts/availability.ts'
import { openTasksOf } from '../acts/own-rows.ts'
import { useDoAct } from '../acts/use-do-act.ts'
import { useMissingWords } from '../acts/use-missing-words.ts'
import { useCaseOnPage } from '../case-context.ts'

/** 现在做什么: where the case stands, in a sentence, and the one next act. */
export function NextAct() {
  const { t } = useTranslation('cases')
  const { complaintCase } = useCaseOnPage()
  const { user } = useSession()
  const missingWords = useMissingWords()
  const { doAct } = useDoAct()
  const [first, ...rest] = nextActsOf(complaintCase, user.unit?.id).slice(0, nextActsShown)
  const ownTask = openTasksOf(complaintCase).find((task) => task.unit.id === user.unit?.id)
  const preset = first === 'taskResults' && ownTask ? { taskId: ownTask.id } : {}
  useHotkey('a', () => first && doAct(first, preset), { description: t('keys.next'), enabled: first !== undefined })
  const alsoOffered = rest.filter((name) => name !== 'taskResults')
  return (
    <section className="part next-act">
      <h2>{t('part.now')}</h2>
      <Standing />
      {first && (
        <div className="next-primary">
          <ActButton name={first} preset={preset} type="primary" block />
          <KeyHint keys="a" />
        </div>
      )}
      {alsoOffered.length > 0 && (
        <div className="next-others">
          {alsoOffered.map((name) => (
            <ActButton key={name} name={name} />
          ))}
        </div>
      )}
      {blockedActsOf(complaintCase).map(({ name, missing }) => (
        <p key={name} className="next-lacks">
          {t('now.lacks', { act: t(`act.${name}`), missing: missingWords(missing) })}
        </p>
      ))}
    </section>
  )
}

/** Who has it and what it waits for. */
function Standing() {
  const { t } = useTranslation('cases')
  const { complaintCase: c } = useCaseOnPage()
  const into = c.links.find(({ kind, direction }) => kind === 'mergedInto' && direction === 'to')
  if (c.mergedInto)
    return (
      <p>
        {t('now.merged')} <Link to={`/cases/${c.mergedInto}`}>{into?.number ?? t('story.otherCase')}</Link>
      </p>
    )
  if (c.suspension) return <p>{t('now.suspended')}</p>
  const passed = c.status === 'returned' && c.returned?.review === 'pass'
  return (
    <p>{t(`now.status.${passed ? 'passed' : c.status}`, { unit: c.unit?.name ?? t('story.lane.unit'), handler: c.handler?.name ?? '' })}</p>
  )
}
