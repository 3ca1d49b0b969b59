import { Button, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { numberText, useHotkey } from '../../platform/index.ts'
import { GrowingText, KeyHint } from '../../ui/index.ts'
import type { LabInput, Mode } from './input.ts'
import { mostCharacters, mostOfDialogue } from './input.ts'
import type { Lab } from './use-lab.ts'

const speakers = ['customer', 'staff', 'bot'] as const

/** Where the text goes in. */
export function Editor({ lab }: { lab: Lab }) {
  const { t } = useTranslation('classification')
  const { text, input, trouble } = lab
  useHotkey('mod+enter', lab.analyse, { description: t('lab.analyse') })
  const most = input.mode === 'dialogue' ? mostOfDialogue : mostCharacters
  return (
    <section className="card lab-editor">
      <label className="out-of-sight" htmlFor="lab-text">
        {t('lab.text')}
      </label>
      <GrowingText
        id="lab-text"
        data-search
        autoFocus
        minRows={12}
        maxRows={26}
        value={text}
        variant="borderless"
        placeholder={t('lab.placeholder')}
        aria-describedby="lab-length lab-kind"
        aria-invalid={Boolean(trouble)}
        onChange={({ target }) => lab.write(target.value)}
      />
      <div id="lab-kind" className="lab-kind">
        {lab.hasChoice ? <Choice input={input} onChange={lab.chooseMode} /> : <span className="meta">{t('lab.howDialogue')}</span>}
      </div>
      <footer>
        <span id="lab-length" className={trouble ? 'lab-trouble' : 'meta figures'} role={trouble ? 'alert' : undefined}>
          {trouble
            ? t(`lab.${trouble.words}`, { shown: numberText(trouble.shown), most: numberText(trouble.most) })
            : t('lab.length', { shown: numberText(text.length), most: numberText(most) })}
        </span>
        {text && <Button onClick={lab.clear}>{t('lab.clear')}</Button>}
        <Button type="primary" disabled={!lab.canAnalyse && !lab.isPending} loading={lab.isPending} onClick={lab.analyse}>
          {t('lab.analyse')} <KeyHint keys="mod+enter" />
        </Button>
      </footer>
    </section>
  )
}

/** It looks like a conversation: how many turns of whom, and the way to have it read as one text. */
function Choice({ input, onChange }: { input: LabInput; onChange: (mode: Mode) => void }) {
  const { t } = useTranslation('classification')
  const { mode, turns } = input
  const who = speakers
    .map((by) => ({ by, count: turns.filter((turn) => turn.by === by).length }))
    .filter(({ count }) => count > 0)
    .map(({ by, count }) => t('lab.by', { who: t(`text.by.${by}`), count }))
  return (
    <>
      <Segmented<Mode>
        size="small"
        aria-label={t('lab.mode')}
        value={mode}
        options={[
          { value: 'dialogue', label: t('lab.modeDialogue') },
          { value: 'text', label: t('lab.modeText') },
        ]}
        onChange={onChange}
      />
      <span className="meta">
        {mode === 'dialogue' ? t('lab.asDialogue', { count: turns.length, who: who.join(' · ') }) : t('lab.asText')}
      </span>
    </>
  )
}
