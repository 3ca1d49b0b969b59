import type { TextAnalysis } from '@zhiwei/contract'
import { Button } from 'antd'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useHotkey } from '../../platform/index.ts'
import { colon } from '../../platform/punctuation.ts'
import { Sideways } from '../../ui/index.ts'
import { useTextWords } from '../use-text-words.ts'
import { Findings } from './Findings.tsx'
import { type Finding, findingsOf } from './findings.ts'
import type { LabInput } from './input.ts'
import { Legend } from './Legend.tsx'
import { MarkedTurns } from './MarkedTurns.tsx'

type Props = { analysis: TextAnalysis; input: LabInput; takesFocus: boolean; onEdit: () => void; onClear: () => void }

/** The text with everything marked, and beside it what was found; pointing at one shows the other. */
export function Result({ analysis, input, takesFocus, onEdit, onClear }: Props) {
  const { t } = useTranslation('classification')
  const findings = useMemo(
    () =>
      findingsOf(
        analysis,
        input.turns.map(({ text }) => text),
      ),
    [analysis, input],
  )
  const [active, setActive] = useState<readonly string[]>([])
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const labelOf = useLabels()
  const panel = useRef<HTMLElement>(null)
  useHotkey('e', onEdit, { description: t('lab.editKey') })
  useEffect(() => {
    if (takesFocus) panel.current?.focus({ preventScroll: true })
  }, [takesFocus])

  // After the marks of `active` are drawn.
  const goTo = useCallback((keys: readonly string[]) => {
    setActive(keys)
    requestAnimationFrame(() => panel.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' }))
  }, [])

  const toggle = (id: string) => setHidden((now) => (now.has(id) ? new Set([...now].filter((one) => one !== id)) : new Set([...now, id])))
  return (
    <div className="lab">
      <section className="card lab-marked" aria-label={t('lab.where')}>
        <header>
          <Legend findings={findings} hidden={hidden} onToggle={toggle} onActive={setActive} />
          <span className="lab-acts">
            <Button onClick={onClear}>{t('lab.clear')}</Button>
            <Button onClick={onEdit}>{t('lab.edit')}</Button>
          </span>
        </header>
        <Sideways ref={panel} className="lab-text" label={t('lab.where')}>
          <MarkedTurns
            input={input}
            analysis={analysis}
            findings={findings}
            hidden={hidden}
            labelOf={labelOf}
            active={active}
            onActive={setActive}
          />
        </Sideways>
      </section>
      <Findings analysis={analysis} findings={findings} labelOf={labelOf} active={active} onActive={setActive} onGo={goTo} />
    </div>
  )
}

/** What a mark says of itself: `监管 · 扬言`, `阶段依据：被来回推诿`. */
function useLabels() {
  const { t } = useTranslation('classification')
  const { word, withDetail } = useTextWords()
  return useCallback(
    ({ layer, code, detail, amountFen, withinHours }: Finding) => {
      if (layer === 'category') return `${t('lab.layer.category')}${colon()}${word('categoryReason', code)}`
      if (layer === 'stage') return `${t('lab.layer.stage')}${colon()}${word('stageReason', code)}`
      if (layer === 'severity') return `${t('lab.layer.severity')}${colon()}${word('severityReason', code)}`
      return withDetail(word(layer === 'entity' ? 'entity' : 'signal', code), { detail, amountFen, withinHours })
    },
    [t, word, withDetail],
  )
}
