import type { FilledLetter } from '@zhiwei/contract'
import { App, Button, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { GrowingText, ProblemNotice, useProblemWords } from '../../ui/index.ts'
import { useFillLetter, useLetters } from '../queries.ts'
import '../knowledge.css'

type Props = { caseId: string; onSay?: ((words: string) => void) | undefined }

/** 按模板写函: a letter filled from the case, worked over by whoever sends it, then put where answers are written or copied. */
export function LettersButton({ caseId, onSay }: Props) {
  const { t } = useTranslation('knowledge')
  const [isOpen, setOpen] = useState(false)
  return (
    <section className="part" aria-label={t('letter.title')}>
      <h2>{t('letter.title')}</h2>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('letter.write')}
      </Button>
      {isOpen && <LetterModal caseId={caseId} onSay={onSay} onClose={() => setOpen(false)} />}
    </section>
  )
}

function LetterModal({ caseId, onSay, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation('knowledge')
  const { message } = App.useApp()
  const words = useProblemWords()
  const letters = useLetters(caseId, true)
  const fill = useFillLetter(caseId)
  const [letter, setLetter] = useState<FilledLetter>()
  const [text, setText] = useState('')
  const choose = (entryId: string) =>
    fill.mutate(entryId, {
      onSuccess: (filled) => {
        setLetter(filled)
        setText(filled.text)
      },
      onError: (error) => void message.error(words(error).title),
    })
  const copy = () => navigator.clipboard.writeText(text).then(() => void message.success(t('letter.copied')))
  return (
    <Modal
      open
      width={720}
      title={t('letter.title')}
      onCancel={onClose}
      footer={[
        <Button key="copy" disabled={!letter} onClick={() => void copy()}>
          {t('letter.copy')}
        </Button>,
        onSay && (
          <Button
            key="say"
            type="primary"
            disabled={!letter}
            onClick={() => {
              onSay(text)
              onClose()
            }}
          >
            {t('letter.say')}
          </Button>
        ),
      ]}
    >
      {letters.isError && <ProblemNotice problem={letters.error} onRetry={letters.refetch} />}
      {letters.data?.rows.length === 0 && <p className="meta">{t('none.letter')}</p>}
      <Select<string | null>
        className="kb-letter-choice"
        aria-label={t('letter.choose')}
        placeholder={t('letter.choose')}
        loading={letters.isPending || fill.isPending}
        value={letter?.entryId ?? null}
        options={(letters.data?.rows ?? []).map(({ id, title, fits }) => ({ value: id, label: fits ? `★ ${title}` : title }))}
        onChange={(entryId) => entryId && choose(entryId)}
      />
      {letter && (
        <>
          {letter.missing.length > 0 && (
            <p className="kb-warn">
              {t('letter.missing', { fields: letter.missing.map((name) => t(`letter.field.${name}`)).join(t('comma')) })}
            </p>
          )}
          <GrowingText
            minRows={12}
            maxRows={24}
            maxLength={20_000}
            aria-label={t('letter.text')}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <p className="meta">{t('letter.hint')}</p>
        </>
      )}
    </Modal>
  )
}
