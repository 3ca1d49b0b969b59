import type { MeasureDefinition } from '@zhiwei/contract'
import { Drawer, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { numberText, type Query, useFormat, useUrlState } from '../platform/index.ts'
import { EmptyState, Instant, ProblemNotice, TableBones } from '../ui/index.ts'
import { valueText } from './figure-text.ts'
import { ItemsPlace } from './period.ts'
import { useMeasureItems } from './queries.ts'
import { useWordsOf } from './use-words.ts'

type Props = { definition: MeasureDefinition; query: Query; title: string; onClose: () => void }

/** What stands behind a number of another module: actions, warnings, what went outside. */
export function ItemsDrawer({ definition, query, title, onClose }: Props) {
  const { t } = useTranslation('measures')
  const words = useWordsOf()
  const { duration } = useFormat()
  const { from, to, unitId, by, key } = query
  const isShare = definition.unit === 'share'
  const [{ part = isShare ? 'numerator' : 'denominator' }, setPlace] = useUrlState(ItemsPlace)
  const items = useMeasureItems(definition.name, { from, to, unitId, by, key, part })
  const close = () => {
    setPlace({})
    onClose()
  }
  return (
    <Drawer open title={`${words(definition.title)} · ${title}`} onClose={close} size={560} destroyOnHidden>
      {isShare && (
        <Segmented
          value={part}
          aria-label={t('part')}
          onChange={(next) => setPlace({ part: next })}
          options={(['numerator', 'denominator'] as const).map((value) => ({ value, label: t(`parts.${value}`) }))}
        />
      )}
      {items.isPending && <TableBones />}
      {items.isError && <ProblemNotice problem={items.error} onRetry={items.refetch} />}
      {items.data?.rows.length === 0 && <EmptyState title={t('noItems')} detail={t('noItemsDetail')} />}
      {items.data && items.data.rows.length > 0 && (
        <>
          <p className="meta">{t('rowCount', { count: numberText(items.data.total.count) })}</p>
          <ul className="plain measure-rows">
            {items.data.rows.map(({ id, title: name, href, at, counts, value }) => (
              <li key={`${id} ${at}`}>
                <div>{href ? <Link to={href}>{name || t('noTitle')}</Link> : name || t('noTitle')}</div>
                <div className="meta">
                  <Instant at={at} />
                  {definition.unit === 'share' && ` · ${t(counts ? 'parts.numerator' : 'notCounted')}`}
                  {value !== null && ` · ${valueText(value, definition.unit === 'share' ? 'ratio' : definition.unit, duration)}`}
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </Drawer>
  )
}
