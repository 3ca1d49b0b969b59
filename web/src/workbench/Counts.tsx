import type { Workbench } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { numberText, useFormat, useNow } from '../platform/index.ts'

type Name = keyof Workbench['counts']

/** What each number counts, as the address of the list behind it. */
const listBehind = (today: string): Record<Name, string> => ({
  toAccept: 'status=registered',
  mine: 'handlerId=me&open=true&sort=dueAt',
  dueToday: `open=true&overdue=false&dueTo=${today}&sort=dueAt`,
  overdue: 'overdue=true&open=true&sort=dueAt',
  toReview: 'toReview=true&sort=dueAt',
  toFollowUp: 'status=answered',
  toApprove: 'open=true&awaitingApproval=true&sort=dueAt',
  registeredToday: `from=${today}`,
  closedToday: `status=closed&status=archived&closedFrom=${today}&sort=-updatedAt`,
})

/** The top line: today's numbers, each a way to the cases it counts. */
export function Counts({ counts }: { counts: Workbench['counts'] }) {
  const { t } = useTranslation('workbench')
  const format = useFormat()
  const behind = listBehind(format.date(useNow()))
  return (
    <nav className="counts" aria-label={t('counts.label')}>
      {(Object.keys(behind) as Name[]).map((name) => (
        <Link key={name} to={`/cases?${behind[name]}`} className={`count count-${name}${counts[name] === 0 ? ' is-zero' : ''}`}>
          <span className="count-number">{numberText(counts[name])}</span>
          <span className="count-words">{t(`counts.${name}`)}</span>
        </Link>
      ))}
    </nav>
  )
}
