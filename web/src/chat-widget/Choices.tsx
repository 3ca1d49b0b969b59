import type { ChatChoice, ChatVisit } from '@zhiwei/contract'
import type { Speak } from './words.ts'

type Props = { speak: Speak; shown: ChatVisit; onChoose: (choice: ChatChoice) => void }

/** First screen: four ways, a complaint goes straight to those who handle complaints. */
export function Choices({ speak: { t, language }, shown, onChoose }: Props) {
  const choice = (name: ChatChoice) => (
    <li key={name}>
      <button type="button" className={`choice is-${name}`} onClick={() => onChoose(name)}>
        <strong>{t(name)}</strong>
        <span>{t(`${name}Hint`)}</span>
      </button>
    </li>
  )
  const at =
    shown.opensAt &&
    new Date(shown.opensAt).toLocaleString(language === 'zh' ? 'zh-CN' : 'en', { weekday: 'short', hour: '2-digit', minute: '2-digit' })
  return (
    <div className="chat-body">
      <p>{shown.greeting}</p>
      {!shown.isOpen && (
        <p className="notice">
          {t('closed')} {at && t('opensAt', { at })}
        </p>
      )}
      <ul className="choices" aria-label={t('choose')}>
        {choice('question')}
        {choice('complaint')}
        <li>
          <a className="choice" href={shown.lookup} target="_blank" rel="noopener">
            <strong>{t('progress')}</strong>
            <span>{t('progressHint')}</span>
          </a>
        </li>
        {choice('person')}
      </ul>
      <p className="meta">{shown.privacy}</p>
    </div>
  )
}
