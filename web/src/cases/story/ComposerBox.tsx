import { App, Button } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DraftBox, SpeechAid } from '../../guidance/index.ts'
import { isProblem, useDraft } from '../../platform/index.ts'
import { GrowingText, KeyHint, ProblemNotice } from '../../ui/index.ts'
import { availabilityOf } from '../acts/availability.ts'
import { NewsNotice } from '../acts/NewsNotice.tsx'
import { useDoneWords } from '../acts/use-done-words.ts'
import { useMissingWords } from '../acts/use-missing-words.ts'
import { useSendAct } from '../acts/use-send-act.ts'
import { type ComposerMode, useCaseOnPage } from '../case-context.ts'
import { useSeenVersion } from '../seen-version.ts'
import type { Writing } from './Composer.tsx'
import { ComposerOptions, type Written } from './ComposerOptions.tsx'

const longest = 20_000
const nothing: Written = { text: '' }

type Props = { mode: ComposerMode; writing: Writing; onTaken: () => void }

/** The text, what goes with it, and the button that sends; what was typed is kept until it is sent. */
export function ComposerBox({ mode, writing: { turn, words }, onTaken }: Props) {
  const { t } = useTranslation('cases')
  const { message } = App.useApp()
  const { complaintCase } = useCaseOnPage()
  const draft = useDraft<Written>(`${complaintCase.id}.${mode}`)
  const [written, setWritten] = useState<Written>(() => draft.read() ?? { ...nothing, finding: complaintCase.finding ?? undefined })
  const seen = useSeenVersion()
  const send = useSendAct()
  const doneWords = useDoneWords()
  const missingWords = useMissingWords()
  const field = useRef<TextAreaRef>(null)
  useEffect(() => {
    if (turn > 0) field.current?.focus()
  }, [turn])

  const availability = availabilityOf(complaintCase, mode)
  const lacks = typeof availability === 'object' ? missingWords(withoutFinding(availability.missing, written)) : ''
  const isReady = written.text.trim() !== '' && lacks === ''

  function change(next: Partial<Written>) {
    const all = { ...written, ...next }
    // Nothing of the model's words is left.
    if (all.text.trim() === '') all.draftId = undefined
    setWritten(all)
    draft.keep(all)
  }

  // Words that the guidance proposes go behind what is written already.
  const take = useEffectEvent((more: string) => {
    change({ text: written.text.trim() === '' ? more : `${written.text.trimEnd()}\n${more}` })
    onTaken()
  })
  useEffect(() => {
    if (words !== undefined) take(words)
  }, [words])

  async function submit() {
    if (!isReady || send.isPending) return
    try {
      const done = await send.mutateAsync({ form: { noun: mode }, body: { ...bodyOf(mode, written), version: seen.version } })
      draft.drop()
      setWritten({ ...nothing, direction: written.direction })
      seen.acknowledge()
      void message.success(doneWords(mode, done))
    } catch {
      // shown below; the text stays
    }
  }

  const isConflict = isProblem(send.error, 'VERSION_CONFLICT')
  return (
    <>
      {isConflict && (
        <NewsNotice
          news={seen.news}
          onContinue={() => {
            seen.acknowledge()
            send.reset()
          }}
        />
      )}
      {send.isError && !isConflict && <ProblemNotice problem={send.error} />}
      <GrowingText
        ref={field}
        value={written.text}
        maxLength={longest}
        minRows={mode === 'answers' ? 4 : 2}
        maxRows={10}
        aria-label={t(`composer.placeholder.${mode}`)}
        placeholder={t(`composer.placeholder.${mode}`)}
        onChange={({ target }) => change({ text: target.value })}
        onKeyDown={(event) => isSendKey(event) && void submit()}
      />
      {speaks(mode, written) && <SpeechAid caseId={complaintCase.id} text={written.text} onChange={(text) => change({ text })} />}
      {mode === 'answers' && <DraftBox caseId={complaintCase.id} kind="answer" onTake={(text, draftId) => change({ text, draftId })} />}
      {mode === 'notes' && <DraftBox caseId={complaintCase.id} kind="summary" onTake={(text) => change({ text })} />}
      <div className="composer-foot">
        <ComposerOptions mode={mode} written={written} onChange={change} />
        {lacks && <span className="composer-lacks">{t('composer.lacks', { missing: lacks })}</span>}
        <span className="composer-send">
          <KeyHint keys="mod+Enter" />
          <Button
            type={mode === 'answers' ? 'primary' : 'default'}
            disabled={!isReady}
            loading={send.isPending}
            onClick={() => void submit()}
          >
            {t(`composer.send.${mode}`)}
          </Button>
        </span>
      </div>
    </>
  )
}

/** What goes to the customer. */
const speaks = (mode: ComposerMode, { direction }: Written) => mode === 'answers' || (mode === 'messages' && direction !== 'fromCustomer')

/** A finding chosen here is one of the two things an answer may rest on. */
const withoutFinding = (missing: string[], { finding }: Written) => missing.filter((code) => !(finding && code === 'findingOrRemedy'))

function bodyOf(mode: ComposerMode, { text, direction, finding, draftId }: Written) {
  if (mode === 'messages') return { text, direction: direction ?? 'toCustomer' }
  if (mode === 'answers') return { text, ...(finding && { finding }), ...(draftId && { draftId }) }
  return { text }
}

function isSendKey(event: KeyboardEvent<HTMLTextAreaElement>) {
  if (event.key === 'Escape') event.currentTarget.blur()
  return event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing
}
