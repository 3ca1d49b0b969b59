import type { ProcessRow } from '@zhiwei/contract'
import { App, Button, Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { useShippedName } from '../platform/index.ts'
import { Instant, useProblemWords } from '../ui/index.ts'
import { useDraftProcess } from './queries.ts'

type Props = {
  category: string | null
  name: string
  versions: ProcessRow[]
  mayManage: boolean
  picked: string[]
  onPick: (id: string) => void
}

/** One category's versions in time, the latest first. */
export function ProcessGroup({ category, name, versions, mayManage, picked, onPick }: Props) {
  const { t } = useTranslation('processes')
  const named = useShippedName()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const problemWords = useProblemWords()
  const draft = useDraftProcess()
  const open = versions.find(({ state }) => state === 'draft')
  const begin = () =>
    draft.mutateAsync({ category }).then(
      (made) => navigate(`/settings/processes/${made.id}`),
      (error: unknown) => message.error(problemWords(error).title),
    )
  return (
    <section className="process-group card" aria-label={name}>
      <header className="process-group-head">
        <h2>{name}</h2>
        {mayManage &&
          (open ? (
            <Link to={`/settings/processes/${open.id}`}>{t('openDraft')}</Link>
          ) : (
            <Button size="small" loading={draft.isPending} aria-label={t('newVersionOf', { category: name })} onClick={() => void begin()}>
              {t('newVersion')}
            </Button>
          ))}
      </header>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('column.version')}</th>
            <th scope="col">{t('column.state')}</th>
            <th scope="col">{t('column.from')}</th>
            <th scope="col">{t('column.pick')}</th>
          </tr>
        </thead>
        <tbody>
          {versions.map((version) => (
            <tr key={version.id}>
              <th scope="row">
                <Link to={`/settings/processes/${version.id}`}>{named(version.title)}</Link>{' '}
                <span className="meta">{t('stepCount', { count: version.stepCount })}</span>
              </th>
              <td>
                <StateTag state={version.state} />
              </td>
              <td>
                {version.state === 'draft' ? '—' : <Instant at={version.effectiveFrom} />}{' '}
                {version.state !== 'draft' && <span className="meta">{version.publishedBy ?? t('system')}</span>}
                {version.endedAt && (
                  <span className="meta">
                    {' · '}
                    {t('endsAt')} <Instant at={version.endedAt} />
                  </span>
                )}
              </td>
              <td>
                <Checkbox
                  checked={picked.includes(version.id)}
                  aria-label={t('pick', { title: named(version.title) })}
                  onChange={() => onPick(version.id)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

export function StateTag({ state }: Pick<ProcessRow, 'state'>) {
  const { t } = useTranslation('processes')
  return (
    <span className="process-state" data-state={state}>
      {t(`state.${state}`)}
    </span>
  )
}
