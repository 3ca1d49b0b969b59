import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Instant, ReasonModal } from '../../ui/index.ts'
import { useCaseOnPage } from '../case-context.ts'
import { useReveal } from '../customer/use-reveal.ts'
import { CuedText } from './CuedText.tsx'
import { EmotionMark } from './EmotionMark.tsx'
import { FoldedText } from './FoldedText.tsx'
import { useShown } from './use-shown.ts'

const shownCharacters = 600

/** 投诉原文: what the customer said, always first; masked until somebody says why they need the original. */
export function ComplaintText() {
  const { t } = useTranslation('cases')
  const { complaintCase } = useCaseOnPage()
  const [original, setOriginal] = useState<string | null>(null)
  const shown = useShown<HTMLElement>(1)
  const { channel, receivedAt, text, textMasked, remedySought, can } = complaintCase
  return (
    <article ref={shown.ref} tabIndex={-1} className={`complaint${shown.isShown ? ' is-shown' : ''}`} aria-label={t('story.complaint')}>
      <header>
        <strong>{t('story.complaint')}</strong>
        <span className="meta">{t(`ui:channel.${channel}`)}</span>
        <Instant at={receivedAt} />
        <EmotionMark eventNo={1} />
        {textMasked && can.reveals?.allowed && <OriginalButton original={original} onChange={setOriginal} />}
      </header>
      {/* Places are those of the masked text. */}
      {original === null ? (
        <CuedText eventNo={1} text={text} limit={shownCharacters} />
      ) : (
        <FoldedText text={original} limit={shownCharacters} />
      )}
      {remedySought && (
        <p className="complaint-remedy">
          <span className="meta">{t('customer.remedySought')}</span> {remedySought}
        </p>
      )}
    </article>
  )
}

function OriginalButton({ original, onChange }: { original: string | null; onChange: (original: string | null) => void }) {
  const { t } = useTranslation('cases')
  const reveal = useReveal()
  const [isAsking, setAsking] = useState(false)
  const isShown = original !== null
  return (
    <>
      <Button
        type="text"
        size="small"
        icon={isShown ? <EyeInvisibleOutlined /> : <EyeOutlined />}
        onClick={() => (isShown ? onChange(null) : setAsking(true))}
      >
        {t(isShown ? 'story.hideOriginal' : 'story.showOriginal')}
      </Button>
      <ReasonModal
        open={isAsking}
        title={t('story.showOriginal')}
        consequence={t('ui:masked.logged')}
        okText={t('ui:masked.ok')}
        onConfirm={async (reason) => onChange(await reveal('text', reason))}
        onClose={() => setAsking(false)}
      />
    </>
  )
}
