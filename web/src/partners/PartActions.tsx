import type { PartAction } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'

/** The firm's actions of the report, as far as it is told of them. */
export function PartActions({ actions }: { actions: PartAction[] }) {
  const { t } = useTranslation('improvement')
  return (
    <ul className="part-files">
      {actions.map(({ id, title, kind, dueOn, state, verdict }) => (
        <li key={id}>
          {title}{' '}
          <span className="meta">
            {[t(`actionKind.${kind}`), dueOn, t(`state.${state}`), verdict && t(`verdict.${verdict}`)].filter(Boolean).join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  )
}
