import { Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { type Language, usePreferences } from '../platform/index.ts'
import { unitSets, unitSetText } from './unit-sets.ts'

type Props = { text: string; onText: (text: string) => void; onNext: () => void }

/** 粘贴名单, or begin with a set of departments and change it. */
export function UnitsChoice({ text, onText, onNext }: Props) {
  const { t } = useTranslation('first-run')
  const { language } = usePreferences()
  return (
    <section className="card wizard-part first-run">
      <fieldset className="wizard-sets">
        <legend>{t('units.sets')}</legend>
        {unitSets.map((set) => (
          <SetChoice key={set} name={set} words={unitSetText(set, language)} text={text} language={language} onText={onText} />
        ))}
      </fieldset>
      <label htmlFor="roster">{t('units.paste')}</label>
      <Input.TextArea
        id="roster"
        rows={10}
        maxLength={40_000}
        value={text}
        placeholder={t('units.example')}
        onChange={({ target }) => onText(target.value)}
      />
      <p className="meta">{t('units.pasteHint')}</p>
      <div className="wizard-acts">
        <Button type="primary" disabled={text.trim() === ''} onClick={onNext}>
          {t('units.check')}
        </Button>
      </div>
    </section>
  )
}

type SetProps = { name: string; words: string; text: string; language: Language; onText: (text: string) => void }

function SetChoice({ name, words, text, language, onText }: SetProps) {
  const { t } = useTranslation('first-run')
  return (
    <label className="wizard-set">
      <input type="radio" name="unit-set" checked={text === words} onChange={() => onText(words)} />
      <span>{t(`units.set.${name}`)}</span>
      <span className="meta">{words.split('\n').join(language === 'en' ? ', ' : '、')}</span>
    </label>
  )
}
