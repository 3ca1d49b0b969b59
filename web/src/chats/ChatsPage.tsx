import { type ChatDesk, ChatPart, type ChatRow } from '@zhiwei/contract'
import { App, Button, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { api, useHotkey, useMay, useUrlState } from '../platform/index.ts'
import {
  EmptyState,
  Instant,
  KeyHint,
  LinkButton,
  Page,
  Pager,
  ProblemNotice,
  StageMark,
  TableBones,
  useProblemWords,
} from '../ui/index.ts'
import { ChatPanel } from './ChatPanel.tsx'
import { useChatAct, useChats, useLiveChats } from './queries.ts'
import './chats.css'

const Place = z.object({ part: ChatPart.default('waiting'), chat: z.string().optional(), cursor: z.string().optional() })

/** 在线客服: who waits, who is with me, and what is said; `t` takes the next. */
export function ChatsPage() {
  const { t } = useTranslation('chats')
  const { message } = App.useApp()
  const words = useProblemWords()
  const [place, setPlace] = useUrlState(Place)
  const chats = useChats(place.part, place.cursor)
  const maySet = useMay('settings:manage')
  useLiveChats()
  const refuse = (error: unknown) => void message.error(words(error).detail ?? words(error).title)
  const next = useChatAct(() => api.post<{ id: string }>('/chats/next', {}))
  const desk = useChatAct((input: Partial<ChatDesk>) => api.put('/chat-desk', input))
  const takeNext = () => next.mutate(undefined, { onSuccess: ({ id }) => setPlace({ part: 'mine', chat: id }), onError: refuse })
  useHotkey('t', takeNext, { description: t('next') })
  const { rows = [], counts, can } = chats.data ?? {}
  const parts = ChatPart.options.filter((part) => part !== 'all' || can?.seeAll)
  return (
    <Page
      title={t('title')}
      extra={
        <Segmented
          aria-label={t('parts')}
          value={place.part}
          onChange={(part) => setPlace({ part, chat: place.chat })}
          options={parts.map((value) => ({
            value,
            label: value === 'all' || !counts ? t(`part.${value}`) : `${t(`part.${value}`)} ${counts[value]}`,
          }))}
        />
      }
      actions={
        <>
          {chats.data && (
            <Segmented
              aria-label={t('presence.label')}
              value={chats.data.desk.presence}
              onChange={(presence) => desk.mutate({ presence }, { onError: refuse })}
              options={(['present', 'away'] as const).map((value) => ({ value, label: t(`presence.${value}`) }))}
            />
          )}
          {maySet && <LinkButton to="/settings/chats">{t('settings.title')}</LinkButton>}
          <Button type="primary" onClick={takeNext} loading={next.isPending}>
            {t('next')} <KeyHint keys="t" />
          </Button>
        </>
      }
    >
      {chats.isPending && <TableBones />}
      {chats.isError && <ProblemNotice problem={chats.error} onRetry={chats.refetch} />}
      {chats.data && (
        <div className="chats">
          <div>
            {rows.length === 0 ? (
              <EmptyState title={t(`empty.${place.part}`)} detail={t('empty.detail')} />
            ) : (
              <ol className="card chats-list" aria-label={t(`part.${place.part}`)}>
                {rows.map((row) => (
                  <li key={row.id}>
                    <ChatLine row={row} isChosen={row.id === place.chat} onChoose={() => setPlace({ ...place, chat: row.id })} />
                  </li>
                ))}
              </ol>
            )}
            {(chats.data.nextCursor || place.cursor) && (
              <Pager
                cursor={place.cursor}
                nextCursor={chats.data.nextCursor}
                total={chats.data.total}
                onChange={(cursor) => setPlace({ ...place, cursor })}
              />
            )}
          </div>
          {place.chat && <ChatPanel key={place.chat} id={place.chat} onTaken={(id) => setPlace({ part: 'mine', chat: id })} />}
        </div>
      )}
    </Page>
  )
}

function ChatLine({ row, isChosen, onChoose }: { row: ChatRow; isChosen: boolean; onChoose: () => void }) {
  const { t } = useTranslation('chats')
  return (
    <button type="button" className={isChosen ? 'chats-line is-chosen' : 'chats-line'} aria-pressed={isChosen} onClick={onChoose}>
      <span className="chats-line-head">
        <strong>{row.visitor ?? t('visitor')}</strong>
        <span>{t(`choice.${row.choice}`)}</span>
        {row.urgent.length > 0 && <span className="chats-urgent">{t('urgent')}</span>}
        {row.isUnanswered && <span className="chats-unanswered">{t('unanswered')}</span>}
        {row.stage !== null && <StageMark stage={row.stage} />}
      </span>
      <span className="chats-last">{row.last ?? t('nothingSaid')}</span>
      <span className="meta">
        {t(`state.${row.state}`)} · {row.agent?.name ?? row.group?.name ?? ''} <Instant at={row.waitingAt ?? row.openedAt} />
      </span>
    </button>
  )
}
