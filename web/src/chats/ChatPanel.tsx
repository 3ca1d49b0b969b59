import type { ChatStaffMessage } from '@zhiwei/contract'
import { App, Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmotionCurve, MarkedText, useTextWords } from '../classification/index.ts'
import { api, apiBase } from '../platform/index.ts'
import { Instant, PageSkeleton, ProblemNotice, useProblemWords } from '../ui/index.ts'
import { ChatSide } from './ChatSide.tsx'
import { ComplaintModal } from './ComplaintModal.tsx'
import { HandOverModal } from './HandOverModal.tsx'
import { useChat, useChatAct } from './queries.ts'
import { TalkComposer } from './TalkComposer.tsx'

/** One talk: what was said with emotion and signals a turn, the customer's story beside it, and what to do with it. */
export function ChatPanel({ id, onTaken }: { id: string; onTaken: (id: string) => void }) {
  const { t } = useTranslation('chats')
  const { message } = App.useApp()
  const words = useProblemWords()
  const chat = useChat(id)
  const [open, setOpen] = useState<'handOver' | 'complaint' | null>(null)
  const refuse = (error: unknown) => void message.error(words(error).detail ?? words(error).title)
  const take = useChatAct(() => api.post<{ id: string }>(`/chats/${id}/taking`, {}))
  const end = useChatAct(() => api.post(`/chats/${id}/end`, {}))
  if (chat.isPending) return <PageSkeleton shape="detail" />
  if (chat.isError) return <ProblemNotice problem={chat.error} onRetry={chat.refetch} />
  const { messages, can, phrases, state, draft } = chat.data
  const curve = messages.flatMap(({ no, reading }) =>
    reading ? [{ key: String(no), label: t('turn', { no }), level: reading.emotion }] : [],
  )
  return (
    <div className="chats-panel">
      <section className="card chats-talk" aria-label={t('talk')}>
        <header className="chats-acts">
          {can.take && (
            <Button type="primary" onClick={() => take.mutate(undefined, { onSuccess: (taken) => onTaken(taken.id), onError: refuse })}>
              {t('take')}
            </Button>
          )}
          {can.complain && <Button onClick={() => setOpen('complaint')}>{t('complain')}</Button>}
          {can.handOver && <Button onClick={() => setOpen('handOver')}>{t('handOver')}</Button>}
          {can.handOver && <Button onClick={() => end.mutate(undefined, { onError: refuse })}>{t('end')}</Button>}
          <span className="meta">{t(`state.${state}`)}</span>
        </header>
        {curve.length > 1 && <EmotionCurve points={curve} label={t('curve')} />}
        <Said id={id} messages={messages} />
        {can.talk && <TalkComposer id={id} phrases={phrases} />}
      </section>
      <ChatSide chat={chat.data} />
      {open === 'handOver' && <HandOverModal id={id} onClose={() => setOpen(null)} />}
      {open === 'complaint' && <ComplaintModal id={id} draft={draft} onClose={() => setOpen(null)} />}
    </div>
  )
}

function Said({ id, messages }: { id: string; messages: ChatStaffMessage[] }) {
  const { t } = useTranslation('chats')
  const words = useTextWords()
  const end = useRef<HTMLLIElement>(null)
  const count = messages.length
  const showNewest = () => void end.current?.scrollIntoView({ block: 'nearest' }) // answers a promise in newer browsers
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message scrolls
  useEffect(showNewest, [count])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys
    <div className="chats-log" role="log" aria-label={t('talk')} tabIndex={0}>
      <ol className="chats-said">
        {messages.map((one) =>
          one.kind === 'notice' ? (
            <li key={one.no} className="meta">
              {one.notice && t(`notice.${one.notice}`, one.facts)}
            </li>
          ) : (
            <li key={one.no} className={`talk-turn is-${one.by} is-${one.kind}`}>
              <span className="meta">
                {one.name ?? t(`by.${one.by}`)} {one.kind === 'note' && t('note')} <Instant at={one.at} />{' '}
                {one.reading && t('level', { level: one.reading.emotion, stage: one.reading.stage })}
              </span>
              {one.text !== null && (
                <MarkedText
                  text={one.text}
                  marks={(one.reading?.signals ?? []).map((signal, at) => ({
                    start: signal.span[0],
                    end: signal.span[1],
                    kind: signal.kind,
                    label: words.signal(signal),
                    key: `s${at}`,
                  }))}
                />
              )}
              {one.file && <img src={`${apiBase}/chats/${id}/files/${one.file.id}`} alt={one.file.name} onLoad={showNewest} />}
            </li>
          ),
        )}
        <li ref={end} aria-hidden="true" />
      </ol>
    </div>
  )
}
