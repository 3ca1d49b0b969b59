import { useTranslation } from 'react-i18next'
import { type ExampleName, exampleNames } from './examples.ts'

/** 示例, one click away. */
export function Examples({ current, onChoose }: { current: ExampleName | null; onChoose: (name: ExampleName) => void }) {
  const { t } = useTranslation('classification')
  return (
    <fieldset className="lab-examples" aria-label={t('lab.examples')}>
      <span className="meta">{t('lab.examples')}</span>
      {exampleNames.map((name) => (
        <button key={name} type="button" className="chip" aria-pressed={name === current} onClick={() => onChoose(name)}>
          {t(`lab.example.${name}`)}
        </button>
      ))}
    </fieldset>
  )
}
