import type { Phrase } from '@zhiwei/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '../ui/index.ts'
import { useGuideActs } from './queries.ts'

const shownFirst = 3
type Props = { caseId: string; phrases: Phrase[]; mayUse: boolean; onSay?: ((text: string) => void) | undefined }

/** 说法建议: phrases to take into the reply; whoever took one says whether it helped, and everybody sees how often it did. */
export function Phrases({ caseId, phrases, mayUse, onSay }: Props) {
  const { t } = useTranslation('guidance')
  const { use } = useGuideActs(caseId)
  const [isWhole, setWhole] = useState(false)
  return (
    <section className="part" aria-label={t('phrases.title')}>
      <header className="part-head">
        <h2>{t('phrases.title')}</h2>
        <span className="meta">{t('phrases.hint')}</span>
      </header>
      <ul className="plain phrases">
        {phrases.slice(0, isWhole ? phrases.length : shownFirst).map((phrase) => (
          <li key={phrase.code} data-phrase={phrase.code}>
            <p>
              <span className="guide-kind">{t(`phrases.kind.${phrase.kind}`)}</span> {phrase.text}
            </p>
            <p className="meta">{phrase.why}</p>
            <p className="meta">{phrase.used > 0 ? t('phrases.counts', phrase) : t('phrases.none')}</p>
            {mayUse && (
              <span className="phrase-acts">
                {onSay && (
                  <Button
                    size="small"
                    onClick={() => {
                      onSay(phrase.text)
                      use.mutate({ phrase: phrase.code })
                    }}
                  >
                    {t('phrases.take')}
                  </Button>
                )}
                {phrase.here && <Helped phrase={phrase} onSaid={(helped) => use.mutate({ phrase: phrase.code, helped })} />}
              </span>
            )}
          </li>
        ))}
      </ul>
      {phrases.length > shownFirst && (
        <Button type="link" size="small" onClick={() => setWhole(!isWhole)}>
          {isWhole ? t('phrases.fold') : t('phrases.more', { count: phrases.length - shownFirst })}
        </Button>
      )}
      {use.isError && <ProblemNotice problem={use.error} />}
    </section>
  )
}

function Helped({ phrase, onSaid }: { phrase: Phrase; onSaid: (helped: boolean) => void }) {
  const { t } = useTranslation('guidance')
  return (
    <fieldset className="phrase-acts" aria-label={t('phrases.didItHelp')}>
      {([true, false] as const).map((helped) => (
        <Button
          key={String(helped)}
          size="small"
          type="text"
          aria-pressed={phrase.here?.helped === helped}
          className={phrase.here?.helped === helped ? 'is-said' : ''}
          onClick={() => onSaid(helped)}
        >
          {t(helped ? 'phrases.helped' : 'phrases.notHelped')}
        </Button>
      ))}
    </fieldset>
  )
}
