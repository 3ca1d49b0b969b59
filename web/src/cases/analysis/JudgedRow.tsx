import { CheckOutlined, DownOutlined, EditOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../platform/index.ts'
import type { Field, Standing } from './judgements.ts'
import type { Judge } from './use-judge.ts'
import { useValueWords } from './use-words.ts'

type Props = {
  field: Field
  value: unknown
  /** How the value looks; left out: its words. */
  shown?: ReactNode
  /** `81%`, `猜测`: how sure the machine is. */
  aside?: ReactNode
  standing: Standing
  options: readonly unknown[]
  /** Whose text it is about. */
  eventNo?: number
  judge: Judge
  /** Confirmed by name where nobody has said anything yet. */
  canConfirm?: boolean
  children?: ReactNode
}

/** One judgement: its value, how sure it is, who confirmed it; a click agrees, another value is chosen in place. */
export function JudgedRow({ field, value, shown, aside, standing, options, eventNo = 1, judge, canConfirm = true, children }: Props) {
  const { t } = useTranslation('cases')
  const valueWords = useValueWords()
  const name = t(`column.${field}`)
  const words = valueWords(field, value)
  const give = (next: unknown) =>
    judge.judge({
      words: [{ field, value: next, eventNo }],
      said: t(next === value ? 'analysis.confirmedAs' : 'analysis.changedTo', { field: name, value: valueWords(field, next) }),
      back: next !== value && value !== null ? [{ field, value, eventNo }] : undefined,
    })
  return (
    <div className="judged">
      <dt>{name}</dt>
      <dd>
        <span className="judged-line">
          <span className="judged-what">
            {judge.mayJudge && options.length > 0 ? (
              <Dropdown
                trigger={['click']}
                autoFocus
                disabled={judge.isBusy}
                menu={{
                  items: options.map((option) => ({ key: JSON.stringify(option), label: valueWords(field, option) })),
                  selectable: true,
                  selectedKeys: [JSON.stringify(value)],
                  onClick: ({ key }) => give(JSON.parse(key)),
                }}
              >
                <button type="button" className="judged-value" aria-label={t('analysis.change', { field: name, value: words })}>
                  {shown ?? words}
                  <DownOutlined className="judged-arrow" />
                </button>
              </Dropdown>
            ) : (
              <span className="judged-value is-fixed">{shown ?? words}</span>
            )}
            {aside && <span className="meta">{aside}</span>}
          </span>
          <StandingMark standing={standing} />
          {judge.mayJudge && canConfirm && standing.kind === 'proposed' && value !== null && (
            <ConfirmButton name={`${name} ${words}`} isBusy={judge.isBusy} onClick={() => give(value)} />
          )}
        </span>
        {children}
      </dd>
    </div>
  )
}

export function ConfirmButton({ name, isBusy, onClick }: { name: string; isBusy: boolean; onClick: () => void }) {
  const { t } = useTranslation('cases')
  return (
    <Button
      size="small"
      type="text"
      className="judged-confirm"
      icon={<CheckOutlined />}
      disabled={isBusy}
      aria-label={t('analysis.confirmOf', { what: name })}
      onClick={onClick}
    >
      <span className="judged-confirm-word">{t('analysis.confirm')}</span>
    </Button>
  )
}

/** Who agreed with the machine or said otherwise. */
export function StandingMark({ standing }: { standing: Standing }) {
  const { t } = useTranslation('cases')
  const format = useFormat()
  if (standing.kind === 'proposed') return null
  const { by, at } = standing.correction
  const name = by?.name ?? t('story.system')
  const said = t(`analysis.${standing.kind}By`, { name })
  return (
    <span className="judged-by" title={`${said} ${format.fullInstant(at)}`}>
      {standing.kind === 'confirmed' ? <CheckOutlined aria-hidden="true" /> : <EditOutlined aria-hidden="true" />}
      <span aria-hidden="true">{name}</span>
      <span className="out-of-sight">{said}</span>
    </span>
  )
}
