import type { SavedView } from '@zhiwei/contract'
import { App, Button, Popconfirm } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { api } from '../platform/index.ts'
import { useProblemWords } from '../ui/index.ts'
import { useSavedViews, useViewAct } from './queries.ts'
import { SaveView } from './SaveView.tsx'
import { isSameQuery } from './same-query.ts'
import './saved-views.css'

type Props = {
  /** The page's address. */
  page: string
  /** What it shows now, as the address says it. */
  query: string
  /** Views every team needs. */
  shipped: readonly { query: string; name: string }[]
  columns?: readonly string[]
  onColumns?: (columns: string[]) => void
  /** The page may open with one of them. */
  mayBeDefault?: boolean
}

/** 视图: what a page shows under a name, as links; one's own and those the team shares. */
export function SavedViews({ page, query, shipped, columns = [], onColumns, mayBeDefault = false }: Props) {
  const { t } = useTranslation('saved-views')
  const views = useSavedViews(page)
  const saved = views.data?.rows ?? []
  const active = saved.find((view) => isSameQuery(view.query, query))
  const isShipped = shipped.some((view) => isSameQuery(view.query, query))
  useDefault(mayBeDefault ? views.data?.rows : undefined, page, query)
  if (shipped.length === 1 && saved.length === 0 && isShipped) return null
  return (
    <nav className="views" aria-label={t('title')}>
      {shipped.map((view) => (
        <ViewLink key={view.name} page={page} view={view} isActive={!active && isSameQuery(view.query, query)} />
      ))}
      {saved.map((view) => (
        <ViewLink
          key={view.id}
          page={page}
          view={view}
          isActive={view.id === active?.id}
          onOpen={() => view.columns.length > 0 && onColumns?.([...view.columns])}
        />
      ))}
      {active && mayBeDefault && <DefaultView view={active} />}
      {active?.mine && <DeleteView view={active} />}
      {!active && !isShipped && <SaveView page={page} query={query} columns={columns} />}
    </nav>
  )
}

/** Opened without a word of what to show, the page shows the person's default; whoever then chooses otherwise is left alone. */
function useDefault(views: SavedView[] | undefined, page: string, query: string) {
  const navigate = useNavigate()
  const isFresh = useRef(query === '')
  useEffect(() => {
    if (!views || !isFresh.current) return
    isFresh.current = false
    const found = views.find(({ isDefault }) => isDefault)
    if (found && query === '') void navigate({ pathname: page, search: found.query }, { replace: true })
  }, [views, page, query, navigate])
}

type ViewLinkProps = { page: string; view: { query: string; name: string }; isActive: boolean; onOpen?: () => void }

function ViewLink({ page, view: { query, name }, isActive, onOpen }: ViewLinkProps) {
  return (
    <Link to={{ pathname: page, search: query }} className="view" aria-current={isActive ? 'page' : undefined} onClick={onOpen}>
      {name}
    </Link>
  )
}

function DefaultView({ view: { id, isDefault } }: { view: SavedView }) {
  const { t } = useTranslation('saved-views')
  const { message } = App.useApp()
  const words = useProblemWords()
  const set = useViewAct(() => api.put<SavedView>(`/saved-views/${id}/default`, { isDefault: !isDefault }))
  return (
    <Button
      type="text"
      size="small"
      loading={set.isPending}
      onClick={() => set.mutate(undefined, { onError: (error) => void message.error(words(error).title) })}
    >
      {t(isDefault ? 'notDefault' : 'makeDefault')}
    </Button>
  )
}

function DeleteView({ view }: { view: SavedView }) {
  const { t } = useTranslation('saved-views')
  const { message } = App.useApp()
  const words = useProblemWords()
  const remove = useViewAct(() => api.delete(`/saved-views/${view.id}`))
  return (
    <Popconfirm
      title={t('deleteAsk', { name: view.name })}
      okText={t('delete')}
      onConfirm={() => remove.mutate(undefined, { onError: (error) => void message.error(words(error).title) })}
    >
      <Button type="text" size="small">
        {t('delete')}
      </Button>
    </Popconfirm>
  )
}
