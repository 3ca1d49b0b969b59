import type { Workbench } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { numberText, useFormat, useNow } from '../platform/index.ts'

type Name = keyof Workbench['counts']

/** What each number counts, as the address of the list behind it. */
const listBehind = (today: string): Record<Name, string> => ({
  toAccept: '/cases?status=registered',
  mine: '/cases?handlerId=me&open=true&sort=dueAt',
  dueToday: `/cases?open=true&overdue=false&dueTo=${today}&sort=dueAt`,
  overdue: '/cases?overdue=true&open=true&sort=dueAt',
  toReview: '/cases?toReview=true&sort=dueAt',
  toFollowUp: '/cases?status=answered',
  toApprove: '/cases?open=true&awaitingApproval=true&sort=dueAt',
  lowScores: '/follow-ups/low-scores',
  registeredToday: `/cases?from=${today}`,
  closedToday: `/cases?status=closed&status=archived&closedFrom=${today}&sort=-updatedAt`,
})

/** The top line: today's numbers, each a way to the cases it counts. */
export function Counts({ counts }: { counts: Workbench['counts'] }) {
  const { t } = useTranslation('workbench')
  const format = useFormat()
  const behind = listBehind(format.date(useNow()))
  return (
    <nav className="counts" aria-label={t('counts.label')}>
      {(Object.keys(behind) as Name[]).map((name) => {
        const count = counts[name]
        return (
          count !== null && (
            <Link key={name} to={behind[name]} className={`count count-${name}${count === 0 ? ' is-zero' : ''}`}>
              <span className="count-number">{numberText(count)}</span>
              <span className="count-words">{t(`counts.${name}`)}</span>
            </Link>
          )
        )
      })}
    </nav>
  )
}
