import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { SavedView } from '@zhiwei/contract'
import { App, Button, Popconfirm } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { api } from '../../platform/index.ts'
import { useProblemWords } from '../../ui/index.ts'
import { isSameQuery } from './list-state.ts'
import { SaveView } from './SaveView.tsx'

/** Views every team needs; the names stand under `list.view`. */
const shippedViews = {
  open: 'open=true',
  mine: 'handlerId=me&open=true&sort=dueAt',
  toAccept: 'status=registered',
  overdue: 'open=true&overdue=true&sort=dueAt',
  all: '',
}

type Props = { query: string; columns: readonly string[]; onColumns: (columns: string[]) => void }

/** 视图: filter, order and columns under a name, as links; one's own and those the team shares. */
export function SavedViews({ query, columns, onColumns }: Props) {
  const { t } = useTranslation('cases')
  const views = useQuery({
    queryKey: ['saved-views'],
    queryFn: ({ signal }) => api.get<{ rows: SavedView[] }>('/saved-views', undefined, signal),
  })
  const saved = views.data?.rows ?? []
  const active = saved.find((view) => isSameQuery(view.query, query))
  const isShipped = Object.values(shippedViews).some((shipped) => isSameQuery(shipped, query))
  return (
    <nav className="views" aria-label={t('list.views')}>
      {Object.entries(shippedViews).map(([name, viewQuery]) => (
        <ViewLink key={name} query={viewQuery} isActive={!active && isSameQuery(viewQuery, query)} name={t(`list.view.${name}`)} />
      ))}
      {saved.map((view) => (
        <ViewLink
          key={view.id}
          query={view.query}
          isActive={view.id === active?.id}
          name={view.name}
          onOpen={() => view.columns.length > 0 && onColumns(view.columns)}
        />
      ))}
      {active?.mine && <DeleteView view={active} />}
      {!active && !isShipped && <SaveView query={query} columns={columns} />}
    </nav>
  )
}

type ViewLinkProps = { query: string; name: string; isActive: boolean; onOpen?: () => void }

function ViewLink({ query, name, isActive, onOpen }: ViewLinkProps) {
  return (
    <Link to={{ pathname: '/cases', search: query }} className="view" aria-current={isActive ? 'page' : undefined} onClick={onOpen}>
      {name}
    </Link>
  )
}

function DeleteView({ view }: { view: SavedView }) {
  const { t } = useTranslation('cases')
  const { message } = App.useApp()
  const words = useProblemWords()
  const client = useQueryClient()
  const remove = useMutation({
    mutationFn: () => api.delete(`/saved-views/${view.id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['saved-views'] }),
    onError: (error) => void message.error(words(error).title),
  })
  return (
    <Popconfirm title={t('list.deleteViewAsk', { name: view.name })} okText={t('list.deleteView')} onConfirm={() => remove.mutate()}>
      <Button type="text" size="small">
        {t('list.deleteView')}
      </Button>
    </Popconfirm>
  )
}
