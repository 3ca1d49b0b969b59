import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { colon } from '../../platform/punctuation.ts'
import { toneOf } from '../highlight/tones.ts'
import { useTextWords } from '../use-text-words.ts'
import { type Finding, legendOf } from './findings.ts'

type Props = {
  findings: readonly Finding[]
  hidden: ReadonlySet<string>
  onToggle: (id: string) => void
  onActive: (keys: readonly string[]) => void
}

const layers = ['category', 'stage', 'severity', 'entity']

/** 图例: the kinds that are there, how often, and a switch for each. */
export function Legend({ findings, hidden, onToggle, onActive }: Props) {
  const { t } = useTranslation('classification')
  const { word } = useTextWords()
  const kinds = useMemo(
    () => [
      ...Map.groupBy(
        findings.filter(({ span }) => span),
        legendOf,
      ),
    ],
    [findings],
  )
  return (
    <fieldset className="lab-legend" aria-label={`${t('lab.legend')}${colon()}${t('lab.legendHint')}`}>
      {kinds.map(([kind, list]) => {
        const name = layers.includes(kind) ? t(`lab.layer.${kind}`) : word('signal', kind)
        return (
          <button
            key={kind}
            type="button"
            className="chip"
            aria-pressed={!hidden.has(kind)}
            aria-label={t('lab.legendShow', { kind: name, count: list.length })}
            title={t('lab.legendHint')}
            onClick={() => onToggle(kind)}
            onPointerEnter={() => onActive(list.map(({ key }) => key))}
            onPointerLeave={() => onActive([])}
          >
            <span className="swatch" data-tone={toneOf(kind)} aria-hidden="true" />
            {name} <span className="figures">{list.length}</span>
          </button>
        )
      })}
    </fieldset>
  )
}
